// SPDX-License-Identifier: Apache-2.0
// A worker's pay: credited for an answer, ordered as a payout, settled.
#pragma once

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// Pays for an accepted answer out of the campaign's escrow, with the platform's fee beside it.
void credit(Turn& turn, const Campaign& campaign);

/// Orders the largest payout that can be bought. False: too little, or one is under way.
bool order_payout(Turn& turn);

/// The same, if the market pays out by itself and enough has collected.
void order_payout_if_due(Turn& turn);

/// What she lacks until a payout can be bought; 0: nothing.
[[nodiscard]] std::int64_t missing_for_payout(const Turn& turn);

/// A payout came to its end: money that came back is hers again, and she is told.
void on_payout_settled(Turn& turn, const PayoutSettled& settled);

}  // namespace kazi::taskflow
