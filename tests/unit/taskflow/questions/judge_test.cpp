// SPDX-License-Identifier: Apache-2.0
// The answer model by worked examples.
#include <doctest/doctest.h>

#include "taskflow/quality/belief.hpp"

namespace kazi::taskflow::quality {

namespace {

GivenAnswer answer(std::uint8_t worker, std::uint16_t label, std::uint16_t reliability = 700) {
    GivenAnswer given{.worker = {}, .label = label, .reliability_permille = reliability};
    given.worker.bytes[0] = worker;
    return given;
}

const Redundancy adaptive{.minimum = 2, .maximum = 5, .confidence_ppm = 840'000};

}  // namespace

TEST_CASE("without answers nothing is known") {
    const Verdict verdict = judge({}, 4, adaptive);
    CHECK(verdict.best_label == 0);
    CHECK(verdict.confidence_ppm == 250'000);
    CHECK_FALSE(verdict.settled);
}

TEST_CASE("the posterior is Bayes's") {
    const std::vector one{answer(1, 1)};
    CHECK(judge(one, 2, adaptive).confidence_ppm == doctest::Approx(700'000).epsilon(0.00001));
    const std::vector two{answer(1, 1), answer(2, 1)};
    // 0.49 against 0.09
    CHECK(judge(two, 2, adaptive).confidence_ppm == doctest::Approx(844'827).epsilon(0.00001));
    CHECK(judge(two, 2, adaptive).best_label == 1);
    const std::vector three{answer(1, 2), answer(2, 2), answer(3, 0)};
    // 0.7² × 0.1 against 0.7 × 0.1² and twice 0.1³
    CHECK(judge(three, 4, adaptive).confidence_ppm == doctest::Approx(844'827).epsilon(0.00001));
}

TEST_CASE("equal beliefs go to the lowest label, in whatever order they came") {
    const std::vector one{answer(1, 2, 710), answer(2, 1, 905), answer(3, 1, 710),
                          answer(4, 2, 905)};
    const std::vector other{answer(2, 1, 905), answer(4, 2, 905), answer(1, 2, 710),
                            answer(3, 1, 710)};
    CHECK(judge(one, 3, adaptive).best_label == 1);
    CHECK(judge(other, 3, adaptive).best_label == 1);
}

TEST_CASE("an item settles when sure, or at the maximum") {
    const std::vector one{answer(1, 0, 900)};
    CHECK_FALSE(judge(one, 2, adaptive).settled);  // sure, but below the minimum
    const std::vector agree{answer(1, 0), answer(2, 0)};
    CHECK(judge(agree, 2, adaptive).settled);
    std::vector split{answer(1, 0), answer(2, 1), answer(3, 0), answer(4, 1)};
    CHECK_FALSE(judge(split, 2, adaptive).settled);
    split.push_back(answer(5, 0));
    CHECK(judge(split, 2, adaptive).settled);
}

TEST_CASE("fixed redundancy never settles early") {
    const Redundancy fixed{.minimum = 3, .maximum = 3, .confidence_ppm = 1'000'000};
    const Redundancy never_sure{.minimum = 1, .maximum = 250, .confidence_ppm = 1'000'000};
    std::vector<GivenAnswer> answers;
    for (std::uint8_t nth = 1; nth <= 200; ++nth) {
        answers.push_back(answer(nth, 0, 970));
        CHECK(judge(answers, 2, fixed).settled == (nth >= 3));
        CHECK_FALSE(judge(answers, 2, never_sure).settled);
        CHECK(judge(answers, 2, fixed).confidence_ppm < 1'000'000);
    }
}

TEST_CASE("an open question may meet more labels than planned") {
    const std::vector answers{answer(1, 25), answer(2, 25), answer(3, 7)};
    CHECK(judge(answers, 10, adaptive).best_label == 25);
    CHECK(judge(answers, 10, adaptive).confidence_ppm > 900'000);
}

TEST_CASE("reliability starts at seven in ten and follows the evidence") {
    CHECK(reliability_permille({}, 2) == 700);
    CHECK(reliability_permille({.right_milli = 92'000, .seen_milli = 92'000}, 2) == 970);
    CHECK(reliability_permille({.right_milli = 8'000, .seen_milli = 8'000}, 2) == 850);
    CHECK(reliability_permille({.right_milli = 0, .seen_milli = 100'000}, 2) == 500);
    CHECK(reliability_permille({.right_milli = 0, .seen_milli = 100'000}, 4) == 250);
}

TEST_CASE("evidence comes from the others only") {
    const std::vector answers{answer(1, 0, 900), answer(2, 0, 900), answer(3, 1, 900)};
    const std::vector<Evidence> found = evidence(answers, 2);
    REQUIRE(found.size() == 3);
    // The other two of the first cancel out: nothing can be said about her.
    CHECK(found[0].seen_milli == 0);
    CHECK(found[1].seen_milli == 0);
    // The third stands alone against two that are sure: 0.81 against 0.01.
    CHECK(found[2].worker == answers[2].worker);
    CHECK(found[2].seen_milli > 900);
    CHECK(found[2].right_milli < 20);
    CHECK(evidence(std::span(answers).first(1), 2).empty());
}

TEST_CASE("doubtful others say little") {
    const std::vector doubtful{answer(1, 0), answer(2, 0, 600)};
    const std::vector sure{answer(1, 0), answer(2, 0, 960)};
    CHECK(evidence(doubtful, 2)[0].seen_milli < 100);
    CHECK(evidence(sure, 2)[0].seen_milli > 800);
}

}  // namespace kazi::taskflow::quality
