// SPDX-License-Identifier: Apache-2.0
// Work that she did not ask for, by SMS.
#pragma once

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// After so many offers in a row without a word from her, she is left in peace until she writes.
inline constexpr int offers_unanswered_max = 3;

/// Sends her a question of that campaign if she may have one now; otherwise nothing happens.
void on_work_offered(Turn& turn, const WorkOffered& offer);

}  // namespace kazi::taskflow
