// SPDX-License-Identifier: Apache-2.0
// OOPS in the middle of a survey: back to the question before, whose answer is forgotten. Nothing
// was paid for it yet, so no money moves; what is asked next follows from the new answer.
#pragma once

#include <string_view>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// True when OOPS means the survey that is put to her: a question of it came before the open one.
[[nodiscard]] bool can_go_back_in_survey(const Turn& turn);

/// The question before is open again. Of a message whose reply left something out all of it is, as
/// it was one reply; over USSD its last answered question. Needs: `can_go_back_in_survey`.
[[nodiscard]] Place go_back_in_survey(Turn& turn);

/// "OOPS 2": both at once. Needs: as `go_back_in_survey`.
[[nodiscard]] Place go_back_in_survey_with(Turn& turn, std::string_view answer);

}  // namespace kazi::taskflow
