// SPDX-License-Identifier: Apache-2.0
#include "billing/wallet.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace kazi::billing {

namespace {

struct Floor {
    std::string_view currency;
    std::int64_t minimum_units;
};

/// The smallest airtime top-ups that aggregators are known to sell.
constexpr std::array<Floor, 12> smallest_top_ups{{{"KES", 5},
                                                  {"ZMW", 5},
                                                  {"ZAR", 5},
                                                  {"ETB", 5},
                                                  {"UGX", 50},
                                                  {"NGN", 50},
                                                  {"TZS", 500},
                                                  {"MWK", 300},
                                                  {"XOF", 100},
                                                  {"RWF", 100},
                                                  {"GHS", 1},
                                                  {"USD", 1}}};

/// The largest is a guard against our own mistakes, not a provider's rule.
constexpr std::int64_t maximum_in_minimums = 200;

}  // namespace

TopUpLimits usual_top_up_limits(Currency currency) {
    TopUpLimits limits;
    for (const Floor& floor : smallest_top_ups) {
        if (floor.currency != currency.code()) continue;
        limits.minimum_micro = floor.minimum_units * micro_per_unit;
        limits.maximum_micro = limits.minimum_micro * maximum_in_minimums;
    }
    return limits;
}

std::optional<std::int64_t> plan_top_up(std::int64_t available_micro, const TopUpLimits& limits) {
    const bool sensible = limits.minimum_micro > 0 && limits.step_micro > 0 &&
                          limits.maximum_micro >= limits.minimum_micro;
    if (!sensible || available_micro < limits.minimum_micro) return std::nullopt;
    const std::int64_t reach_micro = std::min(available_micro, limits.maximum_micro);
    const std::int64_t steps = (reach_micro - limits.minimum_micro) / limits.step_micro;
    return limits.minimum_micro + steps * limits.step_micro;
}

}  // namespace kazi::billing
