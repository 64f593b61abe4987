// SPDX-License-Identifier: Apache-2.0
// Which questions of a survey one message may ask: short ones that follow each other whatever is
// answered to any of them.
#pragma once

#include <cstddef>
#include <vector>

#include "taskflow/survey/survey.hpp"

namespace kazi::taskflow::survey {

/// The places of the questions that can be asked in one message, from the first one that is asked
/// at or after `from`, `at_most` of them. Empty when that one needs a message of its own. Answers
/// to the questions themselves change nothing of it.
[[nodiscard]] std::vector<std::size_t> asked_together(const Survey& survey, std::size_t from,
                                                      const Answers& answers, std::size_t at_most);

}  // namespace kazi::taskflow::survey
