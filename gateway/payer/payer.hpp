// SPDX-License-Identifier: Apache-2.0
// Pays what a cell's workers are owed, through the accounts that its market has.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <filesystem>
#include <set>
#include <string>

#include "gateway/payer/desk.hpp"
#include "gateway/payer/dispatch.hpp"
#include "gateway/payer/hints.hpp"
#include "gateway/payer/inquiry.hpp"
#include "gateway/payer/mark.hpp"
#include "gateway/payer/notices.hpp"
#include "gateway/payer/parking.hpp"
#include "gateway/payer/pauses.hpp"
#include "gateway/payer/settings.hpp"
#include "gateway/payer/watch.hpp"

namespace kazi::gateway::payer {

class Payer {
public:
    /// Everything in `post` and `context` outlives the payer. `mark_file` remembers how much the
    /// store once knew; empty: nothing does.
    Payer(keepers::Post post, PayerSettings settings, boost::asio::io_context& context,
          std::filesystem::path mark_file = {});
    Payer(const Payer&) = delete;
    Payer& operator=(const Payer&) = delete;

    /// Runs until the daemon stops, then finishes what is under way.
    boost::asio::awaitable<void> run();

    /// /hooks/{account}/{token}/payout. Answers only once what it was told is durable.
    boost::asio::awaitable<protocols::HttpReply> callback(std::string account,
                                                          protocols::Callback callback);

private:
    boost::asio::awaitable<void> look_at_due();
    boost::asio::awaitable<std::vector<std::string>> due_in(std::string schedule);
    boost::asio::awaitable<bool> take_new_ones();
    boost::asio::awaitable<bool> claim_new();
    boost::asio::awaitable<void> look_at_accounts();
    boost::asio::awaitable<void> look_at_mark();
    boost::asio::awaitable<void> heed_words();
    boost::asio::awaitable<void> clear_old_days(std::int64_t today);
    boost::asio::awaitable<void> take_new(std::string id, std::string entry);
    [[nodiscard]] std::size_t new_ones_max();
    [[nodiscard]] std::size_t looks_max();
    [[nodiscard]] std::size_t looks_under_way() const { return under_way_.size() - new_ones_; }
    bool begin(const std::string& id, boost::asio::awaitable<void> work);
    boost::asio::awaitable<void> attended(std::string id, boost::asio::awaitable<void> work);

    keepers::Post post_;
    PayerSettings settings_;
    boost::asio::io_context& context_;
    Accounts accounts_;
    Desk desk_;
    Parking parking_;
    Tokens tokens_;
    FirstStepTaker first_steps_;
    Courier courier_;
    Recovery recovery_;
    Dispatch dispatch_;
    Inquiry inquiry_;
    Watch watch_;
    Hints hints_;
    Notices notices_;
    Pauses pauses_;
    std::set<std::string> under_way_;  ///< payouts and hints that somebody of this daemon is at
    std::size_t new_ones_ = 0;         ///< of these, out of the outbox
    boost::asio::steady_timer someone_done_;
    taskflow::Instant accounts_looked_at_ = 0;
    std::int64_t day_cleared_ = 0;
    Mark mark_;
    bool mark_seen_ = false;  ///< before that, nothing new leaves
};

/// A person's decision or a report's line, heard without a running payer: the operator's tool.
boost::asio::awaitable<Applied> hear_alone(keepers::Post post, const PayerSettings& settings,
                                           std::string payout, billing::PayoutEvent event);

/// The first of these.
boost::asio::awaitable<Applied> decide(keepers::Post post, const PayerSettings& settings,
                                       std::string payout, billing::Decision decision);

}  // namespace kazi::gateway::payer
