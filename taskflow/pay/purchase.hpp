// SPDX-License-Identifier: Apache-2.0
// What a wallet can buy: the next payout, what it costs her, and what has to follow it.
#pragma once

#include <cstdint>
#include <optional>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// A payout as it could leave now.
struct Purchase {
    std::int64_t amount_micro = 0;  ///< what she gets with this one
    std::int64_t fee_micro = 0;     ///< what it costs her besides
    std::int64_t total_micro = 0;   ///< what she gets with it and those that follow
    std::uint8_t follow = 0;        ///< top-ups that her network sells only one by one

    [[nodiscard]] std::int64_t takes_micro() const { return amount_micro + fee_micro; }
};

/// The most that her wallet buys in the kind that she wishes, in at most `payouts_max` payouts;
/// nothing when it is too little.
[[nodiscard]] std::optional<Purchase> plan_purchase(const Turn& turn, int payouts_max);

/// The least that her wallet must hold before anything can be bought.
[[nodiscard]] std::int64_t least_purchase_micro(const Turn& turn);

/// True when she wishes for money and the market still offers it.
[[nodiscard]] bool gets_money(const Turn& turn);

}  // namespace kazi::taskflow
