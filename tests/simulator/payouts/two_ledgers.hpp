// SPDX-License-Identifier: Apache-2.0
// The last word of every run with money: what the providers moved against what we recorded.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "billing/payout.hpp"

namespace kazi::simulator::payouts {

/// What is wrong, a line for each; empty is the proof. `moved` is what House::ledger tells. Payouts
/// that wait for a person or for news may have moved their amount once; nothing may have moved
/// under a key that no attempt has.
[[nodiscard]] std::string ledger_faults(const std::vector<billing::Payout>& payouts,
                                        const boost::json::object& moved);

/// Of one account's payouts, those about which nothing was told that is for a person.
struct Resolved {
    std::size_t of = 0;
    std::size_t alone = 0;  ///< that came to their end
    std::string rest;       ///< the others, a line for each
};

/// By the account that each was first tried at. `for_a_person` is House::keys_for_a_person.
[[nodiscard]] std::map<std::string, Resolved> resolved_by_account(
    const std::vector<billing::Payout>& payouts, const std::set<std::string>& for_a_person);

/// What is left to people at accounts of codecs that can be asked, where it is more than one in a
/// thousand; empty is the proof. Prints each account's share.
[[nodiscard]] std::string left_to_people(const std::map<std::string, Resolved>& resolved);

}  // namespace kazi::simulator::payouts
