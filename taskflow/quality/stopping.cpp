// SPDX-License-Identifier: Apache-2.0
#include "taskflow/quality/stopping.hpp"

namespace kazi::taskflow::quality {

ItemStatus status_of(const StopRule& rule, std::size_t answers, double belief, double confidence) {
    const bool may = answers >= rule.answers_min;
    if (may && rule.out_of_reach && belief >= rule.stop_at) return ItemStatus::given_up;
    if (may && !rule.out_of_reach && confidence >= rule.stop_at)
        return rule.unproven ? ItemStatus::given_up : ItemStatus::settled;
    return answers >= rule.answers_max ? ItemStatus::full : ItemStatus::open;
}

}  // namespace kazi::taskflow::quality
