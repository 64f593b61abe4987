// SPDX-License-Identifier: Apache-2.0
// Parts of a question's screen that others show too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// The answers that such a question lists, in her language; empty where it lists none.
[[nodiscard]] std::vector<std::string> lines_of_answers(const Turn& turn, const Question& question,
                                                        const Item& item);

/// The answers that she can choose from by number, in her language; empty where she types another.
[[nodiscard]] std::vector<std::string> answer_lines(const Turn& turn, const Assignable& what);

/// The question about this item, in her language.
[[nodiscard]] std::string words_of_question(const Turn& turn, const Assignable& what);

/// "1 Shop", "2 School" and "0 Don't know": the numbers to answer with, the last one called `zero`.
void add_choices(dialogue::Screen& screen, const Turn& turn, const Assignable& what,
                 std::string_view zero);

}  // namespace kazi::taskflow
