// SPDX-License-Identifier: Apache-2.0
// Answers that are sentences: the one that lies nearest to all the others.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "taskflow/quality/recorded.hpp"

namespace kazi::taskflow::quality {

/// Lower case (of ASCII), words only: what two writers of the same sentence have in common.
[[nodiscard]] std::vector<std::string> words_of(const std::string& text);

/// Words to be replaced, put in or left out to make one text the other.
[[nodiscard]] std::size_t word_distance(const std::vector<std::string>& from,
                                        const std::vector<std::string>& to);

/// A text made ready to be compared.
struct ReadText {
    std::vector<std::string> words;
    std::vector<std::string> groups;  ///< of three letters, blanks between words included; sorted
};
[[nodiscard]] ReadText read_text(const std::string& text);

/// Of all groups of three letters, the share that both have; 1 when neither has any.
[[nodiscard]] double groups_in_common(const ReadText& one, const ReadText& other);
/// Of words and of groups of three letters, 0 to 1.
[[nodiscard]] double likeness(const ReadText& one, const ReadText& other);

struct TextEstimate {
    std::string task;
    std::string text;      ///< one of the answers, as it was written
    double agreement = 0;  ///< its mean likeness to the others, 0 to 1
    std::uint32_t answers = 0;
};

/// For each task the answer with the greatest mean likeness to the others. Of equals, the first by
/// name of worker.
[[nodiscard]] std::vector<TextEstimate> medoids(std::span<const RecordedAnswer> answers);

/// Mean over tasks of word distance to the truth by the truth's length; nothing without truths.
[[nodiscard]] std::optional<double> word_error_rate(const std::vector<TextEstimate>& estimates,
                                                    std::span<const KnownTruth> truths);

}  // namespace kazi::taskflow::quality
