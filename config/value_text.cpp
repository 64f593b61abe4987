// SPDX-License-Identifier: Apache-2.0
#include "config/value_text.hpp"

#include <algorithm>
#include <charconv>

namespace kazi::config {
namespace {

constexpr std::int64_t micro_per_unit = 1'000'000;
constexpr std::size_t decimals_max = 6;
constexpr std::int64_t units_max = 9'000'000'000;
constexpr std::size_t name_chars_max = 32;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

/// Digits only: from_chars alone would take a minus sign.
std::optional<std::int64_t> parse_digits(std::string_view text) {
    if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t column = 0; column <= right.size(); ++column)
        row[column] = column;
    for (std::size_t line = 1; line <= left.size(); ++line) {
        std::size_t diagonal = row[0];
        row[0] = line;
        for (std::size_t column = 1; column <= right.size(); ++column) {
            const std::size_t replaced = diagonal + (left[line - 1] == right[column - 1] ? 0 : 1);
            diagonal = row[column];
            row[column] = std::min({replaced, row[column] + 1, row[column - 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::optional<std::int64_t> parse_amount_micro(std::string_view text) {
    const auto point = text.find('.');
    const auto units = parse_digits(text.substr(0, point));
    if (!units || *units > units_max) return std::nullopt;
    if (point == std::string_view::npos) return *units * micro_per_unit;

    std::string decimals(text.substr(point + 1));
    if (decimals.empty() || decimals.size() > decimals_max) return std::nullopt;
    decimals.resize(decimals_max, '0');
    const auto fraction = parse_digits(decimals);
    if (!fraction) return std::nullopt;
    return *units * micro_per_unit + *fraction;
}

std::optional<int> parse_minute_of_day(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto hour = parse_digits(text.substr(0, 2));
    const auto minute = parse_digits(text.substr(3, 2));
    if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
    return static_cast<int>(*hour * 60 + *minute);
}

bool is_plain_name(std::string_view text) {
    if (text.empty() || text.size() > name_chars_max) return false;
    if (text.front() == '-' || text.back() == '-') return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates) {
    std::optional<std::string> best;
    std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const auto& candidate : candidates) {
        const std::size_t distance = edit_distance(word, candidate);
        if (distance >= best_distance || distance >= candidate.size()) continue;
        best_distance = distance;
        best = candidate;
    }
    return best;
}

}  // namespace kazi::config
