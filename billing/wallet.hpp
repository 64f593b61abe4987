// SPDX-License-Identifier: Apache-2.0
// The small wallet: pay collects until it reaches a top-up that can be bought.
#pragma once

#include <cstdint>
#include <optional>

#include "billing/money.hpp"

namespace kazi::billing {

/// What top-ups can be bought in a currency: minimum + n × step, at most maximum. Micro-units.
struct TopUpLimits {
    std::int64_t minimum_micro = 5 * micro_per_unit;
    std::int64_t step_micro = micro_per_unit;
    std::int64_t maximum_micro = 1000 * micro_per_unit;
};

/// What is sold in a currency as far as is known; a setting may say otherwise. For a currency that
/// is not listed: the defaults above.
[[nodiscard]] TopUpLimits usual_top_up_limits(Currency currency);

/// The largest top-up that `available_micro` buys, or nothing when it does not reach the minimum.
/// What remains stays in the wallet. Limits that make no sense buy nothing. Promises: minimum ≤
/// result ≤ min(available, maximum).
[[nodiscard]] std::optional<std::int64_t> plan_top_up(std::int64_t available_micro,
                                                      const TopUpLimits& limits);

}  // namespace kazi::billing
