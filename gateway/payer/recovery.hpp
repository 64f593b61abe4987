// SPDX-License-Identifier: Apache-2.0
// While the recovery window is open: before a payout leaves, every account is asked whether it left
// already, under the keys that only this payout can have.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <vector>

#include "billing/recovery.hpp"
#include "gateway/payer/desk.hpp"
#include "gateway/payer/tokens.hpp"
#include "gateway/payer/window.hpp"

namespace kazi::gateway::payer {

class Recovery {
public:
    /// Everything handed in outlives it.
    Recovery(keepers::Post post, const PayerSettings& settings, Accounts& accounts, Desk& desk,
             Tokens& tokens);

    enum class Finding : std::uint8_t {
        unknown_everywhere,  ///< it may be sent
        dealt_with,          ///< it left before, and is on record again; or a person decides
        wait                 ///< nobody can tell yet
    };
    /// `payout` has no attempt that is open.
    boost::asio::awaitable<Finding> look_for(billing::Payout payout, std::string msisdn,
                                             bool reports_matched);

    /// The store forgot something: from now on payouts are looked for. False: it did not take it.
    boost::asio::awaitable<bool> open_window();

private:
    boost::asio::awaitable<billing::Decoded> ask(billing::Probe probe);
    boost::asio::awaitable<Finding> adopt(billing::Payout payout, std::string msisdn,
                                          billing::AdoptIt found);
    boost::asio::awaitable<Finding> hold(std::string payout, std::string why);

    keepers::Post post_;
    const PayerSettings& settings_;
    Accounts& accounts_;
    Desk& desk_;
    Tokens& tokens_;
    std::vector<billing::RecoveryAccount> recovery_accounts_;
};

}  // namespace kazi::gateway::payer
