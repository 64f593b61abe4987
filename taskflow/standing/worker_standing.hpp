// SPDX-License-Identifier: Apache-2.0
// What a worker's record holds of how far she has come.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "taskflow/quality/family.hpp"

namespace kazi::taskflow {

/// Right answers and all of them in one family of tasks, in thousandths, older ones weighing less.
/// Her counts are written by whoever settles an item, at any time: so what of them was taken in
/// already stands beside the sums, and the difference is new.
struct FamilyStanding {
    quality::Family family = quality::numbers;
    std::uint16_t day = 0;  ///< local day number as of which the sums are aged
    std::uint64_t right_milli = 0;
    std::uint64_t seen_milli = 0;
    std::uint64_t taken_right_milli = 0;  ///< of her counts, as they were then
    std::uint64_t taken_seen_milli = 0;

    friend bool operator==(const FamilyStanding&, const FamilyStanding&) = default;
};

/// Her gold answers in the campaign that she tries to win a badge in; one at a time.
struct BadgeTrial {
    std::uint32_t campaign = 0;
    std::uint16_t seen = 0;
    std::uint16_t right = 0;

    friend bool operator==(const BadgeTrial&, const BadgeTrial&) = default;
};

/// Her accepted answers to a campaign since she last left one of its questions, or was paid for a
/// row of them. Kept where the campaign pays for rows.
struct Streak {
    std::uint32_t campaign = 0;
    std::uint16_t answers = 0;

    friend bool operator==(const Streak&, const Streak&) = default;
};

struct WorkerStanding {
    std::vector<FamilyStanding> families;
    std::uint32_t gold_seen = 0;
    std::uint32_t gold_right = 0;
    std::uint8_t asked_level = 0;  ///< that her open question's pay was announced for; 0: none
    bool asked_check = false;      ///< her open question is gold that has its answers already
    std::int64_t asked_bonus_micro = 0;  ///< that was promised with her open question
    BadgeTrial trial;
    std::vector<std::string> badges;  ///< sorted
    std::vector<Streak> streaks;      ///< that which grew last stands last

    friend bool operator==(const WorkerStanding&, const WorkerStanding&) = default;
};

inline constexpr std::size_t badges_max = 16;
inline constexpr std::size_t streaks_max = 8;
inline constexpr std::size_t badge_bytes_max = 24;

}  // namespace kazi::taskflow
