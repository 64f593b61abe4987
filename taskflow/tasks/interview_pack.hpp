// SPDX-License-Identifier: Apache-2.0
// Several short questions of one survey in one SMS. They belong to one interview, so they share its
// lease; over USSD they come one by one, and a reply that leaves some out is asked for the rest.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "taskflow/tasks/pack_reading.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// True when the open question of a survey is shown together with others: by SMS.
[[nodiscard]] bool is_packed_interview(const Turn& turn);

/// True when a letter may say which question of the open survey is answered.
[[nodiscard]] bool has_survey_letters(const Turn& turn);

/// The most that one message may ask from the open question on; 1 where it comes alone. Needs: an
/// interview open.
[[nodiscard]] std::size_t packable_in_interview(const Turn& turn, std::size_t at_most);

/// Puts the open question and those after it into one message, `size` in all; 1: it stands alone.
void put_together(Turn& turn, std::size_t size);

/// The letters of what is open, and the questions in their order. Needs: `has_survey_letters`.
[[nodiscard]] std::string open_survey_letters(const Turn& turn);
[[nodiscard]] std::vector<Question> open_survey_questions(const Turn& turn);

/// What she typed, taken apart. Needs: `has_survey_letters`.
[[nodiscard]] PackReading read_interview_pack(const Turn& turn, std::string_view typed);

/// Takes what was read and asks for the rest, or goes on in the survey.
[[nodiscard]] Place answer_interview_pack(Turn& turn, const PackReading& reading);

/// The open question of the message has its answer, or was left: the next of it, or what follows.
[[nodiscard]] Place go_on_in_pack(Turn& turn, Study study);

/// Leaves all that is open of the message, and goes on in the survey. Needs: still wanted.
[[nodiscard]] Place leave_interview_pack(Turn& turn);

}  // namespace kazi::taskflow
