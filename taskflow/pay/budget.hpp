// SPDX-License-Identifier: Apache-2.0
// How much of a campaign's money may go out in a day, to one worker, and in all. What is handed out
// is paid, whatever the caps say: they decide about the next question.
#pragma once

#include <cstdint>

namespace kazi::taskflow {

struct Worker;
struct Campaign;

/// Amounts in the campaign's currency; 0: no cap.
struct CampaignBudget {
    std::int64_t day_micro = 0;     ///< pay, fees and what replies cost, in one local day
    std::int64_t worker_micro = 0;  ///< pay that one worker may earn
    std::int64_t total_micro = 0;   ///< what it may cost at most, messages included
    std::int64_t low_micro = 0;     ///< its client wants to hear when the escrow falls below this

    friend bool operator==(const CampaignBudget&, const CampaignBudget&) = default;
};

/// True when she was asked as much as one worker may earn. What she passed over counts as asked.
[[nodiscard]] bool has_earned_her_part(const Worker& worker, const Campaign& campaign);

}  // namespace kazi::taskflow
