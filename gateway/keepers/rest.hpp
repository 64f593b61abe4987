// SPDX-License-Identifier: Apache-2.0
// The pause between two rounds of a keeper, and the word that ends it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <vector>

namespace kazi::gateway::keepers {

/// Shared by all keepers of a daemon: each sleeps here between rounds and hears when to end.
class Rest {
public:
    explicit Rest(boost::asio::io_context& context) : context_(context) {}

    /// Waits; false when the daemon is stopping, and then at once.
    boost::asio::awaitable<bool> wait(std::chrono::milliseconds duration);

    /// Wakes everybody, for good.
    void stop();
    [[nodiscard]] bool stopping() const { return stopping_; }

private:
    boost::asio::io_context& context_;
    std::vector<boost::asio::steady_timer*> sleeping_;
    bool stopping_ = false;
};

}  // namespace kazi::gateway::keepers
