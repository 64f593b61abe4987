// SPDX-License-Identifier: Apache-2.0
#include "gateway/keepers/daily_incomes.hpp"

#include <utility>
#include <vector>

namespace kazi::gateway::keepers {

void DailyIncomes::begin(std::uint16_t local_day) {
    if (local_day <= day_) return;
    yesterday_ = local_day == day_ + 1 ? std::exchange(today_, {}) : Incomes();
    today_.clear();
    day_ = local_day;
}

void DailyIncomes::earned(const taskflow::WorkerId& worker, std::int64_t micro,
                          std::uint16_t local_day) {
    begin(local_day);
    if (local_day == day_) today_[worker] += micro;
}

taskflow::IncomeSpread DailyIncomes::today() const {
    return spread(today_);
}

taskflow::IncomeSpread DailyIncomes::yesterday() const {
    return spread(yesterday_);
}

taskflow::IncomeSpread DailyIncomes::spread(const Incomes& incomes) {
    std::vector<std::int64_t> amounts;
    amounts.reserve(incomes.size());
    for (const auto& [worker, micro] : incomes)
        amounts.push_back(micro);
    return taskflow::spread_of(std::move(amounts));
}

}  // namespace kazi::gateway::keepers
