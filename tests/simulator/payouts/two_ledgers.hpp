// SPDX-License-Identifier: Apache-2.0
// The last word of every run with money: what the providers moved against what we recorded.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "billing/payout.hpp"

namespace kazi::simulator::payouts {

/// What is wrong, a line for each; empty is the proof. `moved` is what House::ledger tells. Payouts
/// that wait for a person or for news may have moved their amount once; nothing may have moved
/// under a key that no attempt has.
[[nodiscard]] std::string ledger_faults(const std::vector<billing::Payout>& payouts,
                                        const boost::json::object& moved);

}  // namespace kazi::simulator::payouts
