// SPDX-License-Identifier: Apache-2.0
// Pays what a cell's workers are owed, through one provider account.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <set>
#include <string>

#include "gateway/payer/desk.hpp"
#include "gateway/payer/dispatch.hpp"
#include "gateway/payer/notices.hpp"
#include "gateway/payer/parking.hpp"
#include "gateway/payer/settings.hpp"
#include "gateway/payer/watch.hpp"

namespace kazi::gateway::payer {

class Payer {
public:
    /// Everything in `post`, `context` and `metrics` outlives the payer.
    Payer(keepers::Post post, PayerSettings settings, boost::asio::io_context& context,
          ProviderMetrics& metrics);
    Payer(const Payer&) = delete;
    Payer& operator=(const Payer&) = delete;

    /// Runs until the daemon stops, then finishes what is under way.
    boost::asio::awaitable<void> run();

    /// POST /hooks/{name}/{token}/payout. Answers only once what it was told is durable.
    boost::asio::awaitable<protocols::HttpReply> callback(protocols::Callback callback);

private:
    boost::asio::awaitable<void> look_at_due();
    boost::asio::awaitable<bool> claim_new();
    bool begin(const std::string& id, boost::asio::awaitable<void> work);
    boost::asio::awaitable<void> attended(std::string id, boost::asio::awaitable<void> work);

    keepers::Post post_;
    PayerSettings settings_;
    boost::asio::io_context& context_;
    Desk desk_;
    Parking parking_;
    Dispatch dispatch_;
    Watch watch_;
    Notices notices_;
    std::set<std::string> under_way_;  ///< payouts that somebody of this daemon is at
    boost::asio::steady_timer someone_done_;
};

/// A person's decision or a report's line, heard without a running payer: the operator's tool.
boost::asio::awaitable<Applied> hear_alone(keepers::Post post, const PayerSettings& settings,
                                           ProviderMetrics& metrics, std::string payout,
                                           billing::PayoutEvent event);

/// The first of these.
boost::asio::awaitable<Applied> decide(keepers::Post post, const PayerSettings& settings,
                                       ProviderMetrics& metrics, std::string payout,
                                       billing::Decision decision);

}  // namespace kazi::gateway::payer
