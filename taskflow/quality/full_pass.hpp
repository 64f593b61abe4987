// SPDX-License-Identifier: Apache-2.0
// The full pass of a campaign that runs: everything its workers said so far, weighed anew. A value
// in, a value out: whoever has the same entries comes to the same result.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "taskflow/quality/family.hpp"
#include "taskflow/quality/learned.hpp"
#include "taskflow/quality/recording.hpp"
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

/// What a pass makes of one item.
struct ItemBelief {
    std::uint32_t item = 0;
    std::uint16_t best_label = 0;
    std::uint32_t confidence_ppm = 0;  ///< corrected by gold, where there is enough of it

    friend bool operator==(const ItemBelief&, const ItemBelief&) = default;
};

struct Passed {
    Learned learned;
    std::vector<ItemBelief> beliefs = {};  ///< of each item that was answered
};

/// Labels and truths are below `classes`. Time grows with the entries, times a constant.
[[nodiscard]] Passed full_pass(std::span<const LogEntry> entries, std::span<const KnownItem> known,
                               std::size_t classes, const StopRule& rule);

/// The answers as they stand after corrections, each at the place where it was first given.
[[nodiscard]] std::vector<Answer> standing(std::span<const LogEntry> entries);

/// What is added to a worker's counts when an item that was counted as `before` is believed to be
/// `after`: what it told of her is taken back, and what it tells now is put in its place.
[[nodiscard]] std::vector<CellChange> recounted(Family family, std::uint16_t label,
                                                const ItemBelief& before, const ItemBelief& after);

}  // namespace kazi::taskflow::quality
