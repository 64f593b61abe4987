// SPDX-License-Identifier: Apache-2.0
// How evenly a day's pay came out, as the journal goes on.
#include "gateway/keepers/daily_incomes.hpp"

#include <doctest/doctest.h>

namespace kazi::gateway::keepers {

namespace {

taskflow::WorkerId worker(std::uint8_t nth) {
    taskflow::WorkerId id;
    id.bytes.front() = nth;
    return id;
}

}  // namespace

TEST_CASE("a day's incomes are added up by worker, and become yesterday's") {
    DailyIncomes incomes;
    CHECK(incomes.today().workers == 0);
    incomes.earned(worker(1), 2, 100);
    incomes.earned(worker(1), 2, 100);
    incomes.earned(worker(2), 4, 100);
    CHECK(incomes.today().workers == 2);
    CHECK(incomes.today().gini_permille == 0);
    incomes.earned(worker(3), 12, 100);
    CHECK(incomes.today().gini_permille == 267);
    incomes.earned(worker(1), 5, 101);
    CHECK(incomes.today().total_micro == 5);
    CHECK(incomes.yesterday().total_micro == 20);
    // A clock that went back, or a worker in a zone behind: counted nowhere, and nothing is lost.
    incomes.earned(worker(1), 5, 100);
    CHECK(incomes.yesterday().total_micro == 20);
    incomes.begin(102);
    CHECK(incomes.today().workers == 0);
    CHECK(incomes.yesterday().total_micro == 5);
    incomes.begin(110);
    CHECK(incomes.yesterday().workers == 0);
}

}  // namespace kazi::gateway::keepers
