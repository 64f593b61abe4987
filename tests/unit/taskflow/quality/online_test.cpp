// SPDX-License-Identifier: Apache-2.0
// One answer after the other: when there are enough, and whose are wanted.
#include "taskflow/quality/online.hpp"

#include <doctest/doctest.h>

#include "taskflow/quality/replay.hpp"
#include "tests/unit/taskflow/quality/crowds.hpp"

namespace kazi::taskflow::quality {

TEST_CASE("an item needs its minimum, has its maximum, and closes in between when it is sure") {
    OnlineModel model(3, 10, 2, {.stop_at = 0.8, .answers_min = 2, .answers_max = 3});
    model.take({0, 0, 1});
    CHECK(model.status(0) == ItemStatus::open);
    model.take({0, 1, 1});
    CHECK(model.status(0) == ItemStatus::settled);
    CHECK_FALSE(model.wants(0, 2));
    CHECK(model.confidence(0) >= 0.8);
    model.take({1, 0, 1});
    model.take({1, 1, 0});
    CHECK(model.wants(1, 2));
    model.take({1, 2, 0});
    CHECK(model.status(1) != ItemStatus::open);
    CHECK(model.answers(1) == 3);
    CHECK(model.status(2) == ItemStatus::open);
    CHECK(model.belief(2)[0] == 0.5);
}

TEST_CASE("a new worker is neither trusted nor condemned") {
    OnlineModel model(1, 1, 2, {});
    CHECK(model.is_asked(0));
    model.take({0, 0, 0});
    CHECK(model.belief(0)[0] > 0.6);
    CHECK(model.belief(0)[0] < 0.8);
}

TEST_CASE("gold teaches about workers, and its own answers are not its judges") {
    const Recorded crowd = made_up(60, {0.95, 0.95, 0.05}, 5);
    const Recording recording = number_answers(crowd.answers);
    const Known known = known_of(recording, crowd.truths);
    OnlineModel model(recording.items.size(), 3, 2, {.stop_at = 1});
    for (std::uint32_t item = 0; item < known.size(); ++item)
        model.know(item, *known[item]);
    for (const Answer& answer : recording.answers)
        model.take(answer);
    model.full_pass();
    CHECK(model.crowd().right(0) / model.crowd().seen(0) > 0.9);
    CHECK(model.crowd().right(2) / model.crowd().seen(2) < 0.1);
    CHECK(model.calibration().is_fitted());
    CHECK(model.belief(0)[*known[0]] < 1);
}

TEST_CASE("gold outvotes everybody") {
    OnlineModel model(20, 3, 2, {.stop_at = 1});
    for (std::uint32_t item = 0; item < 20; ++item) {
        model.know(item, 1);
        for (std::uint32_t worker = 0; worker < 3; ++worker)
            model.take({item, worker, 0});
    }
    model.full_pass();
    CHECK(model.crowd().right(0) == 0);
    CHECK(model.crowd().seen(0) == 20);
}

TEST_CASE("where a crowd can't be as sure as it believes, the items are given up, not settled") {
    // Two workers who copy from a third: agreement that means nothing.
    Recorded crowd = made_up(400, {0.7}, 6);
    const std::vector<RecordedAnswer> originals = crowd.answers;
    for (const RecordedAnswer& answer : originals) {
        crowd.answers.push_back({answer.task, "copy1", answer.label});
        crowd.answers.push_back({answer.task, "copy2", answer.label});
    }
    const Recording recording = number_answers(crowd.answers);
    const Known gold = draw_gold(known_of(recording, crowd.truths), 0.2, 1);
    const Replay told = replay(recording, gold, {.stop_at = 0.95});
    const Replay blind = replay(recording, {}, {.stop_at = 0.95});
    std::size_t settled = 0;
    std::size_t given_up = 0;
    std::size_t blindly = 0;
    for (std::size_t item = 0; item < recording.items.size(); ++item) {
        settled += told.estimates[item].status == ItemStatus::settled ? 1 : 0;
        given_up += told.estimates[item].status == ItemStatus::given_up ? 1 : 0;
        blindly += blind.estimates[item].status == ItemStatus::settled ? 1 : 0;
    }
    CHECK(blindly > 380);
    CHECK(settled == 0);
    CHECK(given_up > 380);
    CHECK(told.estimates[0].confidence < 0.85);
}

TEST_CASE("whoever is worse than the others is asked again once she is better") {
    OnlineModel model(1000, 3, 2, {.stop_at = 1, .ask_above = 0.5});
    std::uint32_t item = 0;
    for (; item < 200; ++item) {
        model.take({item, 0, item % 2});
        model.take({item, 1, item % 2});
        model.take({item, 2, (item / 2) % 2});
    }
    model.full_pass();
    CHECK_FALSE(model.is_asked(2));
    for (; item < 1000; ++item) {
        model.take({item, 0, item % 2});
        model.take({item, 1, item % 2});
        model.take({item, 2, item % 2});
    }
    model.full_pass();
    CHECK(model.is_asked(2));
}

}  // namespace kazi::taskflow::quality
