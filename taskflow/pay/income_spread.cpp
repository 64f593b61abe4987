// SPDX-License-Identifier: Apache-2.0
#include "taskflow/pay/income_spread.hpp"

#include <algorithm>
#include <numeric>

namespace kazi::taskflow {

namespace {

constexpr int permille = 1000;

/// The mean difference of two people's incomes over twice the mean. With incomes in order, the
/// difference to all others is a weighted sum. Exact integers would not fit, and thousandths are
/// all that is told.
int gini_of(const std::vector<std::int64_t>& sorted, std::int64_t total) {
    const auto count = static_cast<double>(sorted.size());
    double weighted = 0;
    for (std::size_t rank = 0; rank < sorted.size(); ++rank) {
        const double weight = 2.0 * static_cast<double>(rank + 1) - count - 1.0;
        weighted += weight * static_cast<double>(sorted[rank]);
    }
    return static_cast<int>(permille * weighted / (count * static_cast<double>(total)) + 0.5);
}

}  // namespace

IncomeSpread spread_of(std::vector<std::int64_t> incomes_micro) {
    std::erase_if(incomes_micro, [](std::int64_t income) { return income <= 0; });
    std::sort(incomes_micro.begin(), incomes_micro.end());
    IncomeSpread spread;
    spread.workers = incomes_micro.size();
    if (incomes_micro.empty()) return spread;
    spread.total_micro =
        std::accumulate(incomes_micro.begin(), incomes_micro.end(), std::int64_t{0});
    spread.median_micro = incomes_micro[incomes_micro.size() / 2];
    spread.gini_permille = gini_of(incomes_micro, spread.total_micro);
    const auto tenth = std::max<std::ptrdiff_t>(1, std::ssize(incomes_micro) / 10);
    const std::int64_t top =
        std::accumulate(incomes_micro.end() - tenth, incomes_micro.end(), std::int64_t{0});
    spread.top_tenth_permille = static_cast<int>(static_cast<double>(top) * permille /
                                                 static_cast<double>(spread.total_micro));
    return spread;
}

}  // namespace kazi::taskflow
