// SPDX-License-Identifier: Apache-2.0
// What a message cost, as answers write it. A codec's reading only; money is counted elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kazi::protocols {

struct Cost {
    std::int64_t micro = 0;  ///< millionths of one unit of the currency
    std::string currency;    ///< ISO 4217 letters; empty when none stands there
};

/// Reads "KES 0.8000", "0.80" or "0" exactly. Empty: a sign, an exponent, more than six decimals
/// that are not zero, an amount of 10^12 units or more.
[[nodiscard]] std::optional<Cost> parse_cost(std::string_view text);

}  // namespace kazi::protocols
