// SPDX-License-Identifier: Apache-2.0
// What a worker typed while a question is open.
#pragma once

#include <string_view>

#include "taskflow/tasks/accepting.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// How often an answer may be unreadable before the question is let go.
inline constexpr int tries_max = 3;

/// Takes the answer, asks again, or lets the question go; then what she sees next.
/// Needs: a question open, and its item known.
[[nodiscard]] Place answer(Turn& turn, const question::Understanding& understanding);

/// What she typed as an answer to this question about this item, today and in her language.
[[nodiscard]] question::Understanding understood(const Turn& turn, const Assignable& what,
                                                 std::string_view typed);

/// The same as an answer to this question about this item.
[[nodiscard]] question::Understanding understood_as(const Turn& turn, const Question& question,
                                                    const Item& item, std::string_view typed);

/// Says why an answer to this question could not be taken.
void note_puzzling(Turn& turn, const Question& question,
                   const question::Understanding& understanding);

/// The open question is not wanted any more: she is told, and sees what is next.
[[nodiscard]] Place leave_closed(Turn& turn);

/// SKIP: neither good nor bad for her.
[[nodiscard]] Place skip(Turn& turn);

}  // namespace kazi::taskflow
