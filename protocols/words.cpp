// SPDX-License-Identifier: Apache-2.0
// ASCII only, on purpose: what is compared here are protocol words, never people's text.
#include "protocols/words.hpp"

#include <algorithm>
#include <charconv>

namespace kazi::protocols {

std::string lower_case(std::string_view text) {
    std::string lowered(text);
    std::ranges::transform(lowered, lowered.begin(), [](char c) { return lower_case(c); });
    return lowered;
}

bool equal_ignoring_case(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right,
                              [](char a, char b) { return lower_case(a) == lower_case(b); });
}

std::string_view trim(std::string_view text) {
    static constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::int64_t> parse_whole_number(std::string_view digits) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (!is_digits(digits) || error != std::errc{}) return std::nullopt;
    return value;
}

}  // namespace kazi::protocols
