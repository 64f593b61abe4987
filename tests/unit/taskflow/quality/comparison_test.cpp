// SPDX-License-Identifier: Apache-2.0
// Which two texts are put to others, and what their choice makes of an item.
#include "taskflow/quality/comparison.hpp"

#include <doctest/doctest.h>

#include <array>

#include "taskflow/quality/belief.hpp"

namespace kazi::taskflow::quality {

namespace {

Campaign translating() {
    Campaign campaign;
    campaign.question.type = QuestionType::translation;
    campaign.question.texts["en"] = {"{text}?", {}};
    campaign.redundancy = {.minimum = 2, .maximum = 4, .confidence_ppm = 900'000};
    return campaign;
}

ItemState said(const std::vector<std::string>& words) {
    ItemState state;
    for (const std::string& text : words) {
        GivenAnswer answer{.worker = {},
                           .label = static_cast<std::uint16_t>(state.labels.size()),
                           .reliability_permille = 700};
        answer.worker.bytes[0] = static_cast<std::uint8_t>(state.answers.size());
        state.labels.push_back(text);
        state.answers.push_back(answer);
    }
    return state;
}

constexpr const char* goat = "the goat eats green grass";
constexpr const char* goats = "the goat eats the green grass";
constexpr const char* cow = "a cow drank my water";

}  // namespace

TEST_CASE("the rivals are the text that most lies near, and the likeliest that means another") {
    const ItemState state = said({cow, goat, goats, "nobody knows"});
    const auto rivals = rivals_of(state, translating());
    REQUIRE(rivals);
    CHECK(rivals->best == judge(state, translating()).best_label);
    CHECK((rivals->best == 1 || rivals->best == 2));
    CHECK((rivals->other == 0 || rivals->other == 3));
    CHECK(rivals->best_ppm > rivals->other_ppm);
    CHECK(rivals->best_ppm + rivals->other_ppm <= 1'000'000);
}

TEST_CASE("where all say the same there is nothing to choose between") {
    CHECK_FALSE(rivals_of(said({goat, goats}), translating()));
    CHECK_FALSE(rivals_of(said({goat}), translating()));
    CHECK_FALSE(rivals_of(ItemState{}, translating()));
}

TEST_CASE("a choice moves the belief: for the best it grows, against it the other may win") {
    const Rivals rivals{.best = 2, .other = 5, .best_ppm = 500'000, .other_ppm = 300'000};
    const Compared for_best = after_choice(rivals, 2, 900'000);
    CHECK(for_best.label == 2);
    CHECK(for_best.confidence_ppm == 775'862);  // .45 of .45 + .03 + .1
    const Compared against = after_choice(rivals, 5, 900'000);
    CHECK(against.label == 5);
    CHECK(against.confidence_ppm == 642'857);  // .27 of .27 + .05 + .1
}

TEST_CASE("a choice that tells nothing leaves all as it was") {
    const Rivals rivals{.best = 0, .other = 1, .best_ppm = 600'000, .other_ppm = 250'000};
    for (const std::uint16_t chosen : std::array<std::uint16_t, 2>{0, 1}) {
        const Compared same = after_choice(rivals, chosen, 500'000);
        CHECK(same.label == 0);
        CHECK(same.confidence_ppm == 600'000);
    }
    // A weak choice against it is not enough.
    CHECK(after_choice(rivals, 1, 600'000).label == 0);
}

TEST_CASE("an item is compared below its campaign's target, or .95 where that is a number") {
    CHECK(sure_enough_ppm({.minimum = 2, .maximum = 5, .confidence_ppm = 800'000}) == 800'000);
    CHECK(sure_enough_ppm({.minimum = 3, .maximum = 3, .confidence_ppm = 1'000'000}) == 950'000);
}

}  // namespace kazi::taskflow::quality
