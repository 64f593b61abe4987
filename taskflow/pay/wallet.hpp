// SPDX-License-Identifier: Apache-2.0
// A worker's pay: credited for an answer, ordered as a payout, settled.
#pragma once

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// Pays for an accepted answer out of the campaign's escrow, with the platform's fee beside it.
/// Its bonus, and what the reply cost her (neither below zero), come as lines of their own.
void credit(Turn& turn, const Campaign& campaign, const AnswerPrice& price,
            const AnswerRecord& record);

/// An answer's bonus, into one of her accounts; her record's sums are the caller's. Not below zero.
void post_bonus(Turn& turn, const Campaign& campaign, std::int64_t micro, billing::Account hers);

/// What a reply cost her, which comes back at once whatever becomes of the answer. Not below zero.
void give_back_reply_cost(Turn& turn, const Campaign& campaign, std::int64_t micro);

/// Orders the largest payout that can be bought; where her network sells no top-up that large,
/// others follow as each arrives. False: too little, or one is under way.
bool order_payout(Turn& turn);

/// The same, if it is time by her own wish or by the market's rule, and nothing has to be asked of
/// her first.
void order_payout_if_due(Turn& turn);

/// Her timer went off: what is due today, or the next of several top-ups.
void pay_by_timer(Turn& turn);

/// When her timer must go off for pay that is due on a day; 0: never.
[[nodiscard]] Instant pay_wake(const Worker& worker);

/// What she lacks until a payout can be bought; 0: nothing.
[[nodiscard]] std::int64_t missing_for_payout(const Turn& turn);

/// True when money costs more than she was shown and agreed to.
[[nodiscard]] bool must_agree_to_fee(const Turn& turn);

/// A payout came to its end: money that came back is hers again, and she is told.
void on_payout_settled(Turn& turn, const PayoutSettled& settled);

}  // namespace kazi::taskflow
