// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/money.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace kazi::simulator::telco {
namespace {

constexpr std::int64_t micro_per_unit = 1'000'000;
constexpr std::int64_t units_max = 1'000'000'000;
constexpr std::size_t decimals_max = 6;

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t digits_value(std::string_view digits) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace

std::optional<std::int64_t> read_micro(std::string_view text) {
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    auto decimals = std::string(point == std::string_view::npos ? "0" : text.substr(point + 1));
    if (!all_digits(whole) || !all_digits(decimals)) return std::nullopt;
    if (whole.size() > 9 || decimals.size() > decimals_max) return std::nullopt;
    decimals.resize(decimals_max, '0');
    const auto units = digits_value(whole);
    if (units >= units_max) return std::nullopt;
    return units * micro_per_unit + digits_value(decimals);
}

std::optional<Amount> read_amount(std::string_view text) {
    if (text.size() < 5 || text[3] != ' ') return std::nullopt;
    const auto currency = text.substr(0, 3);
    if (!std::ranges::all_of(currency, [](char c) { return c >= 'A' && c <= 'Z'; })) {
        return std::nullopt;
    }
    const auto micro = read_micro(text.substr(4));
    if (!micro || *micro == 0) return std::nullopt;
    return Amount{std::string(currency), *micro};
}

std::string with_four_decimals(const Amount& amount) {
    return fmt::format("{} {}.{:04}", amount.currency, amount.micro / micro_per_unit,
                       amount.micro % micro_per_unit / 100);
}

std::string two_decimals(std::int64_t micro) {
    return fmt::format("{}.{:02}", micro / micro_per_unit, micro % micro_per_unit / 10'000);
}

}  // namespace kazi::simulator::telco
