// SPDX-License-Identifier: Apache-2.0
// One seed from beginning to end, as a value in and a value out.
#pragma once

#include <cstdint>
#include <string>

#include "tests/sim/fate.hpp"
#include "tests/sim/planted.hpp"
#include "tests/sim/sights.hpp"

namespace kazi::sim {

struct SeedReport {
    std::uint64_t digest = 0;
    FaultCounts faults{};
    SightCounts sights{};
    std::uint64_t commits = 0;
    std::uint64_t answers = 0;
    std::uint64_t payments = 0;
    std::uint64_t messages = 0;
    std::string failure = {};  ///< empty: every promise was kept
};

/// Deterministic: the same seed gives the same report, for ever and on every compiler.
[[nodiscard]] SeedReport run_seed(std::uint64_t seed, Bug bug, bool verbose);

}  // namespace kazi::sim
