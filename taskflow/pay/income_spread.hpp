// SPDX-License-Identifier: Apache-2.0
// How evenly pay is spread over the people who earned it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kazi::taskflow {

struct IncomeSpread {
    std::size_t workers = 0;  ///< who earned anything
    std::int64_t total_micro = 0;
    std::int64_t median_micro = 0;
    int gini_permille = 0;       ///< 0: all earned the same; near 1000: one earned it all
    int top_tenth_permille = 0;  ///< of all pay, what the best-paid tenth (at least one) got
};

/// Of what each worker earned, in micro-units of one currency; zeros are left out. The sum must
/// stay below 2^63.
[[nodiscard]] IncomeSpread spread_of(std::vector<std::int64_t> incomes_micro);

}  // namespace kazi::taskflow
