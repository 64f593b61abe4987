// SPDX-License-Identifier: Apache-2.0
// A completed survey as it is kept and told: one JSON object, by question.
#pragma once

#include <string>

#include "taskflow/survey/survey.hpp"

namespace kazi::taskflow::survey {

/// {"age":34,"crops":["maize","rice"],"open":"yes"}: numbers as numbers, several options as a
/// list, everything else as text; in the survey's order. A question without an answer is left out.
[[nodiscard]] std::string answers_json(const Survey& survey, const Answers& answers);

}  // namespace kazi::taskflow::survey
