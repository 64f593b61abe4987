// SPDX-License-Identifier: Apache-2.0
// What the operator's tool needs of a daemon to move a payout: everything but the way out.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <string>

#include "config/config.hpp"
#include "gateway/app/cells.hpp"
#include "gateway/engine/engine.hpp"
#include "gateway/http/outbound.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/observe/metrics.hpp"
#include "gateway/world.hpp"

namespace kazi::gateway::cli {

/// Nothing leaves from here.
class Nobody final : public http::Outbound {
public:
    explicit Nobody(boost::asio::io_context& context) : context_(context) {}
    void send(protocols::HttpRequest request, http::SendOptions options,
              std::function<void(http::HttpOutcome)> done) override;

private:
    boost::asio::io_context& context_;
};

struct Office {
    Office(boost::asio::io_context& context, store::Store& store, const config::Config& config);

    [[nodiscard]] keepers::Post post(const std::string& market);

    SystemClock clock;
    SystemEntropy entropy;
    Log log;
    Metrics metrics;
    taskflow::dialogue::Phrasebook phrases;
    app::Cells cells;
    Nobody nobody;
    World world;
    engine::Engine engine;
    keepers::Rest rest;
};

/// The context that a coroutine of this tool runs on.
[[nodiscard]] boost::asio::io_context& context_of(const boost::asio::any_io_executor& executor);

}  // namespace kazi::gateway::cli
