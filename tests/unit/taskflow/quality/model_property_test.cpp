// SPDX-License-Identifier: Apache-2.0
// What must hold for every crowd: order and names carry no meaning, and the bits repeat.
#include <doctest/doctest.h>

#include <bit>
#include <cstring>

#include "taskflow/quality/anchored.hpp"
#include "taskflow/quality/dice.hpp"
#include "taskflow/quality/expectation.hpp"
#include "taskflow/quality/online.hpp"
#include "tests/unit/taskflow/quality/crowds.hpp"

namespace kazi::taskflow::quality {

namespace {

bool same_bits(std::span<const double> one, std::span<const double> other) {
    return one.size() == other.size() &&
           std::memcmp(one.data(), other.data(), one.size_bytes()) == 0;
}

/// FNV-1a over the bits.
std::uint64_t digest(std::span<const double> cells) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const double cell : cells) {
        hash ^= std::bit_cast<std::uint64_t>(cell);
        hash *= 0x100000001b3ULL;
    }
    return hash;
}

OnlineModel play(const Recording& recording, std::uint64_t seed) {
    OnlineModel model(recording.items.size(), recording.workers.size(), recording.class_count(),
                      {});
    std::vector<Answer> answers = recording.answers;
    Dice(seed).shuffle(answers);
    for (const Answer& answer : answers) {
        if (model.wants(answer.item, answer.worker)) model.take(answer);
    }
    return model;
}

std::vector<double> beliefs_of(const OnlineModel& model, std::size_t items) {
    std::vector<double> all;
    for (std::uint32_t item = 0; item < items; ++item)
        all.insert(all.end(), model.belief(item).begin(), model.belief(item).end());
    return all;
}

std::string swapped(const std::string& label) {
    return label == "a" ? "zebra" : "aardvark";
}

}  // namespace

TEST_CASE("the order of answers does not change a bit of any full pass") {
    Recorded crowd = recorded("weather");
    const Recording sorted = number_answers(crowd.answers);
    for (const std::uint64_t seed : {1, 2, 3}) {
        Dice(seed).shuffle(crowd.answers);
        const Recording shuffled = number_answers(crowd.answers);
        CHECK(same_bits(best(sorted).cells(), best(shuffled).cells()));
        CHECK(same_bits(dawid_skene(sorted).cells(), dawid_skene(shuffled).cells()));
    }
}

TEST_CASE("other names for labels give the same results under those names") {
    const Recorded crowd = made_up(60, {0.9, 0.8, 0.7, 0.6, 0.5, -1}, 9);
    std::vector<RecordedAnswer> renamed = crowd.answers;
    for (RecordedAnswer& answer : renamed)
        answer.label = swapped(answer.label);
    const Beliefs before = best(number_answers(crowd.answers));
    const Beliefs after = best(number_answers(renamed));
    for (std::size_t item = 0; item < before.items(); ++item) {
        CHECK(before.of(item)[0] == doctest::Approx(after.of(item)[1]).epsilon(1e-9));
        CHECK(before.of(item)[1] == doctest::Approx(after.of(item)[0]).epsilon(1e-9));
    }
}

TEST_CASE("who always gives one key tells nothing, and is not asked") {
    for (const std::uint64_t seed : {1, 2, 3, 4, 5}) {
        const Recorded crowd = made_up(150, {0.9, 0.85, 0.8, 0.8, 0.5, -1}, seed);
        const Recording recording = number_answers(crowd.answers);
        OnlineModel model(recording.items.size(), recording.workers.size(), 2, {.stop_at = 1});
        for (const Answer& answer : recording.answers)
            model.take(answer);
        model.full_pass();
        CAPTURE(seed);
        CHECK(model.crowd().information(5) < 0.02 * model.crowd().information(0));
        CHECK_FALSE(model.is_asked(5));
        CHECK_FALSE(model.is_asked(4));
        CHECK(model.is_asked(0));
        CHECK(model.is_asked(3));
    }
}

TEST_CASE("the same answers in the same order leave the same bits") {
    const Recording recording = number_answers(recorded("weather").answers);
    const auto first = beliefs_of(play(recording, 4), recording.items.size());
    const auto again = beliefs_of(play(recording, 4), recording.items.size());
    const auto other = beliefs_of(play(recording, 5), recording.items.size());
    CHECK(same_bits(first, again));
    CHECK_FALSE(same_bits(first, other));
}

TEST_CASE("every compiler and every optimisation gives these bits") {
    const Recording recording = number_answers(made_up(80, {0.9, 0.8, 0.7, 0.6, -1}, 2).answers);
    CHECK(digest(anchored(recording, {}).cells()) == 17299023033353528600ULL);
}

TEST_CASE("one by one or all at once: with everything taken, the beliefs agree") {
    const Recorded crowd = made_up(300, {0.9, 0.85, 0.8, 0.75, 0.7, 0.6}, 8);
    const Recording recording = number_answers(crowd.answers);
    OnlineModel model(recording.items.size(), recording.workers.size(), 2, {.stop_at = 1});
    for (const Answer& answer : recording.answers)
        model.take(answer);
    for (int pass = 0; pass < 30; ++pass)
        model.full_pass();
    const Beliefs batch = anchored(recording, {});
    for (std::uint32_t item = 0; item < recording.items.size(); ++item)
        CHECK(model.belief(item)[0] == doctest::Approx(batch.of(item)[0]).epsilon(0.01));
}

}  // namespace kazi::taskflow::quality
