// SPDX-License-Identifier: Apache-2.0
#include "taskflow/quality/numeric.hpp"

#include <doctest/doctest.h>

#include "taskflow/quality/dice.hpp"

namespace kazi::taskflow::quality {

namespace {

/// Between −1 and 1.
double noise(Dice& dice) {
    return static_cast<double>(dice.roll(2001)) / 1000 - 1;
}

struct Amounts {
    std::vector<RecordedAnswer> answers;
    std::vector<KnownTruth> truths;
};

/// Three steady workers, one who scatters widely, one who is far too high with everything.
Amounts amounts(std::uint64_t seed) {
    Dice dice(seed);
    Amounts made;
    for (int nth = 0; nth < 80; ++nth) {
        const std::string task = "t" + std::to_string(nth);
        const double truth = static_cast<double>(dice.roll(100));
        made.truths.push_back({task, std::to_string(truth)});
        for (const char* worker : {"a", "b", "c"})
            made.answers.push_back({task, worker, std::to_string(truth + 3 * noise(dice))});
        made.answers.push_back({task, "wild", std::to_string(truth + 80 * noise(dice))});
        if (nth % 2 == 0)
            made.answers.push_back({task, "high", std::to_string(truth + 60 + 3 * noise(dice))});
    }
    return made;
}

}  // namespace

TEST_CASE("steady workers weigh more, and a habit is taken off") {
    for (const std::uint64_t seed : {1, 2, 3}) {
        const Amounts made = amounts(seed);
        const auto plain = correlation(plain_means(made.answers), made.truths);
        const auto weighted = correlation(weighted_means(made.answers), made.truths);
        REQUIRE(plain.has_value());
        REQUIRE(weighted.has_value());
        CHECK(*plain < 0.95);
        CHECK(*weighted > 0.985);
    }
}

TEST_CASE("everybody agrees, one answer, no answers, no numbers") {
    const std::vector<RecordedAnswer> agreed{{"t", "a", "7"}, {"t", "b", "7"}, {"s", "a", "2.5"}};
    const auto estimates = weighted_means(agreed);
    REQUIRE(estimates.size() == 2);
    CHECK(estimates[0].value == doctest::Approx(2.5));
    CHECK(estimates[1].value == doctest::Approx(7));
    CHECK(estimates[1].answers == 2);
    CHECK(weighted_means({}).empty());
    const std::vector<RecordedAnswer> words{{"t", "a", "seven"}};
    CHECK(weighted_means(words).empty());
    CHECK_FALSE(correlation(estimates, {}));
}

TEST_CASE("a number is the whole text") {
    CHECK(read_number("-3.5") == -3.5);
    CHECK_FALSE(read_number("3 bags"));
    CHECK_FALSE(read_number(""));
    CHECK_FALSE(read_number("inf"));
}

}  // namespace kazi::taskflow::quality
