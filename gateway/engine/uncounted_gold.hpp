// SPDX-License-Identifier: Apache-2.0
// What a worker's own record counts of gold that was suspended since: marked when the gold is
// suspended, taken out worker by worker, each once.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/records/worker_record.hpp"
#include "gateway/store/batch.hpp"
#include "taskflow/standing/gold_health.hpp"

namespace kazi::gateway::engine {

/// An answer to gold that her record counts and should not.
struct GoldMark {
    taskflow::WorkerId worker;
    taskflow::ItemRef item;
    bool right = false;
};
/// A field of the hash with its value. Nothing: it can't be read.
[[nodiscard]] std::optional<GoldMark> gold_mark_from(std::string_view field,
                                                     std::string_view value);

/// One for each of these answers that her record counts. Of gold that grew these are the checks:
/// what settled it was no gold then.
[[nodiscard]] std::vector<store::Write> marks_of(std::uint32_t campaign,
                                                 const taskflow::GoldItem& gold,
                                                 std::span<const taskflow::GoldAnswer> answers);

/// Her record without it, and the mark is gone. Guards: both are as they were read.
[[nodiscard]] store::Batch plan_uncounting(const std::string& cell, const GoldMark& mark,
                                           taskflow::Worker worker, std::uint32_t version);

}  // namespace kazi::gateway::engine
