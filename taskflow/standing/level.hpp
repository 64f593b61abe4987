// SPDX-License-Identifier: Apache-2.0
// Levels: what campaigns ask and pay by, from how often a worker is right at least.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "taskflow/quality/family.hpp"
#include "taskflow/standing/estimate.hpp"
#include "taskflow/standing/terms.hpp"

namespace kazi::taskflow {

struct Level {
    int level = 1;  ///< 1 to `level_max`
    std::uint32_t checked = 0;
    int right_pct = 0;
    int sure_pct = 0;  ///< right in so many of 100 at least; what the level goes by
};

/// Few answers are little evidence: a level needs many of them or nearly all right, and is lost
/// again as they age. Both sums in thousandths.
[[nodiscard]] Level level_of(std::uint64_t right_milli, std::uint64_t seen_milli);

/// Her level in one family on this local day.
[[nodiscard]] Level level_in(const WorkerStanding& standing,
                             std::span<const quality::FamilyCounts> counts, quality::Family family,
                             std::uint16_t day);

struct FamilyLevel {
    quality::Family family = quality::numbers;
    Level level;
};

/// All families in which something of hers was checked, that with most answers first.
[[nodiscard]] std::vector<FamilyLevel> levels_of(const WorkerStanding& standing,
                                                 std::span<const quality::FamilyCounts> counts,
                                                 std::uint16_t day);

}  // namespace kazi::taskflow
