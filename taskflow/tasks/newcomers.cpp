// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/newcomers.hpp"

#include <algorithm>

namespace kazi::taskflow {

namespace {

constexpr int one_offer_percent = 100;

}  // namespace

bool is_newcomer(const Worker& worker) {
    return worker.stage == Stage::active && !worker.opted_out &&
           worker.answers < newcomer_answers_max;
}

bool NewcomerFloor::is_owed(Instant now) const {
    return percent_ > 0 && now >= rests_until_ && owed_percent_ + percent_ >= one_offer_percent;
}

// While it rests others are offered what newcomers would be owed: that is not made up for later.
void NewcomerFloor::offered(bool to_newcomer) {
    owed_percent_ += percent_ - (to_newcomer ? one_offer_percent : 0);
    owed_percent_ = std::clamp(owed_percent_, 0, one_offer_percent - 1);
}

void NewcomerFloor::found_nobody(Instant now) {
    owed_percent_ = 0;
    rests_until_ = now + hour_us;
}

}  // namespace kazi::taskflow
