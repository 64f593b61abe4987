// SPDX-License-Identifier: Apache-2.0
// The full pass of a campaign that runs: everything its workers said so far, weighed anew. A value
// in, a value out: whoever has the same entries comes to the same result.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "taskflow/quality/learned.hpp"
#include "taskflow/quality/stopping.hpp"

namespace kazi::taskflow::quality {

/// An answer in the order of recording, or a correction of an earlier one to the same item.
struct LogEntry {
    std::uint32_t item = 0;
    std::uint32_t worker = 0;  ///< numbered by their first answer, from 0
    std::uint16_t label = 0;
    bool corrects = false;
};

struct KnownItem {
    std::uint32_t item = 0;
    std::uint32_t truth = 0;
};

/// How many entries the next pass goes over, when the last one went over `done` and there are
/// `recorded`. Nothing: it is not due. Passes come at the same counts in every run, whenever
/// somebody looks, and ever more seldom, so that their share of all work stays constant.
[[nodiscard]] std::optional<std::uint64_t> next_pass(std::uint64_t done, std::uint64_t recorded);

/// Labels and truths are below `classes`. Time grows with the entries, times a constant.
[[nodiscard]] Learned full_pass(std::span<const LogEntry> entries, std::span<const KnownItem> known,
                                std::size_t classes, const StopRule& rule);

}  // namespace kazi::taskflow::quality
