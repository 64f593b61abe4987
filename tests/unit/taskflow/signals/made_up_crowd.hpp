// SPDX-License-Identifier: Apache-2.0
// A crowd of which it is known who does what: most work honestly, some do not.
#pragma once

#include <cstdint>
#include <vector>

#include "taskflow/signals/signal.hpp"

namespace kazi::testing {

enum class Habit : std::uint8_t { honest, careless, guesser, same_key, ring };

struct CrowdPlan {
    std::uint32_t classes = 2;
    std::uint32_t workers = 300;
    std::uint32_t items = 3000;
    std::uint32_t answers_each = 7;  ///< per item
    std::uint64_t seed = 1;
    bool all_honest = false;
};

struct MadeUpCrowd {
    taskflow::signals::Record record;
    taskflow::signals::People people;
    std::vector<Habit> habits;  ///< by worker, as the record numbers them
    std::vector<bool> robots;   ///< presses keys at once, as a program does
    std::vector<bool> several;  ///< one person who works under several numbers
};

/// 20 % careless, 6 % guessers, 3 % same key, 1 % a ring of three in which two copy the third; each
/// tenth item misleads half of those who work honestly. Half of the same-key workers are robots.
/// Guessers are one person for each three of them, all paid to one number; and two honest workers
/// are paid to the only phone of their household.
[[nodiscard]] MadeUpCrowd make_up_crowd(const CrowdPlan& plan);

[[nodiscard]] taskflow::WorkerId worker_number(std::uint32_t number);

}  // namespace kazi::testing
