// SPDX-License-Identifier: Apache-2.0
// OOPS by letter: any answer to the newest message that asked several questions. Each belongs to an
// item of its own, which is loaded only once she names it.
#pragma once

#include <optional>
#include <string_view>

#include "taskflow/tasks/pack_reading.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// Her open question was answered: OOPS finds it by its letter from now on, or, where it stood
/// alone, finds no letters any more. Needs: that question is still the open one.
void remember_for_oops(Turn& turn);

/// At the start of a turn: what she answered too long ago is not found any more.
void forget_old_pack_answers(Turn& turn);

/// What stands behind OOPS, when it names a question of a pack that she answered or has open.
[[nodiscard]] std::optional<LetterNamed> named_in_pack(const Turn& turn, std::string_view words);

/// "OOPS B", "OOPS B 2": that question again with her answer, or with the new one in its place; why
/// not, when its item is closed. Leaves the item in `Effects::named_answer` while the context does
/// not tell of it. Needs: `named_in_pack`.
[[nodiscard]] Place oops_in_pack(Turn& turn, const LetterNamed& named);

}  // namespace kazi::taskflow
