// SPDX-License-Identifier: Apache-2.0
// What picks from a list, and a plain yes or no, shared by the readers of several kinds. Inside the
// question room only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "taskflow/question/tokens.hpp"

namespace kazi::taskflow::question {

struct Chosen {
    std::uint16_t option = 0;  ///< from 0; of yes/no: 0 = yes, 1 = no
};
struct DontKnow {};
/// Nothing of the list; `out_of_range` when it was a number, but not one of the list.
struct Unreadable {
    bool out_of_range = false;
};

using Reading = std::variant<Chosen, DontKnow, Unreadable>;

/// Digits of any script and full width, "1.", "1)", "a", an option's own words (case, accents and
/// one slip forgiven), number words. "0" is don't-know. What could be two options is Unreadable.
[[nodiscard]] Reading read_choice(const std::vector<std::string>& options,
                                  std::string_view language, const Tokens& typed);

[[nodiscard]] Reading read_yes_no(std::string_view language, const Tokens& typed);

/// What nearly everybody types: an option's number, where no option's own words are numbers.
[[nodiscard]] std::optional<Chosen> by_number_alone(const std::vector<std::string>& options,
                                                    const Tokens& typed);

/// A digit or a number word by itself, as one picks from a list.
[[nodiscard]] std::optional<std::int64_t> list_number(const Token& token,
                                                      std::string_view language);

}  // namespace kazi::taskflow::question
