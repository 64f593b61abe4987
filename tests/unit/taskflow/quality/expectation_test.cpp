// SPDX-License-Identifier: Apache-2.0
// Votes and the classical estimates, against figures that are known.
#include "taskflow/quality/expectation.hpp"

#include <doctest/doctest.h>

#include "taskflow/quality/anchored.hpp"
#include "taskflow/quality/glad.hpp"
#include "taskflow/quality/score.hpp"
#include "taskflow/quality/votes.hpp"
#include "tests/unit/taskflow/quality/crowds.hpp"

namespace kazi::taskflow::quality {

namespace {

double accuracy(const Recorded& crowd, Method method) {
    const Recording recording = number_answers(crowd.answers);
    const Replay all = replay(recording, {}, {.method = method, .stop_at = std::nullopt});
    return score(recording, all, crowd.truths).accuracy;
}

}  // namespace

TEST_CASE("300 tweets, 110 people, five classes: the reference implementation's figures") {
    const Recorded weather = recorded("weather");
    CHECK(accuracy(weather, Method::majority) == doctest::Approx(0.8533).epsilon(0.002));
    CHECK(accuracy(weather, Method::agreement) == doctest::Approx(0.8567).epsilon(0.002));
    CHECK(accuracy(weather, Method::one_coin) == doctest::Approx(0.8600).epsilon(0.002));
    CHECK(accuracy(weather, Method::dawid_skene) == doctest::Approx(0.8400).epsilon(0.002));
    CHECK(accuracy(weather, Method::glad) == doctest::Approx(0.8533).epsilon(0.002));
    CHECK(accuracy(weather, Method::best) >= accuracy(weather, Method::majority));
}

TEST_CASE("a few good workers are found among guessers by every model that weighs workers") {
    const Recorded crowd = made_up(200, {0.95, 0.95, 0.9, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5}, 3);
    const double votes = accuracy(crowd, Method::majority);
    for (const Method method :
         {Method::one_coin, Method::dawid_skene, Method::glad, Method::best}) {
        CAPTURE(static_cast<int>(method));
        CHECK(accuracy(crowd, method) > votes + 0.03);
        CHECK(accuracy(crowd, method) > 0.95);
    }
}

TEST_CASE("a tie has several labels") {
    const std::vector<RecordedAnswer> answers{
        {"t1", "w1", "x"}, {"t1", "w2", "z"}, {"t2", "w1", "x"}};
    const Beliefs shares = vote_shares(number_answers(answers));
    CHECK(best_labels(shares.of(0)) == std::vector<std::uint32_t>{0, 1});
    CHECK(best_labels(shares.of(1)) == std::vector<std::uint32_t>{0});
    CHECK(greatest_of(shares.of(0)) == doctest::Approx(0.5));
}

TEST_CASE("agreement breaks a tie for her who is with the majority elsewhere") {
    const std::vector<RecordedAnswer> answers{
        {"t1", "good", "x"},  {"t1", "odd", "y"},  {"t2", "good", "y"}, {"t2", "odd", "x"},
        {"t2", "third", "y"}, {"t3", "good", "y"}, {"t3", "odd", "x"},  {"t3", "third", "y"}};
    const Recording recording = number_answers(answers);
    const Beliefs votes = agreement_votes(recording);
    CHECK(best_labels(votes.of(0)) == std::vector<std::uint32_t>{0});
}

TEST_CASE("vote given up is what an estimate takes from the plurality") {
    const std::vector<RecordedAnswer> answers{{"t", "u", "x"}, {"t", "v", "x"}, {"t", "w", "y"}};
    const Beliefs shares = vote_shares(number_answers(answers));
    Beliefs against(1, 2);
    against.of(0)[1] = 1;
    CHECK(vote_given_up(shares, shares) == 0);
    CHECK(vote_given_up(shares, against) == doctest::Approx(1.0 / 3));
}

TEST_CASE("nothing at all is no trouble") {
    const Recording none = number_answers({});
    CHECK(dawid_skene(none).items() == 0);
    CHECK(one_coin(none).items() == 0);
    CHECK(glad(none).items() == 0);
    CHECK(best(none).items() == 0);
}

}  // namespace kazi::taskflow::quality
