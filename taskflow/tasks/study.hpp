// SPDX-License-Identifier: Apache-2.0
// What a worker's record keeps of a survey that she is in the middle of.
#pragma once

#include <cstdint>

#include "taskflow/ids.hpp"
#include "taskflow/survey/condition.hpp"

namespace kazi::taskflow {

/// The survey's questions that one message asked together, A to H.
struct StudyPack {
    std::uint16_t first = 0;  ///< the survey's question that is A
    std::uint8_t size = 0;    ///< letters that were given out; 0: the open question stands alone
    std::uint8_t open = 0;    ///< one bit for each letter, A's the lowest; 0 only where size is

    friend bool operator==(const StudyPack&, const StudyPack&) = default;
};

/// Her answers so far in the interview that is her open question. Empty when that is none.
struct Study {
    ItemRef interview;
    std::uint16_t at = 0;     ///< the survey's question that is open
    survey::Answers answers;  ///< by question; what she left out has none
    StudyPack pack;           ///< `at` is the first of it that is open

    friend bool operator==(const Study&, const Study&) = default;
};

}  // namespace kazi::taskflow
