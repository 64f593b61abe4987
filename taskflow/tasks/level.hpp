// SPDX-License-Identifier: Apache-2.0
// How far a worker has come, by her answers that were settled.
#pragma once

#include <span>

#include "taskflow/quality/family.hpp"
#include "taskflow/worker.hpp"

namespace kazi::taskflow {

struct Standing {
    int level = 1;  ///< 1 to 5
    std::uint32_t checked = 0;
    int right_pct = 0;
};

/// A level needs a number of checked answers and a share of right ones: both can be told to her in
/// one sentence.
[[nodiscard]] Standing standing_of(const Skill& skill);

/// All families of tasks together.
[[nodiscard]] Skill skill_in(std::span<const quality::FamilyCounts> counts);

}  // namespace kazi::taskflow
