// SPDX-License-Identifier: Apache-2.0
// The network that a worker's number is on: what it sells, and what it takes for an SMS.
#pragma once

#include <cstdint>
#include <string_view>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// Remembers the network that the event came from, if the aggregator told and the market knows it.
void learn_network(Turn& turn);

/// The market's name of the network that she was last heard of on; empty: never told, or more than
/// so many days ago, so that she may have taken her number elsewhere.
[[nodiscard]] std::string_view network_known(const WalletWishes& wallet, int kept_days,
                                             std::int64_t today);

/// Her network, or null: never told, or so long ago that she may have taken her number elsewhere.
[[nodiscard]] const Network* network_of(const Turn& turn);

/// What it cost her to send what she is answered now; 0 over USSD, which the service pays.
[[nodiscard]] std::int64_t reply_cost_micro(const Turn& turn);

}  // namespace kazi::taskflow
