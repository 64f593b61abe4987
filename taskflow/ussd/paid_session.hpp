// SPDX-License-Identifier: Apache-2.0
// A USSD session is charged by the slot: as many tasks as fit one, and no more.
#pragma once

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// An answer was taken in the session.
void count_session_answer(Turn& turn);

/// What comes after an answer: the next question, or the end of the session when, at the pace that
/// she showed in it, another answer would run into the next slot. Then nothing more is taken for
/// her, and she reads what waits.
[[nodiscard]] Place go_on_in_session(Turn& turn);

/// The page that ends it.
[[nodiscard]] dialogue::Screen session_full_screen(const Turn& turn);

}  // namespace kazi::taskflow
