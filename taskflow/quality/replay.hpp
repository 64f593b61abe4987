// SPDX-License-Identifier: Apache-2.0
// Replays recorded answers through the very model that the daemon uses, to see what it would have
// cost and how often it would have been right.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "taskflow/campaign.hpp"
#include "taskflow/quality/recorded.hpp"

namespace kazi::taskflow::quality {

enum class Method : std::uint8_t {
    majority,  ///< every answer up to the plan's maximum, one vote each
    online     ///< skills learned as items close; an item stops when the plan is satisfied
};

struct ReplaySettings {
    Method method = Method::online;
    Redundancy plan{.minimum = 2, .maximum = 255, .confidence_ppm = 950'000};
    std::uint64_t seed = 1;  ///< decides the order in which the answers arrive
};

/// What came out for one task. With `majority` a tie has several labels.
struct Estimate {
    std::string task;
    std::vector<std::string> labels;
    std::uint32_t confidence_ppm = 0;  ///< majority: the share of the votes
    std::uint32_t answers = 0;         ///< that were taken
};

struct Replay {
    std::vector<Estimate> estimates;  ///< in the order in which tasks appear in the recording
    std::uint64_t answers_taken = 0;
    std::uint64_t answers_recorded = 0;
};

/// Takes the answers in a random order that the seed decides. The same arguments give the same
/// result with every compiler.
[[nodiscard]] Replay replay(std::span<const RecordedAnswer> answers,
                            const ReplaySettings& settings);

/// Shares in parts per million; a tie of n labels that holds the true one counts as 1/n right.
struct Score {
    std::uint64_t scored = 0;  ///< tasks whose truth is known
    std::uint32_t accuracy_ppm = 0;
    std::uint32_t answers_per_task_milli = 0;
    std::uint32_t saved_ppm = 0;  ///< recorded answers that were not needed
};

[[nodiscard]] Score score(const Replay& replay, std::span<const KnownTruth> truths);

}  // namespace kazi::taskflow::quality
