// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/taskflow/signals/made_up_crowd.hpp"

using namespace kazi;
using namespace kazi::taskflow;
using namespace kazi::taskflow::signals;
using kazi::testing::worker_number;

namespace {

AnswerRecord answer(std::uint32_t item, std::uint16_t label, Channel channel = Channel::sms) {
    AnswerRecord made;
    made.item = {1, item};
    made.label = label;
    made.channel = channel;
    return made;
}

/// Three others who agree on `truth`, and her.
Record with_three_others(std::uint32_t items, std::uint16_t (*truth)(std::uint32_t),
                         std::uint16_t (*hers)(std::uint32_t)) {
    Gathering gathering;
    for (std::uint32_t item = 0; item < items; ++item) {
        for (std::uint32_t other = 1; other <= 3; ++other)
            gathering.answered(worker_number(other), answer(item, truth(item)), 0, 2);
        gathering.answered(worker_number(0), answer(item, hers(item)), 0, 2);
    }
    return gathering.finish();
}

std::uint16_t by_turns(std::uint32_t item) {
    return item % 2;
}
std::uint16_t always_first(std::uint32_t) {
    return 0;
}
std::uint16_t two_by_two(std::uint32_t item) {
    return item / 2 % 2;
}

std::vector<Signal> of_kind(const std::vector<Signal>& all, Kind kind) {
    std::vector<Signal> found;
    std::ranges::copy_if(all, std::back_inserter(found),
                         [&](const Signal& each) { return each.kind == kind; });
    return found;
}

}  // namespace

TEST_CASE("a correction takes the place of what was said, and an unknown one is left out") {
    Gathering gathering;
    gathering.answered(worker_number(7), answer(3, 0), 50, 2);
    gathering.corrected(worker_number(7), answer(3, 1));
    gathering.corrected(worker_number(8), answer(3, 1));
    const Record record = gathering.finish();
    REQUIRE(record.answers.size() == 1);
    CHECK(record.answers[0].label == 1);
    CHECK(record.answers[0].at == 50);
}

TEST_CASE("texts of an open question are labels of their item") {
    Gathering gathering;
    AnswerRecord said = answer(0, 0);
    said.text = "maji";
    gathering.answered(worker_number(1), said, 0, 0);
    gathering.answered(worker_number(2), said, 0, 0);
    said.text = "moto";
    gathering.answered(worker_number(3), said, 0, 0);
    const Record record = gathering.finish();
    CHECK(record.answers[0].label == record.answers[1].label);
    CHECK(record.answers[2].label != record.answers[0].label);
    CHECK(record.classes[0] == 3);
    CHECK_FALSE(record.has_keys[0]);
}

TEST_CASE("one key whatever was asked is a sign, told with its counts") {
    const auto found = find_signals(with_three_others(40, by_turns, always_first), {});
    const auto keys = of_kind(found, Kind::same_key);
    REQUIRE(keys.size() == 1);
    CHECK(keys[0].worker == 0);
    CHECK(keys[0].why.find("option 1 to 40 of 40") != std::string::npos);
    CHECK(of_kind(found, Kind::guessing).empty());
}

TEST_CASE("one key is no sign where it is the right one") {
    CHECK(find_signals(with_three_others(60, always_first, always_first), {}).empty());
}

TEST_CASE("answers that have nothing to do with the question look like guesses") {
    const auto found = find_signals(with_three_others(80, by_turns, two_by_two), {});
    const auto guesses = of_kind(found, Kind::guessing);
    REQUIRE(guesses.size() == 1);
    CHECK(guesses[0].worker == 0);
}

TEST_CASE("few answers are no sign") {
    CHECK(find_signals(with_three_others(11, by_turns, always_first), {}).empty());
}

TEST_CASE("the same mistakes of two are a sign, and the others are not in it") {
    Gathering gathering;
    for (std::uint32_t item = 0; item < 60; ++item) {
        const auto truth = static_cast<std::uint16_t>(item % 4);
        const auto mistaken = static_cast<std::uint16_t>((item + 1) % 4);
        for (std::uint32_t other = 2; other < 6; ++other)
            gathering.answered(worker_number(other), answer(item, truth), 0, 4);
        for (std::uint32_t copier = 0; copier < 2; ++copier)
            gathering.answered(worker_number(copier),
                               answer(item, item % 5 == 0 ? mistaken : truth),
                               copier * 90 * second_us, 4);
    }
    const auto found = of_kind(find_signals(gathering.finish(), {}), Kind::copying);
    REQUIRE(found.size() == 2);
    CHECK(found[0].others.size() == 1);
    CHECK(found[0].why.find("on 12 of these both gave the same other answer") != std::string::npos);
    CHECK(found[0].why.find("by 90 s in the middle") != std::string::npos);
}

TEST_CASE("two who press the same key agree by habit and copy from nobody") {
    Gathering gathering;
    for (std::uint32_t item = 0; item < 40; ++item) {
        const auto truth = static_cast<std::uint16_t>(item % 4);
        for (std::uint32_t other = 2; other <= 6; ++other)
            gathering.answered(worker_number(other), answer(item, truth), 0, 4);
        gathering.answered(worker_number(0), answer(item, 1), 0, 4);
        gathering.answered(worker_number(1), answer(item, 1), 0, 4);
    }
    const auto found = find_signals(gathering.finish(), {});
    CHECK(of_kind(found, Kind::same_key).size() == 2);
    CHECK(of_kind(found, Kind::copying).empty());
}

TEST_CASE("good workers who agree on everything do not copy") {
    CHECK(find_signals(with_three_others(200, by_turns, by_turns), {}).empty());
}

TEST_CASE("speed is judged in sessions only, and by her network") {
    for (const Channel channel : {Channel::sms, Channel::ussd}) {
        Gathering gathering;
        for (std::uint32_t worker = 0; worker < 5; ++worker) {
            const Instant pace = worker == 0 ? 600'000 : 9 * second_us;
            for (std::uint32_t item = 0; item < 30; ++item)
                gathering.answered(worker_number(worker), answer(item, by_turns(item), channel),
                                   item * pace, 2);
        }
        const auto found = of_kind(find_signals(gathering.finish(), {}), Kind::speed);
        CHECK(found.size() == (channel == Channel::ussd ? 1 : 0));
    }
}

TEST_CASE("a number that several are paid to is told of each of them") {
    const People people{{0, {"254700000001", ""}},
                        {1, {"254700000002", ""}},
                        {2, {"254700000001", ""}},
                        {3, {"", ""}},
                        {4, {"", ""}}};
    const auto found = find_shared_numbers(people);
    REQUIRE(found.size() == 2);
    CHECK(found[0].worker == 0);
    CHECK(found[0].others == std::vector<std::uint32_t>{2});
}
