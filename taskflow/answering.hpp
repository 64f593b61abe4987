// SPDX-License-Identifier: Apache-2.0
// What a worker typed while a question is open.
#pragma once

#include <optional>

#include "taskflow/accepting.hpp"
#include "taskflow/question/read_answer.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// How often an answer may be unreadable before the question is let go.
inline constexpr int tries_max = 3;

/// Takes the answer, asks again, or lets the question go; then what she sees next.
/// Needs: a question open, and its item known.
[[nodiscard]] Place answer(Turn& turn, const question::Reading& reading);

/// The answer that was read; empty: none (don't know, or unreadable).
[[nodiscard]] std::optional<Given> given(const question::Reading& reading);

/// Says why an answer to this question could not be read.
void note_unreadable(Turn& turn, const Question& question, const question::Unreadable& reading);

/// SKIP: neither good nor bad for her.
[[nodiscard]] Place skip(Turn& turn);

}  // namespace kazi::taskflow
