// SPDX-License-Identifier: Apache-2.0
// One reader for each type of question; `read_answer` picks. Inside the question room only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "taskflow/question/read_answer.hpp"
#include "taskflow/question/tokens.hpp"

namespace kazi::taskflow::question {

[[nodiscard]] Reading read_choice(const std::vector<std::string>& options,
                                  std::string_view language, const Tokens& typed);

[[nodiscard]] Reading read_yes_no(std::string_view language, const Tokens& typed);

[[nodiscard]] Reading read_number(const std::optional<std::int64_t>& minimum,
                                  const std::optional<std::int64_t>& maximum,
                                  std::string_view language, const Tokens& typed);

[[nodiscard]] Reading read_short_text(std::string_view typed);

/// A digit or a number word by itself, as one picks from a list.
[[nodiscard]] std::optional<std::int64_t> list_number(const Token& token,
                                                      std::string_view language);

}  // namespace kazi::taskflow::question
