// SPDX-License-Identifier: Apache-2.0
#include "taskflow/pay/wages.hpp"

#include <doctest/doctest.h>

namespace kazi::taskflow {

TEST_CASE("an hour's floor says what an answer must pay, rounded in the worker's favour") {
    CHECK(least_pay_micro(120'000'000, 15) == 500'000);
    CHECK(least_pay_micro(100'000'000, 1) == 27'778);
    CHECK(least_pay_micro(0, 60) == 0);
    CHECK(least_pay_micro(9'000'000'000'000'000, 3'600) == 9'000'000'000'000'000);
}

TEST_CASE("measured effort is counted in steps, and half of the answers decide") {
    CHECK(effort_step(0) == 0);
    CHECK(effort_step(3) == 0);
    CHECK(effort_step(4) == 1);
    CHECK(effort_step(1'000) == effort_steps.size());
    EffortCounts counts{};
    counts[effort_step(10)] = 10;
    CHECK_FALSE(median_effort_seconds(counts));
    counts[effort_step(30)] = 10;
    CHECK(median_effort_seconds(counts) == 12u);
    counts[effort_step(30)] = 11;
    CHECK(median_effort_seconds(counts) == 32u);
}

}  // namespace kazi::taskflow
