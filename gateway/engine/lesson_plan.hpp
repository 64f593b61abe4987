// SPDX-License-Identifier: Apache-2.0
// What a commit writes about lessons: places that are taken and given back, and what was paid.
#pragma once

#include <cstdint>
#include <vector>

#include "gateway/engine/commit_plan.hpp"
#include "taskflow/effect.hpp"

namespace kazi::gateway::engine {

struct LessonGuard {
    store::Guard guard;
    std::uint32_t campaign = 0;
};

struct LessonWrites {
    std::vector<LessonGuard> guards;  ///< a place must be left
    std::vector<store::Write> writes;
};

[[nodiscard]] LessonWrites plan_lessons(const taskflow::Effects& effects);

}  // namespace kazi::gateway::engine
