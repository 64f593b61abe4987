// SPDX-License-Identifier: Apache-2.0
// The command line of the simulator.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/sim/planted.hpp"

namespace kazi::sim {

struct Options {
    std::uint64_t seeds = 2000;
    std::uint64_t from = 0;
    std::string commit = "none";             ///< what the second half of the seeds is derived from
    std::optional<std::uint64_t> seed = {};  ///< this one alone
    std::vector<Bug> bugs = {};              ///< each must be found; empty: none is planted
    int jobs = 2;
    bool verbose = false;
    bool digest = false;  ///< print the digest of the histories and nothing else
};

/// Reads the arguments after the program's name. Fails (nullopt) after saying why on stderr.
[[nodiscard]] std::optional<Options> read_options(const std::vector<std::string>& arguments);

/// The n-th seed of a run: the first half are the numbers from `from` on, the others are drawn
/// from the commit, so that every commit tries new ones and anybody can try them again.
[[nodiscard]] std::uint64_t seed_at(const Options& options, std::uint64_t n);

}  // namespace kazi::sim
