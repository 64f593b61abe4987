// SPDX-License-Identifier: Apache-2.0
// News about money that a USSD page has no room for.
#include <doctest/doctest.h>

#include "taskflow/dialogue/render_ussd.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::string_view pay = "KES 2.00";

/// A worker at a question over USSD, whose pages are that short from the next one on.
ToyWorld at_a_question(int chars_max) {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::choice), 20);
    world.join(0);
    world.dial(0);
    if (world.worker(0).ussd.place != Place::question) world.press(0, "1");
    REQUIRE(world.worker(0).ussd.place == Place::question);
    world.market.ussd_chars_max = chars_max;
    return world;
}

bool tells_pay(const Effects& effects) {
    const auto holds = [](const std::string& text) { return text.find(pay) != std::string::npos; };
    return holds(effects.ussd->text) ||
           (!effects.messages.empty() && holds(effects.messages.front().text));
}

}  // namespace

TEST_CASE("pay that a question leaves no room for is told, on whatever size of page") {
    bool alone = false;
    bool by_sms = false;
    for (int chars_max = 20; chars_max <= 182; ++chars_max) {
        CAPTURE(chars_max);
        ToyWorld world = at_a_question(chars_max);
        const Effects answered = world.press(0, "1");
        REQUIRE(answered.answer);
        CHECK(tells_pay(answered));
        alone = alone || world.worker(0).ussd.page == dialogue::news_page;
        by_sms = by_sms || !answered.messages.empty();
    }
    CHECK(alone);
    CHECK(by_sms);
}

TEST_CASE("digits dialled behind a code do not hide what it did with her pay") {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::choice), 20);
    world.join(0);
    world.sms(0, "PAY WEEKLY");
    for (int answers = 0; answers < 6; ++answers)
        REQUIRE(world.sms(0, "1").answer);
    ToyWorld other = world;
    const Effects plain = world.dial(0, {"3"});
    const Effects deep = other.dial(0, {"3", "2"});
    REQUIRE(plain.payout);
    CHECK(deep.payout.has_value());
    CHECK(deep.ussd->text == plain.ussd->text);
}

TEST_CASE("what is typed at a page of news answers no question behind it") {
    int chars_max = 60;
    ToyWorld world = at_a_question(chars_max);
    world.press(0, "1");
    while (world.worker(0).ussd.page != dialogue::news_page && --chars_max > 20) {
        world = at_a_question(chars_max);
        world.press(0, "1");
    }
    REQUIRE(world.worker(0).ussd.page == dialogue::news_page);
    const auto item = world.worker(0).question->item;
    SUBCASE("a key leads to the question") {
        CHECK_FALSE(world.press(0, "1").answer);
        CHECK(world.worker(0).question->item == item);
    }
    SUBCASE("98 leads to the question") {
        world.press(0, "98");
    }
    SUBCASE("STOP is what it always is") {
        world.press(0, "STOP");
        CHECK(world.worker(0).opted_out);
        return;
    }
    CHECK(world.worker(0).ussd.place == Place::question);
    CHECK(world.worker(0).ussd.page <= 1);
}

}  // namespace kazi::taskflow
