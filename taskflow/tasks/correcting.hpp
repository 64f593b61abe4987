// SPDX-License-Identifier: Apache-2.0
// OOPS: her last answer, shown again and replaced, until its item closes or a week has passed.
#pragma once

#include "taskflow/question/understanding.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// For this long after she gave it an answer can be corrected.
inline constexpr Instant correctable_us = 7 * day_us;

/// True while what she writes is meant for her last answer.
[[nodiscard]] bool is_correcting(const Turn& turn);

/// True while her last answer can be changed: its item is known and open, and it is not too old.
/// The item's words are needed only once she is at it.
[[nodiscard]] bool can_correct(const Turn& turn);

/// At the start of a turn: a correction that she left lying for a day is over, and an answer that
/// can't be changed any more is forgotten, unless she is at it and has yet to be told.
void forget_what_is_over(Turn& turn);

/// She does something else: her answer stays as it was.
void stop_correcting(Turn& turn);

/// OOPS: the question again with her answer, or why not; then nothing has changed.
[[nodiscard]] Place oops(Turn& turn);

/// What she wrote is her new answer. Needs: she is correcting. Then what she sees next.
[[nodiscard]] Place correct(Turn& turn, const question::Understanding& understanding);

/// "OOPS 2": both at once.
[[nodiscard]] Place oops_with(Turn& turn, std::string_view answer);

/// SKIP while she is correcting: the earlier answer stays.
[[nodiscard]] Place keep_answer(Turn& turn);

/// What she wrote can't be her new answer any more; she is told, and sees what is next.
[[nodiscard]] Place too_late(Turn& turn);

/// Ends a correction whose answer can't be changed any more, and tells her.
void end_if_too_late(Turn& turn);

/// Where she stands: at the correction, at her open question, or at the menu.
[[nodiscard]] Place place_of_work(Turn& turn);

}  // namespace kazi::taskflow
