// SPDX-License-Identifier: Apache-2.0
// Whether a question can be asked, and answered, on the smallest phone. Checked once, when a
// campaign is made.
#pragma once

#include <string>
#include <vector>

#include "taskflow/tasks/campaign.hpp"

namespace kazi::taskflow::question {

inline constexpr std::size_t question_chars_max = 300;
inline constexpr std::size_t option_chars_max = 40;
inline constexpr std::size_t label_chars_max = 64;
inline constexpr std::size_t options_min = 2;
inline constexpr std::size_t options_max = 9;  // one key each
inline constexpr std::int64_t number_max = 1'000'000'000'000'000;

struct Problem {
    std::string where;  ///< JSON pointer within the question, e.g. "/texts/sw/options/2"
    std::string what;   ///< a sentence for the client
};

/// Everything that is wrong with a question for these languages; nothing when it can be asked.
/// Promises of a question that passes: every language has its words; an option's own words, and its
/// number on the screen, are read as that option.
[[nodiscard]] std::vector<Problem> check_question(const Question& question,
                                                  const std::vector<Language>& languages);

}  // namespace kazi::taskflow::question
