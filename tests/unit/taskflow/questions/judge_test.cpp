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

namespace {

Campaign asking(QuestionType type) {
    Campaign campaign;
    campaign.question.type = type;
    return campaign;
}

ItemState holding(std::vector<GivenAnswer> answers) {
    ItemState state;
    state.answers = std::move(answers);
    state.labels = {"10", "900"};
    return state;
}

std::int32_t seen(const Evidence& evidence) {
    std::int32_t sum = 0;
    for (const CellChange& change : evidence.changes)
        sum += change.delta_milli;
    return sum;
}

}  // namespace

TEST_CASE("evidence about a coin comes from the others only") {
    const Campaign numbers_asked = asking(QuestionType::number);
    const std::vector answers{answer(1, 0, 900), answer(2, 0, 900), answer(3, 1, 900)};
    const std::vector<Evidence> found = evidence(holding(answers), numbers_asked);
    REQUIRE(found.size() == 3);
    // The third stands alone against two that agree.
    CHECK(found[2].worker == answers[2].worker);
    CHECK(found[2].family == numbers);
    CHECK(found[2].changes.back().cell == 1);
    CHECK(found[2].changes.back().delta_milli > 900);
    CHECK(evidence(holding({answers[0]}), numbers_asked).empty());
}

TEST_CASE("doubtful others say little of a coin") {
    const std::vector doubtful{answer(1, 0), answer(2, 0, 600)};
    const std::vector sure{answer(1, 0), answer(2, 0, 960)};
    CHECK(seen(evidence(holding(doubtful), asking(QuestionType::number))[0]) < 500);
    CHECK(seen(evidence(holding(sure), asking(QuestionType::number))[0]) > 800);
}

TEST_CASE("evidence about a matrix is the item's belief, in the column of her label") {
    const std::vector answers{answer(1, 0, 900), answer(2, 0, 900), answer(3, 1, 900)};
    const std::vector<Evidence> found = evidence(holding(answers), asking(QuestionType::yes_no));
    REQUIRE(found.size() == 3);
    CHECK(found[0].changes == std::vector<CellChange>{{0, 900}, {2, 100}});
    CHECK(found[2].changes == std::vector<CellChange>{{1, 900}, {3, 100}});
}

}  // namespace kazi::taskflow::quality
