// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/strikes.hpp"

#include <algorithm>

#include "tests/simulator/rng.hpp"

namespace kazi::tests {

namespace {

constexpr std::uint64_t strikes_stream = 0x517;
// The campaign of the crash test takes well over a thousand answers.
constexpr std::uint64_t answers_min = 20;
constexpr std::uint64_t answers_max = 900;
constexpr std::uint64_t wait_ms_max = 100;
constexpr std::uint64_t down_ms_max = 500;

Strike draw(simulator::Rng& rng, Victim victim) {
    Strike strike{.victim = victim};
    strike.after_answers =
        static_cast<std::int64_t>(answers_min + rng.below(answers_max - answers_min));
    strike.wait = std::chrono::milliseconds(rng.below(wait_ms_max));
    strike.down = std::chrono::milliseconds(rng.below(down_ms_max));
    return strike;
}

}  // namespace

std::vector<Strike> draw_strikes(std::uint64_t seed) {
    simulator::Rng rng(seed, strikes_stream);
    std::vector<Strike> strikes;
    for (int n = 0; n < strikes_per_victim; ++n) {
        strikes.push_back(draw(rng, Victim::daemon));
        strikes.push_back(draw(rng, Victim::redis));
    }
    std::ranges::stable_sort(strikes, {}, &Strike::after_answers);
    return strikes;
}

}  // namespace kazi::tests
