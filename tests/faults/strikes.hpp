// SPDX-License-Identifier: Apache-2.0
// When the crash test kills what. All of it comes from one seed.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace kazi::tests {

enum class Victim : std::uint8_t { daemon, redis };

/// Moments are counted in answers, so that a slow machine is struck as often as a fast one.
struct Strike {
    Victim victim = Victim::daemon;
    std::int64_t after_answers = 0;    ///< that the crowd has sent
    std::chrono::milliseconds wait{};  ///< and then so long, to strike between two answers
    std::chrono::milliseconds down{};  ///< how long it stays dead
};

inline constexpr int strikes_per_victim = 5;

/// Five strikes for each, in the order of their moments.
[[nodiscard]] std::vector<Strike> draw_strikes(std::uint64_t seed);

}  // namespace kazi::tests
