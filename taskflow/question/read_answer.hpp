// SPDX-License-Identifier: Apache-2.0
// Reads what a worker typed as an answer to a question, forgivingly.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "taskflow/campaign.hpp"

namespace kazi::taskflow::question {

struct Chosen {
    std::uint16_t option = 0;  ///< choice: from 0; yes/no: 0 = yes, 1 = no
};
struct Number {
    std::int64_t value = 0;
};
struct Text {
    std::string normalised;  ///< NFKC, case-folded, blanks collapsed; 1–160 characters
};
struct DontKnow {};
/// Nothing that this question accepts; `out_of_range` when it was a number, but not an allowed one.
struct Unreadable {
    bool out_of_range = false;
};

using Reading = std::variant<Chosen, Number, Text, DontKnow, Unreadable>;

/// Accepts digits of any script and full width, "1.", "1)", "a", the option's own words in her
/// language (case, accents and one typo forgiven), number words, unit words after a number,
/// yes/no words. "0" is don't-know for choice and yes/no. Ambiguity is Unreadable, never a guess.
[[nodiscard]] Reading read_answer(const Question& question, const Language& language,
                                  std::string_view typed);

}  // namespace kazi::taskflow::question
