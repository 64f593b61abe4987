// SPDX-License-Identifier: Apache-2.0
// A survey put to a worker: its questions one by one as if each were a campaign's, so that one
// parser, one screen and one policy of commands serve both. It is paid when it is complete.
#pragma once

#include <cstddef>
#include <memory>

#include "taskflow/question/understanding.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// The question that is put to her about this item: the campaign's own, or the survey's that is
/// open, with earlier answers filled in.
[[nodiscard]] std::shared_ptr<const Question> question_put(const Turn& turn,
                                                           const Assignable& what);

/// What stands at this place of the open survey, in her language, with earlier answers filled in.
[[nodiscard]] Question question_of_survey(const Turn& turn, const Study& study, std::size_t place);

/// Where she is in the survey that is open; at its first question when she has not begun. Needs: an
/// interview open.
[[nodiscard]] Study open_study(const Turn& turn);

/// True while the open question belongs to a survey.
[[nodiscard]] bool is_interview(const Turn& turn);

/// True before she has answered or left any question of it.
[[nodiscard]] bool is_interview_start(const Turn& turn, const Assignable& what);

/// Takes the answer to the open question of the survey, or that there is none, and goes on; the
/// last one completes it. Needs: an interview open, and still wanted.
[[nodiscard]] Place answer_interview(Turn& turn, const question::Understanding& understanding);

/// Goes on with the first question from `from` on that her answers ask for; completes the survey
/// when there is none. Needs: as `answer_interview`.
[[nodiscard]] Place go_on_in_survey(Turn& turn, Study study, std::size_t from);

/// Forgets the answers of an interview that is not open any more.
void forget_closed_interview(Turn& turn);

}  // namespace kazi::taskflow
