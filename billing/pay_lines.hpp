// SPDX-License-Identifier: Apache-2.0
// What one accepted answer costs, line by line: the wage, the level's share, what her reply cost
// her, the platform's fee and the partner's commission. Each is a posting of its own.
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "billing/ledger.hpp"

namespace kazi::billing {

/// What was announced before she answered. All amounts in one currency.
struct PayTerms {
    Money base;
    std::int64_t level_ppm = 0;       ///< on top of base, for her level: 0 to 4,000,000
    Money bonus;                      ///< streak or hard question
    Money reply_cost;                 ///< given back, never counted as wage
    std::int64_t fee_ppm = 0;         ///< of the wage, to the platform: 0 to 1,000,000
    std::int64_t commission_ppm = 0;  ///< of that fee, to the partner: 0 to 1,000,000
};

struct PayParties {
    std::string campaign;
    std::string worker;   ///< 16 raw bytes
    std::string partner;  ///< empty: nobody brought her, and no commission
};

enum class PayLineKind : std::uint8_t { wage, level, bonus, reply_cost, platform_fee, commission };
[[nodiscard]] std::string_view to_string(PayLineKind kind);

struct PayLine {
    PayLineKind kind = PayLineKind::wage;
    Money amount;

    friend bool operator==(const PayLine&, const PayLine&) = default;
};

struct Pay {
    std::vector<PayLine> lines;  ///< none of nothing
    Postings postings;           ///< from the campaign's escrow
    Money wage;                  ///< wage, level and bonus: what counts against a minimum
    Money total;                 ///< what the escrow gives

    friend bool operator==(const Pay&, const Pay&) = default;
};

/// `share_ppm` millionths of an amount, rounded down. Neither is below zero.
[[nodiscard]] Money share_of(Money amount, std::int64_t share_ppm);

/// Shares are rounded down to the micro-unit, so that no line is paid out of nothing.
/// Fails: another currency than the base's, a negative amount, a share out of range, too much.
[[nodiscard]] boost::system::result<Pay, std::string> pay_for_answer(const PayTerms& terms,
                                                                     const PayParties& parties);

}  // namespace kazi::billing
