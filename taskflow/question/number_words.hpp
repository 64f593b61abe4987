// SPDX-License-Identifier: Apache-2.0
// Numbers in words: "twenty three", "ishirini na tatu", "mia mbili na tano".
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "taskflow/question/tokens.hpp"

namespace kazi::taskflow::question {

struct SpelledNumber {
    std::int64_t value = 0;
    std::size_t tokens = 0;  ///< how many it took
};

/// The longest number in words that the tokens begin with, below a hundred million; each number is
/// in one language, whichever it is. Where a language leaves the sum open ("elfu kumi na mbili" is
/// 10,002 to one and 12,000 to another) only the undisputed beginning is taken.
[[nodiscard]] std::optional<SpelledNumber> read_spelled_number(std::span<const Token> tokens,
                                                               std::string_view language);

/// One number word with one slip of the finger, its first letter right; nothing when two are near.
[[nodiscard]] std::optional<std::int64_t> misspelled_number(const Token& token,
                                                            std::string_view language);

}  // namespace kazi::taskflow::question
