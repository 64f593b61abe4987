// SPDX-License-Identifier: Apache-2.0
// The model on recorded human answers: 300 tweets, 110 people, five classes.
#include "taskflow/quality/replay.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

namespace kazi::taskflow::quality {

namespace {

std::string read_file(const std::string& name) {
    std::ifstream file(std::string(KAZI_SOURCE_DIR) + "/tests/data/weather/" + name);
    REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

template <typename T>
T required(const boost::system::result<T, std::string>& read) {
    if (read.has_error()) FAIL(read.error());
    return *read;
}

struct Weather {
    std::vector<RecordedAnswer> answers = required(read_answers(read_file("answers.csv")));
    std::vector<KnownTruth> truths = required(read_truths(read_file("truth.csv")));
};

}  // namespace

TEST_CASE("majority of all answers, ties shared, is the known figure") {
    const Weather weather;
    REQUIRE(weather.answers.size() == 6025);
    const Replay whole = replay(weather.answers, {.method = Method::majority});
    const Score scored = score(whole, weather.truths);
    CHECK(scored.scored == 300);
    CHECK(scored.accuracy_ppm > 851'000);
    CHECK(scored.accuracy_ppm < 855'000);
    CHECK(scored.saved_ppm == 0);
}

TEST_CASE("stopping when sure keeps the accuracy and saves most of the answers") {
    const Weather weather;
    for (const std::uint64_t seed : {1, 2, 3, 4, 5}) {
        const Score scored = score(replay(weather.answers, {.seed = seed}), weather.truths);
        CAPTURE(seed);
        CAPTURE(scored.answers_per_task_milli);
        CHECK(scored.accuracy_ppm >= 810'000);
        CHECK(scored.answers_per_task_milli <= 5'000);
        CHECK(scored.saved_ppm >= 750'000);
    }
}

TEST_CASE("surer costs more and is right more often") {
    const Weather weather;
    std::uint64_t accuracy[2] = {};
    std::uint64_t cost[2] = {};
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        for (const std::size_t surer : {0, 1}) {
            ReplaySettings settings{.seed = seed};
            settings.plan.confidence_ppm = surer == 0 ? 900'000 : 990'000;
            const Score scored = score(replay(weather.answers, settings), weather.truths);
            accuracy[surer] += scored.accuracy_ppm;
            cost[surer] += scored.answers_per_task_milli;
        }
    }
    CHECK(accuracy[1] > accuracy[0]);
    CHECK(cost[1] > cost[0]);
}

TEST_CASE("a seed decides everything, and the maximum is kept") {
    const Weather weather;
    const ReplaySettings settings{.plan = {.minimum = 2, .maximum = 4, .confidence_ppm = 950'000},
                                  .seed = 11};
    const Replay first = replay(weather.answers, settings);
    const Replay again = replay(weather.answers, settings);
    const Replay other = replay(weather.answers, {.plan = settings.plan, .seed = 12});
    CHECK(first.answers_taken != other.answers_taken);
    REQUIRE(first.estimates.size() == 300);
    for (std::size_t task = 0; task < first.estimates.size(); ++task) {
        CHECK(first.estimates[task].confidence_ppm == again.estimates[task].confidence_ppm);
        CHECK(first.estimates[task].labels == again.estimates[task].labels);
        CHECK(first.estimates[task].answers >= 2);
        CHECK(first.estimates[task].answers <= 4);
    }
}

TEST_CASE("majority takes no more than the maximum") {
    const Weather weather;
    const Replay three =
        replay(weather.answers, {.method = Method::majority, .plan = {.minimum = 3, .maximum = 3}});
    CHECK(three.answers_taken == 900);
    CHECK(score(three, weather.truths).answers_per_task_milli == 3'000);
}

TEST_CASE("a tie is shared") {
    const std::vector<RecordedAnswer> answers{
        {"t1", "w1", "x"}, {"t1", "w2", "z"}, {"t2", "w1", "x"}};
    const Replay whole = replay(answers, {.method = Method::majority});
    CHECK(whole.estimates[0].labels.size() == 2);
    CHECK(whole.estimates[0].confidence_ppm == 500'000);
    const std::vector<KnownTruth> truths{{"t1", "z"}, {"t2", "x"}, {"t3", "x"}};
    CHECK(score(whole, truths).accuracy_ppm == 750'000);
    CHECK(score(whole, {}).scored == 0);
    CHECK(score(replay({}, {}), truths).answers_per_task_milli == 0);
}

TEST_CASE("a recording that cannot be read names its line") {
    CHECK(required(read_answers("task,worker,label,order\nt,w,l,1\r\n\nt,w,l,2\n")).size() == 2);
    CHECK(read_answers("worker,task,label\nt,w,l\n").error().starts_with("line 1:"));
    CHECK(read_answers("task,worker,label\nt,w,l\nt,w\n").error().starts_with("line 3:"));
    CHECK(read_answers("task,worker,label\nt,\"w,x\",l\n").error().starts_with("line 2:"));
    CHECK(read_answers("task,worker,label\n").has_error());
    CHECK(read_truths("").has_error());
    CHECK(required(read_truths("task,label\nt,l")).size() == 1);
}

}  // namespace kazi::taskflow::quality
