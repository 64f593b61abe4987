// SPDX-License-Identifier: Apache-2.0
// The store that the configuration asks for: somebody's Redis, or one of our own; with the keys
// that numbers are sealed with in it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>

#include "config/config.hpp"
#include "gateway/numbers/sealed_numbers.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/store/embedded_redis.hpp"
#include "gateway/store/redis_store.hpp"

namespace kazi::gateway::app {

/// Owns the connection, and the server when it is ours.
class OpenedStore {
public:
    /// Starts to connect. `start_server`: run our own redis-server when none is configured; a tool
    /// that looks at a running daemon's store only connects to it.
    OpenedStore(boost::asio::io_context& context, const config::Config& config, Log& log,
                bool start_server);

    /// Waits until calls can succeed. Fails (text) when the server refuses us for good, or none
    /// answers within half a minute.
    boost::asio::awaitable<std::string> until_up();

    /// Closes the connection, and stops the server when it is ours.
    boost::asio::awaitable<void> close();

    [[nodiscard]] store::Store& store() { return *numbers_; }
    [[nodiscard]] numbers::KeyFile& number_keys() { return number_keys_; }
    [[nodiscard]] std::size_t round_trips() const { return store_->round_trips(); }

private:
    void connect(const config::Store& settings);

    boost::asio::io_context& context_;
    Log& log_;
    std::shared_ptr<store::EmbeddedRedis> server_;
    std::unique_ptr<store::RedisStore> store_;
    SystemEntropy entropy_;
    numbers::KeyFile number_keys_;
    std::unique_ptr<numbers::SealedNumbers> numbers_;
    std::string refused_;  ///< why the server is not fit to be used
};

}  // namespace kazi::gateway::app
