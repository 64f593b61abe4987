// SPDX-License-Identifier: Apache-2.0
#include "taskflow/pay/income_spread.hpp"

#include <doctest/doctest.h>

namespace kazi::taskflow {

TEST_CASE("equal incomes are spread evenly, and one who has it all is the other end") {
    CHECK(spread_of({5, 5, 5, 5}).gini_permille == 0);
    CHECK(spread_of({}).workers == 0);
    std::vector<std::int64_t> one_rich(1000, 1);
    one_rich.back() = 1'000'000'000'000;
    const IncomeSpread spread = spread_of(one_rich);
    CHECK(spread.gini_permille == 999);
    CHECK(spread.top_tenth_permille == 999);
    CHECK(spread.median_micro == 1);
}

TEST_CASE("the Gini index of known incomes, whatever their order; who earned nothing is left out") {
    // By hand: mean difference of {1,2,3,4} is 1.25, mean 2.5, so 1.25 / (2 × 2.5) = 0.25.
    CHECK(spread_of({1, 2, 3, 4}).gini_permille == 250);
    CHECK(spread_of({4, 0, 2, 1, 0, 3}).gini_permille == 250);
    const IncomeSpread spread = spread_of({4, 2, 1, 3});
    CHECK(spread.workers == 4);
    CHECK(spread.total_micro == 10);
    CHECK(spread.median_micro == 3);
    CHECK(spread.top_tenth_permille == 400);
}

}  // namespace kazi::taskflow
