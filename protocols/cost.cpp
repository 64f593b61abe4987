// SPDX-License-Identifier: Apache-2.0
// Decimal text into millionths without floating point.
#include "protocols/cost.hpp"

#include <algorithm>
#include <charconv>

#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

constexpr std::size_t unit_digits_max = 12;
constexpr std::size_t decimals_max = 6;

bool is_currency(std::string_view text) {
    return text.size() == 3 &&
           std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::optional<std::int64_t> parse_micro(std::string_view text) {
    const std::size_t point = text.find('.');
    const std::string_view units = text.substr(0, point);
    std::string decimals;
    if (point != std::string_view::npos) decimals = text.substr(point + 1);
    if (point != std::string_view::npos && !is_digits(decimals)) return std::nullopt;
    while (decimals.size() > decimals_max && decimals.ends_with('0'))
        decimals.pop_back();
    if (!is_digits(units) || units.size() > unit_digits_max || decimals.size() > decimals_max) {
        return std::nullopt;
    }
    decimals.resize(decimals_max, '0');
    const std::string digits = std::string(units) + decimals;
    std::int64_t micro = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), micro);
    return micro;
}

}  // namespace

std::optional<Cost> parse_cost(std::string_view text) {
    text = trim(text);
    Cost cost;
    if (const std::size_t blank = text.find(' '); blank != std::string_view::npos) {
        if (!is_currency(text.substr(0, blank))) return std::nullopt;
        cost.currency = text.substr(0, blank);
        text = trim(text.substr(blank + 1));
    }
    const auto micro = parse_micro(text);
    if (!micro) return std::nullopt;
    cost.micro = *micro;
    return cost;
}

}  // namespace kazi::protocols
