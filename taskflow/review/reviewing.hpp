// SPDX-License-Identifier: Apache-2.0
// Answers that a client may look at before they are paid: what comes of them, and the appeal.
#pragma once

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// Level from which a worker may judge appeals, and decide where others disagreed.
inline constexpr int senior_level = 3;

/// True unless the campaign settles an appeal and she may have no part in that: she was asked the
/// same question before, or has not come far enough.
[[nodiscard]] bool may_judge(const Worker& worker, int level, const Campaign& campaign);

/// Before her first question of a campaign whose answers are looked at: for how long, and how often
/// its client rejects.
void tell_terms(Turn& turn, const Assignable& what);

/// Pays an accepted answer into what waits for the client's word; the fee is the platform's at
/// once.
void hold_pay(Turn& turn, const Campaign& campaign, const AnswerRecord& record);

/// A review went on or came to its end.
void on_review(Turn& turn, const ReviewMoved& moved);

}  // namespace kazi::taskflow
