// SPDX-License-Identifier: Apache-2.0
// Amounts as Africa's Talking writes them. The telco's own arithmetic, so that a mistake in Kazi's
// can't hide behind the same mistake here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kazi::simulator::telco {

struct Amount {
    std::string currency;  ///< three capital letters
    std::int64_t micro = 0;

    friend bool operator==(const Amount&, const Amount&) = default;
};

/// Reads "20.00" or "20" as micro-units: digits with up to six decimals, zero allowed.
[[nodiscard]] std::optional<std::int64_t> read_micro(std::string_view text);

/// Reads "KES 20.00": three capitals, one blank, digits with up to six decimals. Positive only.
[[nodiscard]] std::optional<Amount> read_amount(std::string_view text);

/// "KES 20.0000".
[[nodiscard]] std::string with_four_decimals(const Amount& amount);

/// "20.00": no currency, two decimals, as the validation callback has it.
[[nodiscard]] std::string two_decimals(std::int64_t micro);

}  // namespace kazi::simulator::telco
