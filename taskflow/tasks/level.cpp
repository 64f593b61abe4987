// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/level.hpp"

#include <algorithm>
#include <array>

namespace kazi::taskflow {

namespace {

struct Step {
    std::uint32_t checked_min;
    int right_pct_min;
};

/// To the second level, the third, and so on.
constexpr std::array steps{Step{10, 60}, Step{30, 75}, Step{100, 85}, Step{300, 92}};

}  // namespace

Standing standing_of(const Skill& skill) {
    Standing standing;
    standing.checked = skill.seen_milli / 1000;
    if (skill.seen_milli == 0) return standing;
    standing.right_pct =
        static_cast<int>(std::uint64_t{100} * skill.right_milli / skill.seen_milli);
    for (const Step& step : steps) {
        if (standing.checked < step.checked_min || standing.right_pct < step.right_pct_min) break;
        ++standing.level;
    }
    return standing;
}

Skill skill_in(std::span<const quality::FamilyCounts> counts) {
    constexpr std::uint64_t most = UINT32_MAX;
    quality::RightOf all;
    for (const quality::FamilyCounts& each : counts) {
        const quality::RightOf one = quality::right_of(each);
        all.right_milli += one.right_milli;
        all.seen_milli += one.seen_milli;
    }
    return {.right_milli = static_cast<std::uint32_t>(std::min(all.right_milli, most)),
            .seen_milli = static_cast<std::uint32_t>(std::min(all.seen_milli, most))};
}

}  // namespace kazi::taskflow
