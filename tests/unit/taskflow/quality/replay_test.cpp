// SPDX-License-Identifier: Apache-2.0
// The model on recorded human answers: 300 tweets, 110 people, five classes.
#include "taskflow/quality/replay.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "taskflow/quality/score.hpp"
#include "tests/unit/taskflow/quality/crowds.hpp"

namespace kazi::taskflow::quality {

namespace {

struct Weather {
    Recorded crowd = recorded("weather");
    Recording recording = number_answers(crowd.answers);

    [[nodiscard]] Score play(const ReplaySettings& settings, const Known& gold = {}) const {
        return score(recording, replay(recording, gold, settings), crowd.truths);
    }
};

}  // namespace

TEST_CASE("majority of all answers, ties shared, is the known figure") {
    const Weather weather;
    REQUIRE(weather.recording.answers.size() == 6025);
    const Score all = weather.play({.method = Method::majority, .stop_at = std::nullopt});
    CHECK(all.scored == 300);
    CHECK(all.accuracy == doctest::Approx(0.8533).epsilon(0.001));
    CHECK(all.saved == 0);
    CHECK(all.answers_per_item == doctest::Approx(20.083).epsilon(0.001));
}

TEST_CASE("stopping when sure keeps most of the accuracy and saves most of the answers") {
    const Weather weather;
    for (const std::uint64_t seed : {1, 2, 3, 4, 5}) {
        const Score scored = weather.play({.stop_at = 0.95, .seed = seed});
        CAPTURE(seed);
        CHECK(scored.accuracy >= 0.81);
        CHECK(scored.answers_per_item <= 5);
        CHECK(scored.saved >= 0.75);
    }
}

TEST_CASE("surer costs more and is right more often") {
    const Weather weather;
    double accuracy[2] = {};
    double cost[2] = {};
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        for (const std::size_t surer : {0, 1}) {
            const Score scored = weather.play({.stop_at = surer == 0 ? 0.9 : 0.99, .seed = seed});
            accuracy[surer] += scored.accuracy;
            cost[surer] += scored.answers_per_item;
        }
    }
    CHECK(accuracy[1] > accuracy[0]);
    CHECK(cost[1] > cost[0]);
}

TEST_CASE("a seed decides everything, and the maximum is kept") {
    const Weather weather;
    const ReplaySettings settings{.answers_max = 4, .seed = 11};
    const Replay first = replay(weather.recording, {}, settings);
    const Replay again = replay(weather.recording, {}, settings);
    ReplaySettings other = settings;
    other.seed = 12;
    CHECK(first.answers_taken != replay(weather.recording, {}, other).answers_taken);
    REQUIRE(first.estimates.size() == 300);
    for (std::size_t item = 0; item < first.estimates.size(); ++item) {
        CHECK(first.estimates[item].confidence == again.estimates[item].confidence);
        CHECK(first.estimates[item].labels == again.estimates[item].labels);
        CHECK(first.estimates[item].answers >= 1);
        CHECK(first.estimates[item].answers <= 4);
    }
}

TEST_CASE("without a level to stop at, every answer up to the maximum is taken") {
    const Weather weather;
    const Replay three =
        replay(weather.recording, {},
               {.method = Method::majority, .stop_at = std::nullopt, .answers_max = 3});
    CHECK(three.answers_taken == 900);
}

TEST_CASE("gold is paid for, not scored, and corrects what is stated") {
    const Weather weather;
    const Known truths = known_of(weather.recording, weather.crowd.truths);
    const Known gold = draw_gold(truths, 0.2, 7);
    CHECK(std::count_if(gold.begin(), gold.end(), [](auto each) { return each.has_value(); }) ==
          60);
    const ReplaySettings settings{.stop_at = 0.9, .seed = 2};
    const Score told = weather.play(settings, gold);
    const Score blind = weather.play(settings);
    CHECK(told.scored == 240);
    CHECK(blind.settled_stated - blind.settled_right > 0.08);
    CHECK(told.settled < blind.settled);
    CHECK(told.given_up > 0);
    CHECK(draw_gold(truths, 0.2, 7) == gold);
    CHECK(draw_gold(truths, 0.2, 8) != gold);
}

TEST_CASE("the best worker first is cheaper, and gathers the income on fewer") {
    const Recorded crowd =
        made_up(300, {0.95, 0.9, 0.7, 0.7, 0.65, 0.65, 0.6, 0.6, 0.55, 0.55}, 12);
    const Recording recording = number_answers(crowd.answers);
    ReplaySettings settings{.stop_at = 0.95, .ask_above = 0, .seed = 3};
    const Replay as_they_come = replay(recording, {}, settings);
    settings.arrival = Arrival::best_first;
    const Replay best_first = replay(recording, {}, settings);
    CHECK(best_first.answers_taken < as_they_come.answers_taken * 2 / 3);
    CHECK(best_first.income_inequality > as_they_come.income_inequality + 0.2);
    CHECK(score(recording, best_first, crowd.truths).accuracy > 0.93);
    for (const Estimate& estimate : best_first.estimates)
        CHECK(estimate.answers >= 2);
}

TEST_CASE(
    "workers as they come, each on the item where she tells most: no dearer, income as it was") {
    const Recorded crowd =
        made_up(300, {0.95, 0.9, 0.7, 0.7, 0.65, 0.65, 0.6, 0.6, 0.55, 0.55}, 12);
    const Recording recording = number_answers(crowd.answers);
    ReplaySettings settings{.stop_at = 0.95, .ask_above = 0, .seed = 3};
    settings.arrival = Arrival::by_worth;
    settings.choice = 1;
    const Replay first_of_hers = replay(recording, {}, settings);
    settings.choice = 16;
    const Replay chosen = replay(recording, {}, settings);
    CHECK(chosen.answers_taken < first_of_hers.answers_taken);
    CHECK(chosen.income_inequality < first_of_hers.income_inequality + 0.03);
    CHECK(score(recording, chosen, crowd.truths).accuracy >
          score(recording, first_of_hers, crowd.truths).accuracy - 0.02);
    const Replay again = replay(recording, {}, settings);
    CHECK(again.answers_taken == chosen.answers_taken);
    for (const Estimate& estimate : chosen.estimates)
        CHECK(estimate.answers >= 2);
}

TEST_CASE("income that is spread evenly has no inequality") {
    const Recorded crowd = made_up(20, {0.8, 0.8, 0.8, 0.8}, 1);
    const Recording recording = number_answers(crowd.answers);
    const Replay all = replay(recording, {}, {.stop_at = std::nullopt});
    CHECK(all.income_inequality == doctest::Approx(0));
    std::vector<RecordedAnswer> of_one = crowd.answers;
    std::erase_if(of_one, [](const RecordedAnswer& each) {
        return each.worker != "w0" && each.task != "t0";
    });
    CHECK(replay(number_answers(of_one), {}, {.stop_at = std::nullopt}).income_inequality > 0.5);
}

TEST_CASE("an item whose workers nobody wants to ask is answered all the same") {
    Recorded crowd = made_up(200, {0.95, 0.95, 0.95, 0.5}, 2);
    for (int nth = 0; nth < 40; ++nth)
        crowd.answers.push_back({"late" + std::to_string(nth), "w3", "a"});
    const Recording recording = number_answers(crowd.answers);
    for (const Arrival arrival : {Arrival::random, Arrival::best_first, Arrival::by_worth}) {
        const Replay played = replay(recording, {}, {.arrival = arrival, .seed = 5});
        CHECK(played.workers_not_asked == 1);
        for (const Estimate& estimate : played.estimates)
            CHECK(estimate.answers >= 1);
    }
}

TEST_CASE("truths of tasks and labels that nobody answered are passed over") {
    const std::vector<RecordedAnswer> answers{{"t1", "w", "x"}, {"t2", "w", "y"}};
    const Recording recording = number_answers(answers);
    const std::vector<KnownTruth> truths{{"t1", "y"}, {"t2", "never"}, {"t3", "x"}};
    const Known known = known_of(recording, truths);
    CHECK(known[0] == 1);
    CHECK_FALSE(known[1]);
    const Score scored = score(recording, replay(recording, {}, {}), truths);
    CHECK(scored.scored == 2);
    CHECK(scored.accuracy == 0);
    CHECK(score(number_answers({}), replay(number_answers({}), {}, {}), truths).scored == 0);
}

}  // namespace kazi::taskflow::quality
