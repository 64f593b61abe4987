// SPDX-License-Identifier: Apache-2.0
// What a worker can ask for at any time, by a word or from the menu.
#pragma once

#include "taskflow/dialogue/vocabulary.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// Does what the command asks and says what she sees next. Works at every stage.
[[nodiscard]] Place run(Turn& turn, const dialogue::Heard& heard);

/// Takes her out: no message any more until she comes back. Her question goes back, her money
/// stays, and leaves if it buys a payout.
void opt_out(Turn& turn);

}  // namespace kazi::taskflow
