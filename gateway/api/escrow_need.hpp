// SPDX-License-Identifier: Apache-2.0
// What a campaign can cost at most: what its escrow must hold before the first question goes out.
#pragma once

#include <optional>

#include "billing/money.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::api {

struct EscrowNeed {
    billing::Money pay;       ///< most answers × pay of the highest level
    billing::Money fees;      ///< most answers × fee on that
    billing::Money messages;  ///< most answers × segments an answer may take
    billing::Money replies;   ///< most answers × what a reply costs a worker
    billing::Money reserve;   ///< most answers × what may have to make up for a missed floor
    billing::Money lessons;  ///< most workers × lessons, each as often as it may come back, × pay
    billing::Money bonuses;  ///< most answers that can earn one × it

    [[nodiscard]] billing::Money total() const {
        return pay + fees + messages + replies + reserve + lessons + bonuses;
    }
};

/// Segments budgeted for one answer: the question and its confirmation where we ask by SMS, one
/// reply where workers come by themselves.
inline constexpr std::int64_t segments_per_pushed_answer = 2;
inline constexpr std::int64_t segments_per_pulled_answer = 1;
/// What two texts to choose from add to a question.
inline constexpr std::int64_t segments_of_two_texts = 2;

/// Fails (nullopt) when it comes to more than money can express.
[[nodiscard]] std::optional<EscrowNeed> escrow_need(const taskflow::Campaign& campaign,
                                                    std::int64_t sms_price_micro);

/// The platform's fee on one answer: `percent` of the pay, rounded down to a micro-unit.
/// Fails (nullopt) when pay and fee together are more than money can express.
[[nodiscard]] std::optional<billing::Money> fee_on(billing::Money pay, int percent);

}  // namespace kazi::gateway::api
