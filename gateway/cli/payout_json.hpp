// SPDX-License-Identifier: Apache-2.0
// A payout as the operator's tool prints it.
#pragma once

#include <boost/json.hpp>

#include "billing/payout.hpp"

namespace kazi::gateway::cli {

/// One line of a list.
[[nodiscard]] boost::json::object payout_json(const billing::Payout& payout);

/// The same with every attempt and every decision.
[[nodiscard]] boost::json::object whole_payout_json(const billing::Payout& payout);

}  // namespace kazi::gateway::cli
