// SPDX-License-Identifier: Apache-2.0
// The denomination planner: which top-ups, among those an operator sells, pay out a wallet.
#pragma once

#include <cstdint>
#include <vector>

#include "billing/wallet.hpp"

namespace kazi::billing {

/// What an operator sells: a range, or fixed values alone.
struct Denominations {
    std::vector<std::int64_t> fixed_micro;  ///< empty: any amount of `range`
    TopUpLimits range;
};

/// How a wallet is paid out. Each top-up is a payout of its own, spaced by the provider.
struct TopUpPlan {
    std::vector<std::int64_t> top_ups_micro;  ///< the largest first; empty: nothing can be bought
    std::int64_t remainder_micro = 0;         ///< stays in the wallet

    friend bool operator==(const TopUpPlan&, const TopUpPlan&) = default;
};

inline constexpr int top_ups_max = 3;
inline constexpr std::size_t denominations_max = 64;

/// Pays as much as can be bought with at most `count_max` top-ups (1 to 3), with as few as that
/// takes. Fixed values that make no sense are passed over, and of more than 64 only the first are
/// seen. Promises: top-ups and remainder sum to `available_micro`, which is not below zero.
[[nodiscard]] TopUpPlan plan_top_ups(std::int64_t available_micro, const Denominations& sold,
                                     int count_max = top_ups_max);

}  // namespace kazi::billing
