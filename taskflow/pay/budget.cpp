// SPDX-License-Identifier: Apache-2.0
#include "taskflow/pay/budget.hpp"

#include "taskflow/worker.hpp"

namespace kazi::taskflow {

bool has_earned_her_part(const Worker& worker, const Campaign& campaign) {
    const std::int64_t cap = campaign.budget.worker_micro;
    const CampaignHistory* history = worker.find_history(campaign.number);
    const std::int64_t pay = campaign.price_at(level_max).pay.micro + campaign.bonus.micro_max();
    if (cap == 0 || pay == 0 || history == nullptr) return false;
    std::int64_t asked = 0;
    for (const SeenRange& range : history->seen)
        asked += std::int64_t{range.last} - range.first + 1;
    return asked >= cap / pay;
}

}  // namespace kazi::taskflow
