// SPDX-License-Identifier: Apache-2.0
// How far a worker has come: the bound that levels go by, its aging, and the share of gold.
#include "taskflow/standing/level.hpp"

#include <doctest/doctest.h>

#include "taskflow/standing/checks.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::uint16_t today = 20'000;

Level level(std::uint64_t right, std::uint64_t checked) {
    return level_of(right * 1000, checked * 1000);
}

/// A coin's counts: right answers, wrong ones.
std::vector<quality::FamilyCounts> counts(std::uint32_t right, std::uint32_t wrong) {
    return {{quality::numbers, {right * 1000, wrong * 1000}}};
}

int level_on(const WorkerStanding& standing, const std::vector<quality::FamilyCounts>& hers,
             std::uint16_t day) {
    return level_in(standing, hers, quality::numbers, day).level;
}

}  // namespace

TEST_CASE("a level goes by what is sure: few answers are little evidence") {
    CHECK(level(0, 0).level == 1);
    CHECK(level(5, 5).level == 1);
    CHECK(level(10, 10).level == 2);
    CHECK(level(30, 30).level == 4);
    CHECK(level(27, 30).level == 2);
    CHECK(level(90, 100).level == 3);
    CHECK(level(285, 300).level == 4);
    CHECK(level(950, 1000).level == 5);
    CHECK(level(2, 3).right_pct == 66);
    CHECK(level(2, 3).checked == 3);
}

TEST_CASE("the bound lies below the share, rises with evidence and with right answers") {
    CHECK(right_at_least_permille(0, 0) == 0);
    int before = 0;
    for (const std::uint64_t answers : {1U, 4U, 16U, 64U, 256U, 1024U}) {
        const int bound = right_at_least_permille(answers * 750, answers * 1000);
        CHECK(bound > before);
        CHECK(bound < 750);
        before = bound;
    }
    CHECK(right_at_least_permille(80'000, 100'000) > right_at_least_permille(70'000, 100'000));
    CHECK(right_at_least_permille(90'000, 100'000) == 823);
}

TEST_CASE("evidence halves in its half-life, however often it is looked at") {
    CHECK(aged(1'000'000, 0) == 1'000'000);
    CHECK(aged(1'000'000, half_life_days) == 500'000);
    CHECK(aged(1'000'000, 2 * half_life_days) == 250'000);
    std::uint64_t daily = 1'000'000'000;
    for (int day = 0; day < half_life_days; ++day)
        daily = aged(daily, 1);
    CHECK(daily > 499'999'000);
    CHECK(daily < 500'001'000);
    CHECK(aged(1'000'000'000, 60'000) == 0);
}

TEST_CASE("a level is lost as its evidence ages, and won back by new answers") {
    WorkerStanding standing;
    take_stock(standing, counts(30, 0), today);
    CHECK(level_on(standing, counts(30, 0), today) == 4);
    const auto later = static_cast<std::uint16_t>(today + 2 * half_life_days);
    CHECK(level_on(standing, counts(30, 0), later) == 2);
    CHECK(level_on(standing, counts(60, 0), later) == 4);
}

TEST_CASE("errors of long ago weigh less than what she does now") {
    WorkerStanding standing;
    take_stock(standing, counts(20, 20), today);
    const auto later = static_cast<std::uint16_t>(today + 4 * half_life_days);
    CHECK(level_on(standing, counts(20, 20), today) == 1);
    CHECK(level_on(standing, counts(70, 20), later) == 4);
    CHECK(level_on(WorkerStanding{}, counts(70, 20), later) == 2);
}

TEST_CASE("taking stock twice is taking it once, and what is taken back is missing afterwards") {
    WorkerStanding once;
    take_stock(once, counts(50, 5), today);
    WorkerStanding twice = once;
    take_stock(twice, counts(50, 5), today);
    CHECK(once == twice);
    take_stock(twice, counts(50, 2), today);
    CHECK(twice.families.front().seen_milli == 52'000);
    CHECK(twice.families.front().right_milli == 50'000);
}

TEST_CASE("families are told apart, that with most answers first") {
    const std::vector<quality::FamilyCounts> hers{{quality::numbers, {10'000, 0}},
                                                  {2, {40'000, 0, 0, 40'000}}};
    const auto levels = levels_of({}, hers, today);
    REQUIRE(levels.size() == 2);
    CHECK(levels[0].family == 2);
    CHECK(levels[0].level.level == 5);
    CHECK(levels[1].level.level == 2);
    CHECK(levels_of({}, {}, today).empty());
}

TEST_CASE("gold is asked most of whom nothing is known, and ever less as it grows firm") {
    GoldTerms terms;
    terms.share_least_ppm = 20'000;
    terms.share_most_ppm = 200'000;
    CHECK(gold_share_ppm(terms, 0, 0) == 200'000);
    std::uint32_t before = 200'001;
    for (const std::uint64_t answers : {0U, 5U, 20U, 100U, 500U, 5000U}) {
        const std::uint32_t share = gold_share_ppm(terms, answers * 900, answers * 1000);
        CHECK(share < before);
        CHECK(share >= 20'000);
        before = share;
    }
    CHECK(before < 26'000);
    // Of two with as many answers, the one who is nearer to a coin is the less sure.
    CHECK(gold_share_ppm(terms, 50'000, 100'000) > gold_share_ppm(terms, 95'000, 100'000));
}

}  // namespace kazi::taskflow
