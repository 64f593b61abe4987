// SPDX-License-Identifier: Apache-2.0
// Units and currencies as people write them beside a number, in every language at once.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kazi::taskflow::question {

enum class Measure : std::uint8_t { mass, volume, length, time, months };

struct UnitWord {
    std::u32string_view word;
    Measure measure = Measure::mass;
    std::int64_t size = 1;  ///< in the smallest unit of its measure
};

[[nodiscard]] const UnitWord* find_unit(std::u32string_view word);

/// Whether the word names some currency, and whether it can name this one (ISO 4217). An empty
/// code stands for any.
[[nodiscard]] bool is_currency(std::u32string_view word);
[[nodiscard]] bool names_currency(std::u32string_view word, std::string_view code);

/// A sign in the folded text that stands for another currency than `code`: "$5" is no five
/// shillings.
[[nodiscard]] bool has_foreign_sign(std::u32string_view folded, std::string_view code);

}  // namespace kazi::taskflow::question
