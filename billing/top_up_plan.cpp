// SPDX-License-Identifier: Apache-2.0
#include "billing/top_up_plan.hpp"

#include <algorithm>
#include <functional>

namespace kazi::billing {

namespace {

std::vector<std::int64_t> sensible(const std::vector<std::int64_t>& fixed_micro) {
    const std::size_t seen = std::min(fixed_micro.size(), denominations_max);
    std::vector<std::int64_t> values(fixed_micro.begin(),
                                     fixed_micro.begin() + static_cast<std::ptrdiff_t>(seen));
    std::erase_if(values, [](std::int64_t v) { return v <= 0 || v > amount_micro_max; });
    std::sort(values.begin(), values.end(), std::greater<>());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

/// Tries every choice of at most `left` values, in falling order; keeps the first that pays most
/// with the fewest.
class FixedSearch {
public:
    explicit FixedSearch(std::vector<std::int64_t> values) : values_(std::move(values)) {}

    std::vector<std::int64_t> best(std::int64_t available_micro, int count_max) {
        for (int count = 1; count <= count_max; ++count)
            choose(0, available_micro, 0, count);
        return best_;
    }

private:
    void choose(std::size_t from, std::int64_t left_micro, std::int64_t paid_micro, int count) {
        if (paid_micro > best_micro_) {
            best_micro_ = paid_micro;
            best_ = chosen_;
        }
        if (count == 0) return;
        for (std::size_t i = from; i < values_.size(); ++i) {
            if (values_[i] > left_micro) continue;
            chosen_.push_back(values_[i]);
            choose(i, left_micro - values_[i], paid_micro + values_[i], count - 1);
            chosen_.pop_back();
        }
    }

    std::vector<std::int64_t> values_;
    std::vector<std::int64_t> chosen_;
    std::vector<std::int64_t> best_;
    std::int64_t best_micro_ = 0;
};

/// The largest top-up first; what is left may reach another.
std::vector<std::int64_t> fill_range(std::int64_t available_micro, const TopUpLimits& range,
                                     int count_max) {
    std::vector<std::int64_t> top_ups;
    while (static_cast<int>(top_ups.size()) < count_max) {
        const auto next = plan_top_up(available_micro, range);
        if (!next) break;
        top_ups.push_back(*next);
        available_micro -= *next;
    }
    return top_ups;
}

}  // namespace

TopUpPlan plan_top_ups(std::int64_t available_micro, const Denominations& sold, int count_max) {
    const int count = std::clamp(count_max, 1, top_ups_max);
    TopUpPlan plan;
    plan.top_ups_micro = sold.fixed_micro.empty()
                             ? fill_range(available_micro, sold.range, count)
                             : FixedSearch(sensible(sold.fixed_micro)).best(available_micro, count);
    plan.remainder_micro = available_micro;
    for (const std::int64_t top_up : plan.top_ups_micro)
        plan.remainder_micro -= top_up;
    return plan;
}

}  // namespace kazi::billing
