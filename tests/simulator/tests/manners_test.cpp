// SPDX-License-Identifier: Apache-2.0
// Made-up people: as many of each manner as asked for, and each true to hers.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "tests/simulator/crowd/manners.hpp"

namespace kazi::simulator::crowd {
namespace {

constexpr Cheats cheats{.careless = 0.2, .guessers = 0.06, .same_key = 0.03, .ring = 0.01};
constexpr std::size_t people = 300;

Truth four_labels(int items) {
    Truth truth;
    for (int item = 0; item < items; ++item)
        truth.emplace_back("t" + std::to_string(item), item % 4);
    return truth;
}

std::vector<std::size_t> who(const std::vector<Manner>& manners, Manner manner) {
    std::vector<std::size_t> numbers;
    for (std::size_t number = 0; number < manners.size(); ++number) {
        if (manners[number] == manner) numbers.push_back(number);
    }
    return numbers;
}

/// Share of items of which these two say the same.
double alike(const RecordedAnswers& answers, const Truth& truth, std::size_t one,
             std::size_t other) {
    const auto same = std::ranges::count_if(truth, [&](const auto& item) {
        return answers.label(one, item.first) == answers.label(other, item.first);
    });
    return static_cast<double>(same) / static_cast<double>(truth.size());
}

double right(const RecordedAnswers& answers, const Truth& truth, std::size_t number) {
    const auto count = std::ranges::count_if(
        truth, [&](const auto& item) { return answers.label(number, item.first) == item.second; });
    return static_cast<double>(count) / static_cast<double>(truth.size());
}

}  // namespace

TEST_CASE("a crowd has as many of each manner as asked for, rings whole") {
    const auto manners = draw_manners(people, cheats, 1);
    CHECK(who(manners, Manner::careless).size() == 60);
    CHECK(who(manners, Manner::guesser).size() == 18);
    CHECK(who(manners, Manner::same_key).size() == 9);
    CHECK(who(manners, Manner::ring).size() == 3);
    CHECK(who(manners, Manner::honest).size() == 210);
    CHECK(manners != draw_manners(people, cheats, 2));
    CHECK(manners == draw_manners(people, cheats, 1));
}

TEST_CASE("each answers in her manner") {
    const auto truth = four_labels(400);
    const auto manners = draw_manners(people, cheats, 1);
    const auto answers = make_up_answers(truth, manners, 1);
    CHECK(answers.workers() == people);
    for (const auto number : who(manners, Manner::honest))
        CHECK(right(answers, truth, number) > 0.6);
    for (const auto number : who(manners, Manner::careless)) {
        CHECK(right(answers, truth, number) > 0.25);
        CHECK(right(answers, truth, number) < 0.65);
    }
    for (const auto number : who(manners, Manner::guesser))
        CHECK(right(answers, truth, number) < 0.36);
    for (const auto number : who(manners, Manner::same_key)) {
        std::set<int> keys;
        for (const auto& [item, label] : truth)
            keys.insert(*answers.label(number, item));
        CHECK(keys.size() == 1);
    }
    const auto ring = who(manners, Manner::ring);
    CHECK(alike(answers, truth, ring[0], ring[1]) > 0.9);
    CHECK(alike(answers, truth, ring[0], ring[2]) > 0.9);
    CHECK(alike(answers, truth, ring[0], who(manners, Manner::honest)[0]) < 0.7);
}

}  // namespace kazi::simulator::crowd
