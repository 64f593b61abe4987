// SPDX-License-Identifier: Apache-2.0
// What a callback without proof says of an attempt that no timer looks at any more: its provider is
// asked about just that attempt, until it answers. So a payment that went through after all is
// found before the report, however late the provider tells.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "gateway/keepers/keepers.hpp"
#include "gateway/payer/accounts.hpp"
#include "gateway/payer/desk.hpp"
#include "gateway/payer/inquiry.hpp"

namespace kazi::gateway::payer {

class Hints {
public:
    /// Everything handed in outlives it.
    Hints(keepers::Post post, Accounts& accounts, Desk& desk, Inquiry& inquiry);

    /// True once it is durable that this attempt will be asked about, at once.
    boost::asio::awaitable<bool> keep(std::string payout, int attempt);

    /// Asks about the attempt that `member` of the schedule names.
    boost::asio::awaitable<void> look(std::string member);

private:
    boost::asio::awaitable<void> ask(Account& account, billing::Attempt attempt, std::string payout,
                                     std::string member);
    boost::asio::awaitable<bool> set(std::string member, std::optional<taskflow::Instant> at);

    keepers::Post post_;
    Accounts& accounts_;
    Desk& desk_;
    Inquiry& inquiry_;
};

}  // namespace kazi::gateway::payer
