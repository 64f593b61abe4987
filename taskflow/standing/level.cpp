// SPDX-License-Identifier: Apache-2.0
#include "taskflow/standing/level.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace kazi::taskflow {

namespace {

/// Right at least so often, for the second level, the third, and so on.
constexpr std::array<int, level_max - 1> steps_permille{600, 750, 850, 920};

constexpr std::uint64_t thousandths = 1000;

}  // namespace

Level level_of(std::uint64_t right_milli, std::uint64_t seen_milli) {
    Level level;
    level.checked = static_cast<std::uint32_t>(seen_milli / thousandths);
    if (seen_milli == 0) return level;
    const int least = right_at_least_permille(right_milli, seen_milli);
    level.right_pct = static_cast<int>(100 * right_milli / seen_milli);
    level.sure_pct = least / 10;
    for (const int step : steps_permille)
        level.level += least >= step ? 1 : 0;
    return level;
}

Level level_in(const WorkerStanding& standing, std::span<const quality::FamilyCounts> counts,
               quality::Family family, std::uint16_t day) {
    const FamilyStanding now = standing_in(standing, quality::counts_in(counts, family), day);
    return level_of(now.right_milli, now.seen_milli);
}

std::vector<FamilyLevel> levels_of(const WorkerStanding& standing,
                                   std::span<const quality::FamilyCounts> counts,
                                   std::uint16_t day) {
    std::vector<FamilyLevel> levels;
    for (const quality::FamilyCounts& each : counts) {
        const Level level = level_in(standing, counts, each.family, day);
        if (level.checked > 0) levels.push_back({each.family, level});
    }
    std::ranges::stable_sort(levels, std::greater{},
                             [](const FamilyLevel& each) { return each.level.checked; });
    return levels;
}

}  // namespace kazi::taskflow
