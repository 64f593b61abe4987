// SPDX-License-Identifier: Apache-2.0
// What was typed, cut into words and numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kazi::taskflow::question {

/// 0 to 9 as folding leaves them, whatever script they were typed in.
[[nodiscard]] constexpr bool is_digit(char32_t point) {
    return point >= U'0' && point <= U'9';
}

struct Token {
    enum class Kind : std::uint8_t {
        word,
        number,   ///< a whole number
        unclear,  ///< digits that are no whole number, or might be one of two: "1.5", "1.000"
        huge      ///< a whole number past 18 digits
    };
    Kind kind = Kind::word;
    std::u32string text;  ///< folded; the digits of a number without separators
    std::int64_t value = 0;
    std::u32string written{};  ///< of a number: digits and separators as they stood
    bool glued = false;        ///< nothing stands between the token before and this one

    /// By what they say, however they are written.
    friend bool operator==(const Token& left, const Token& right) {
        return left.kind == right.kind && left.text == right.text && left.value == right.value;
    }
};

using Tokens = std::vector<Token>;

/// Words are runs of letters and marks; "2nd" is a number and a word. Numbers may hold thousands
/// separators ("1,000", "1 000", "1.000.000"), a fraction of zeros ("50.00") and a minus sign.
/// The few pictures that stand for a word (a thumb, a tick, a star) are words. Everything else
/// separates.
[[nodiscard]] Tokens tokenise(std::string_view typed);

}  // namespace kazi::taskflow::question
