// SPDX-License-Identifier: Apache-2.0
// Many seeds at once, in processes of their own: a broken promise inside the product stops a
// process, and that is a finding like any other.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/sim/options.hpp"
#include "tests/sim/seed_run.hpp"

namespace kazi::sim {

struct Failure {
    std::uint64_t seed = 0;
    std::string why;
};

struct RangeReport {
    std::uint64_t seeds = 0;
    SeedReport sum;  ///< its digest is that of all histories, whatever their order
    std::vector<Failure> failures;
};

/// Runs every seed of the options, or until a seed fails when `until_failure`.
/// Throws std::system_error when there is no process to be had.
[[nodiscard]] RangeReport run_range(const Options& options, Bug bug, bool until_failure);

}  // namespace kazi::sim
