// SPDX-License-Identifier: Apache-2.0
// What a market pays workers who bring friends.
#pragma once

#include <cstdint>

namespace kazi::config {

/// [market.NAME.referral]. Amounts are micro-units of the market's currency.
struct Referral {
    std::int64_t pay_micro = 0;        ///< for a friend; 0: nothing is paid
    std::uint32_t after_answers = 10;  ///< accepted, of the friend's
    int per_month_max = 5;             ///< friends of one worker
    std::int64_t budget_month_micro = 0;
};

}  // namespace kazi::config
