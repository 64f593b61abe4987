// SPDX-License-Identifier: Apache-2.0
// Crowds to try models on: one that was recorded, and ones that are made up.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "taskflow/quality/recorded.hpp"

namespace kazi::taskflow::quality {

struct Recorded {
    std::vector<RecordedAnswer> answers;
    std::vector<KnownTruth> truths;
};

/// A folder of tests/data.
Recorded recorded(const std::string& set);

/// Two labels, `a` and `b`, equally often true. Worker w0 … is right as often as `rights` says;
/// below 0 she answers `a` whatever is true. Everybody answers every item.
Recorded made_up(std::size_t items, const std::vector<double>& rights, std::uint64_t seed);

}  // namespace kazi::taskflow::quality
