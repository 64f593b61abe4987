// SPDX-License-Identifier: Apache-2.0
// Every way through a survey, without walking each: what conditions can tell apart decides.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "taskflow/survey/survey.hpp"

namespace kazi::taskflow::survey {

/// What a question costs to ask, in any unit.
using QuestionCosts = std::vector<double>;

struct PathLengths {
    double shortest = 0;
    double expected = 0;  ///< if all answers that conditions tell apart were equally likely
    double longest = 0;
};

struct Paths {
    PathLengths questions;
    PathLengths cost;
    std::set<std::string> unreachable;
    bool complete = true;  ///< false: too many ways; nothing is said about what can't be reached
};

/// Needs: a survey without faults, a cost for each question.
[[nodiscard]] Paths explore(const Survey& survey, const QuestionCosts& costs);

}  // namespace kazi::taskflow::survey
