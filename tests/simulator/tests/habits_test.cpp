// SPDX-License-Identifier: Apache-2.0
// The crowd's numbers: about what was measured in real work, and the same for the same seed.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "tests/simulator/crowd/habits.hpp"

namespace kazi::simulator::crowd {
namespace {

constexpr int draws = 4001;

double median_answer_s(bool regular) {
    Rng rng(7, 1);
    Habits habits;
    habits.regular = regular;
    std::vector<double> delays;
    for (int i = 0; i < draws; ++i)
        delays.push_back(answer_delay_s(habits, rng));
    std::nth_element(delays.begin(), delays.begin() + draws / 2, delays.end());
    return delays[draws / 2];
}

}  // namespace

TEST_CASE("the generator's first draws never change") {
    Rng rng(1, 0);
    const std::array<std::uint64_t, 2> drawn{rng.next(), rng.next()};
    Rng again(1, 0);
    CHECK(drawn[0] == again.next());
    CHECK(drawn[1] == again.next());
    Rng other_stream(1, 1);
    CHECK(drawn[0] != other_stream.next());
    Rng other_seed(2, 0);
    CHECK(drawn[0] != other_seed.next());
}

TEST_CASE("a share of chances comes true") {
    Rng rng(3);
    int hits = 0;
    for (int i = 0; i < 10'000; ++i)
        hits += rng.chance(0.4) ? 1 : 0;
    CHECK(hits > 3'800);
    CHECK(hits < 4'200);
    CHECK_FALSE(rng.chance(0));
    CHECK(rng.chance(1));
}

TEST_CASE("regulars answer in about six minutes, casual workers in about fifty") {
    const double regular = median_answer_s(true);
    CHECK(regular > 5 * 60);
    CHECK(regular < 7 * 60);
    const double casual = median_answer_s(false);
    CHECK(casual > 43 * 60);
    CHECK(casual < 58 * 60);
}

TEST_CASE("about half work by SMS, half by USSD, some both; all are of age") {
    std::array<int, 3> reached{};
    for (std::uint64_t person = 0; person < 2'000; ++person) {
        Rng rng(11, person);
        const auto habits = draw_habits(rng);
        ++reached[static_cast<std::size_t>(habits.reach)];
        CHECK(habits.go_on >= 0.87);
        CHECK(habits.go_on <= 0.95);
        CHECK(habits.birth_year < 2006);
    }
    CHECK(reached[0] > 700);
    CHECK(reached[1] > 700);
    CHECK(reached[2] > 300);
}

}  // namespace kazi::simulator::crowd
