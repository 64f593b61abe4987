// SPDX-License-Identifier: Apache-2.0
// Answers that are numbers: where the crowd's value lies, and how far each worker strays from it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "taskflow/quality/recorded.hpp"

namespace kazi::taskflow::quality {

struct NumericEstimate {
    std::string task;
    double value = 0;
    std::uint32_t answers = 0;
};

/// The whole of a text as a decimal number; nothing when it is not one.
[[nodiscard]] std::optional<double> read_number(const std::string& text);

/// Plain means, by name of task. Answers that are not numbers are passed over.
[[nodiscard]] std::vector<NumericEstimate> plain_means(std::span<const RecordedAnswer> answers);

/// Means of what each answer says once its giver's habit is taken off: her offset, her gain (how
/// much of the scale she uses) and her spread, all shrunk to the crowd's. The steadier she is, the
/// more her answers weigh; an outlier weighs less. Who judges an answer is the other answers.
[[nodiscard]] std::vector<NumericEstimate> weighted_means(std::span<const RecordedAnswer> answers);

/// Pearson's correlation with the known values; nothing for fewer than two, or no spread.
[[nodiscard]] std::optional<double> correlation(const std::vector<NumericEstimate>& estimates,
                                                std::span<const KnownTruth> truths);

}  // namespace kazi::taskflow::quality
