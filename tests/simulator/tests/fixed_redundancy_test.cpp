// SPDX-License-Identifier: Apache-2.0
// The plain way that the demonstration compares itself with.
#include "tests/simulator/demo/fixed_redundancy.hpp"

#include <doctest/doctest.h>

#include "tests/simulator/demo/summary.hpp"

namespace kazi::simulator::demo {
namespace {

// On "easy" everybody is right, on "hard" two of three.
RecordedAnswers three_workers() {
    RecordedAnswers answers;
    for (const auto* worker : {"a", "b", "c"})
        answers.add("easy", worker, 1);
    answers.add("hard", "a", 0);
    answers.add("hard", "b", 2);
    answers.add("hard", "c", 2);
    return answers;
}

const Truth truth{{"easy", 1}, {"hard", 2}};

}  // namespace

TEST_CASE("a majority gets better with answers, and ties share the vote") {
    const auto curve = majority_accuracy(three_workers(), truth, 1, 3000);
    REQUIRE(curve.size() == 3);
    CHECK(curve[0] == doctest::Approx((1 + 2.0 / 3) / 2).epsilon(0.02));
    // Of two answers: both right in a third of the draws, else a tie.
    CHECK(curve[1] == doctest::Approx((1 + 2.0 / 3) / 2).epsilon(0.02));
    CHECK(curve[2] == doctest::Approx(1));
    CHECK(majority_accuracy(three_workers(), truth, 1, 10) ==
          majority_accuracy(three_workers(), truth, 1, 10));
}

TEST_CASE("an item that nobody answered is never right, whatever is paid") {
    const auto curve = majority_accuracy(three_workers(), {{"easy", 1}, {"unknown", 0}}, 1, 2);
    CHECK(curve == std::vector<double>{0.5, 0.5, 0.5});
}

TEST_CASE("the answers needed lie between two counts") {
    const std::vector<double> curve{0.6, 0.6, 0.8, 0.9};
    CHECK(answers_needed(curve, 0.5) == 1);
    CHECK(answers_needed(curve, 0.6) == 1);
    CHECK(*answers_needed(curve, 0.7) == doctest::Approx(2.5));
    CHECK(*answers_needed(curve, 0.9) == doctest::Approx(4));
    CHECK_FALSE(answers_needed(curve, 0.91));
}

TEST_CASE(
    "what is saved is told beside the plain way, and as a bound where that never gets there") {
    const auto some = saving({0.6, 0.6, 0.8, 0.9}, 0.8, 1.5);
    REQUIRE(some);
    CHECK(some->reached);
    CHECK(some->share() == doctest::Approx(0.5));
    const auto bound = saving({0.6, 0.6, 0.8, 0.9}, 0.95, 3);
    REQUIRE(bound);
    CHECK_FALSE(bound->reached);
    CHECK(bound->share() == doctest::Approx(0.25));
    CHECK_FALSE(saving({}, 0.9, 3));
    CHECK_FALSE(saving({0.9}, 0.9, 0));
}

TEST_CASE("the summary tells what was saved, to read and as JSON") {
    Summary summary;
    summary.items = 2;
    CHECK(summary.text().find("paid answers saved") == std::string::npos);
    summary.saving = saving({0.6, 0.6, 0.8, 0.9}, 0.8, 1.5);
    CHECK(summary.text().find("50 % (1.5 an item, not 3.0 by majority)") != std::string::npos);
    CHECK(summary.to_json().at("saved").at("share").as_double() == doctest::Approx(0.5));
    CHECK(summary.to_json().at("saved").at("reached") == true);
    summary.saving = saving({0.6, 0.6, 0.8, 0.9}, 0.95, 3);
    CHECK(summary.text().find("25 % at least (3.0 an item; all 4 make only 90.0 % right)") !=
          std::string::npos);
}

}  // namespace kazi::simulator::demo
