// SPDX-License-Identifier: Apache-2.0
// What a worker's record keeps of a survey that she is in the middle of.
#pragma once

#include <cstdint>

#include "taskflow/ids.hpp"
#include "taskflow/survey/condition.hpp"

namespace kazi::taskflow {

/// Her answers so far in the interview that is her open question. Empty when that is none.
struct Study {
    ItemRef interview;
    std::uint16_t at = 0;     ///< the survey's question that is open
    survey::Answers answers;  ///< by question; what she left out has none

    friend bool operator==(const Study&, const Study&) = default;
};

}  // namespace kazi::taskflow
