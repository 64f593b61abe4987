// SPDX-License-Identifier: Apache-2.0
// The tables of answers in tests/golden/parse.
#pragma once

#include <string>
#include <vector>

#include "taskflow/question/understanding.hpp"

namespace kazi::taskflow::question {

struct ParseRow {
    Form form;
    Language language;
    std::string question;  ///< as the table words it
    std::string typed;
    std::string meaning;
};

/// Every row of one language's table in that folder of tests/golden. Throws on a line that is
/// neither a question nor an answer.
[[nodiscard]] std::vector<ParseRow> read_parse_table(const Language& language,
                                                     const std::string& folder = "parse");

/// What was understood, in the words of the table.
[[nodiscard]] std::string understood_text(const Understanding& understanding);

}  // namespace kazi::taskflow::question
