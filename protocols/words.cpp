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
    if (left == right) return true;
    if (left.size() != right.size()) return false;
    return std::ranges::equal(left, right,
                              [](char a, char b) { return lower_case(a) == lower_case(b); });
}

std::string_view trim(std::string_view text) {
    const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && is_blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    return text;
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
