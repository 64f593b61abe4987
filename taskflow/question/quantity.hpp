// SPDX-License-Identifier: Apache-2.0
// An amount in what was typed: "3k", "elfu tatu", "1,500/=", "2,5 kg", "half a kilo".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "taskflow/question/form.hpp"
#include "taskflow/question/tokens.hpp"

namespace kazi::taskflow::question {

struct QuantityRule {
    std::optional<Milli> minimum{};
    std::optional<Milli> maximum{};
    int decimals = 0;
    std::string_view unit{};
    std::string_view currency{};
    bool parts = true;  ///< "half" may be an amount
};

struct QuantityReading {
    std::optional<Milli> value{};  ///< nothing when there is no amount, or more than one
    bool out_of_range = false;     ///< there is one, but it is not allowed
};

/// Exactly one amount; words about it are welcome ("30 years old"), words that make another amount
/// of it are not ("not 5", "5 or 6"), nor are other units and currencies. Where a spelling has two
/// meanings the range decides, if it can.
[[nodiscard]] QuantityReading read_quantity(const QuantityRule& rule, std::string_view language,
                                            const Tokens& typed);

}  // namespace kazi::taskflow::question
