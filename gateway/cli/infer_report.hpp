// SPDX-License-Identifier: Apache-2.0
// What kazi infer prints, as text or as one JSON object.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "taskflow/quality/recorded.hpp"
#include "taskflow/quality/replay.hpp"
#include "taskflow/quality/score.hpp"

namespace kazi::gateway::cli {

struct InferRun {
    std::string method = "online";
    std::uint64_t seeds = 1;
    bool json = false;
    bool estimates = false;  ///< every task's too, of the last seed
};

/// Sums over seeds. What is settled is summed over items, so that a seed with few of them counts
/// little.
struct InferTotals {
    std::uint64_t runs = 0;
    std::uint64_t scored = 0;  ///< in the last run
    double accuracy = 0;
    double answers_per_item = 0;
    double saved = 0;
    double settled = 0;
    double settled_right = 0;
    double settled_stated = 0;
    double given_up = 0;
    double all_scored = 0;

    void add(const taskflow::quality::Score& score);
};

void print_classes(const InferRun& run, const taskflow::quality::ReplaySettings& settings,
                   const taskflow::quality::Recording& recording, const InferTotals& totals,
                   const taskflow::quality::Replay& last);

void print_numbers(const InferRun& run, std::span<const taskflow::quality::RecordedAnswer> answers,
                   std::span<const taskflow::quality::KnownTruth> truths);

void print_texts(const InferRun& run, std::span<const taskflow::quality::RecordedAnswer> answers,
                 std::span<const taskflow::quality::KnownTruth> truths);

}  // namespace kazi::gateway::cli
