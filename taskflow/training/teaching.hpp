// SPDX-License-Identifier: Apache-2.0
// Lessons before work: which one is due, what an answer to it comes to, and when one comes back.
#pragma once

#include <string_view>

#include "taskflow/question/understanding.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// False when the campaign teaches, did not teach her yet, and has no place left: nobody untaught
/// works for it.
[[nodiscard]] bool may_be_taught(const Worker& worker, const Campaign& campaign,
                                 bool has_lesson_place);

/// Her first question of a campaign that teaches takes a place in its lessons; a later one brings
/// back the lessons that her errors call for. Needs: `may_be_taught`.
void take_lesson_place(Turn& turn, const Campaign& campaign);

/// Gives the place back unless she was paid for a lesson already.
void give_back_lesson_place(Turn& turn, std::uint32_t campaign);

/// True when this step made a place of the campaign free.
[[nodiscard]] bool gave_back_lesson_place(const Turn& turn, std::uint32_t campaign);

/// `what` becomes what her open question is about, with the lesson that is due in the item's place.
void begin_asking(Turn& turn, const Assignable& what);

/// What she said to the lesson that is open: right or wrong, why, and at most once more. A lesson
/// that was taken is paid. Needs: a lesson open, the question still wanted.
[[nodiscard]] Place answer_lesson(Turn& turn, const question::Understanding& understanding);

/// She was wrong at work of this campaign, where `right`, as results call it, was right. Errors
/// that have it in common are of one kind, and bring the lesson about it back with her next
/// question.
void note_error(Worker& worker, std::uint32_t campaign, std::string_view right);

}  // namespace kazi::taskflow
