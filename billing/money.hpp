// SPDX-License-Identifier: Apache-2.0
// Money: int64 micro-units with their currency. No floating point, no sum across currencies.
#pragma once

#include <boost/system/result.hpp>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace kazi::billing {

/// An ISO 4217 code, three upper-case letters.
class Currency {
public:
    constexpr Currency() = default;
    /// Units: ISO 4217 letters. Fails: anything but three upper-case letters.
    [[nodiscard]] static boost::system::result<Currency, std::string> parse(std::string_view code);
    [[nodiscard]] std::string_view code() const { return {letters_, 3}; }
    friend constexpr bool operator==(const Currency&, const Currency&) = default;

private:
    char letters_[3] = {'X', 'X', 'X'};
};

inline constexpr std::int64_t micro_per_unit = 1'000'000;

/// Balances stay below 2^53 micro-units, so that the store's scripts compute with them exactly.
inline constexpr std::int64_t amount_micro_max = 9'000'000'000'000'000;

/// An amount in one currency. Arithmetic across currencies or past the limit stops the process:
/// it is a bug, never input (input is checked by `parse_amount`).
struct Money {
    std::int64_t micro = 0;
    Currency currency;

    friend bool operator==(const Money&, const Money&) = default;
};

[[nodiscard]] Money operator+(Money left, Money right);
[[nodiscard]] Money operator-(Money left, Money right);
[[nodiscard]] Money operator-(Money amount);
[[nodiscard]] Money operator*(Money amount, std::int64_t times);

/// Reads decimal text ("20", "0.80", "20.0000") exactly into micro-units.
/// Fails: sign, exponent, more than six decimals that are not zero, out of range.
[[nodiscard]] boost::system::result<std::int64_t, std::string> parse_amount(std::string_view text);

/// Reads "KES 20.0000". Fails as `parse_amount`, and on a currency that is none.
[[nodiscard]] boost::system::result<Money, std::string> parse_money(std::string_view text);

/// Exact decimal text with at least `decimals` places, 0 to 6 ("20.00", "0.125").
[[nodiscard]] std::string format_amount(std::int64_t micro, int decimals = 2);

/// "KES 20.00".
[[nodiscard]] std::string format_money(Money amount, int decimals = 2);

}  // namespace kazi::billing
