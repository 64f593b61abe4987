// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/level.hpp"

#include <doctest/doctest.h>

namespace kazi::taskflow {

TEST_CASE("a level needs enough checked answers, and enough of them right") {
    const auto level = [](std::uint32_t right, std::uint32_t checked) {
        return standing_of({.right_milli = right * 1000, .seen_milli = checked * 1000}).level;
    };
    CHECK(level(0, 0) == 1);
    CHECK(level(9, 9) == 1);
    CHECK(level(6, 10) == 2);
    CHECK(level(5, 10) == 1);
    CHECK(level(30, 30) == 3);
    CHECK(level(60, 100) == 2);
    CHECK(level(85, 100) == 4);
    CHECK(level(276, 300) == 5);
    CHECK(standing_of({.right_milli = 2000, .seen_milli = 3000}).right_pct == 66);
    CHECK(standing_of({.right_milli = 2000, .seen_milli = 3000}).checked == 3);
}

}  // namespace kazi::taskflow
