// SPDX-License-Identifier: Apache-2.0
// Surveys that campaigns ask: each worker once, in both channels, resumed, paid when complete.
#include <doctest/doctest.h>

#include "taskflow/pay/accounts.hpp"
#include "taskflow/survey/survey.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::int64_t pay_micro = 2'000'000;

/// One worker in the survey about farms, at its first question.
ToyWorld begun() {
    ToyWorld world;
    world.add(sample_survey_campaign(), 3);
    world.join(0);
    return world;
}

bool asks(const Effects& effects, std::string_view words) {
    return reply_of(effects).find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a survey is one open question, paid once, when its last answer is in") {
    ToyWorld world = begun();
    CHECK(world.campaign(1).leases == 1);
    for (const std::string text : {"34", "yes", "rice", "3k", "yesterday"}) {
        CAPTURE(text);
        const Effects effects = world.sms(0, text);
        CHECK_FALSE(effects.answer);
        CHECK_FALSE(effects.item);
        CHECK(world.worker(0).available_micro == 0);
    }
    const Effects last = world.sms(0, "4");
    REQUIRE(last.answer);
    CHECK(
        last.answer->text ==
        R"({"age":34,"farms":"yes","crop":"rice","price":3000,"sold_on":"2026-03-01","service":4})");
    REQUIRE(last.item);
    CHECK(last.item->closes);
    CHECK(world.worker(0).available_micro == pay_micro);
    CHECK(world.worker(0).study == Study{});
    CHECK(world.campaign(1).leases == 0);
}

TEST_CASE(
    "OOPS goes back to the survey's question before, whose answer decides anew what follows") {
    ToyWorld world = begun();
    const std::int64_t escrow = world.balance(escrow_of(1));
    CHECK(asks(world.sms(0, "OOPS"), "There is no answer to change yet."));
    for (const std::string text : {"34", "yes", "rice"})
        world.sms(0, text);
    CHECK(asks(world.sms(0, "OOPS"), "Which crop earns you most?"));
    CHECK_FALSE(world.worker(0).study.answers.contains("crop"));
    CHECK(asks(world.sms(0, "maize"), "for a bag of Maize?"));
    CHECK(asks(world.sms(0, "oops beans"), "How good is your market"));
    world.sms(0, "OOPS");
    CHECK(asks(world.sms(0, "OOPS"), "Do you farm?"));
    CHECK(asks(world.sms(0, "no"), "How good is your market"));
    CHECK(world.balance(escrow_of(1)) <= escrow);
    CHECK(world.worker(0).available_micro == 0);
    CHECK(world.sms(0, "4").answer->text == R"({"age":34,"farms":"no","service":4})");
}

TEST_CASE("OOPS over USSD goes back where she looks at the survey, and not at the menu") {
    ToyWorld world = begun();
    world.dial(0);
    world.press(0, "1");
    world.press(0, "34");
    CHECK(asks(world.press(0, "OOPS"), "How old are you?"));
    CHECK(asks(world.press(0, "35"), "Do you farm?"));
    world.press(0, "00");
    CHECK(world.worker(0).ussd.place == Place::menu);
    world.press(0, "OOPS");
    CHECK(world.worker(0).study.answers.at("age").number == 35'000);
}

TEST_CASE("nobody is interviewed twice") {
    ToyWorld world = begun();
    for (const std::string text : {"12", "5"})
        world.sms(0, text);
    CHECK(world.worker(0).answers == 1);
    CHECK_FALSE(world.worker(0).question);
    CHECK(world.sms(0, "NEXT").found_no_work);
    world.join(1);
    CHECK(world.worker(1).question.has_value());
}

TEST_CASE("conditions skip questions, and earlier answers stand in later ones") {
    ToyWorld world = begun();
    CHECK(asks(world.sms(0, "17"), "How good is your market"));
    ToyWorld farmer = begun();
    farmer.sms(0, "40");
    farmer.sms(0, "yes");
    CHECK(asks(farmer.sms(0, "maize"), "a bag of Maize?"));
}

TEST_CASE("a question that is not understood is left after three tries, the survey goes on") {
    ToyWorld world = begun();
    world.sms(0, "blue");
    world.sms(0, "green");
    CHECK(asks(world.sms(0, "red"), "How good is your market"));
    REQUIRE(world.worker(0).question);
    const Effects last = world.sms(0, "5");
    REQUIRE(last.answer);
    CHECK(last.answer->text == R"({"service":5})");
}

TEST_CASE("leaving out every question costs nothing and pays nothing") {
    ToyWorld world = begun();
    world.sms(0, "SKIP");
    const Effects last = world.sms(0, "dont know");
    CHECK_FALSE(last.answer);
    CHECK(last.postings.size() == 2);  // the reply, which the operator pays for
    CHECK_FALSE(world.worker(0).question);
    CHECK(world.campaign(1).openings == std::vector<std::uint8_t>{1, 1, 1});
}

TEST_CASE("a survey begun by SMS goes on over USSD, and after a dropped session") {
    ToyWorld world = begun();
    world.sms(0, "34");
    CHECK(asks(world.dial(0), "Continue"));
    CHECK(asks(world.press(0, "1"), "Do you farm?"));
    CHECK(asks(world.press(0, "1"), "Which crop"));
    world.happen(0, UssdEnded{world.worker(0).ussd.id});
    world.now += hour_us;
    world.dial(0);
    CHECK(asks(world.press(0, "1"), "Which crop"));
    CHECK(asks(world.sms(0, "3"), "How good is your market"));
}

TEST_CASE("a key pressed on a page that an SMS has overtaken answers nothing") {
    ToyWorld world = begun();
    world.dial(0);
    world.press(0, "1");
    world.press(0, "34");  // "Do you farm?" stands on the phone
    world.now += second_us;
    world.sms(0, "yes");
    world.now += second_us;
    CHECK(asks(world.press(0, "2"), "Continue"));
    CHECK(world.worker(0).study.answers.find("crop") == world.worker(0).study.answers.end());
}

TEST_CASE("each answer renews the lease; after it ran out the interview goes on if it is free") {
    ToyWorld world = begun();
    world.now += hour_us;
    world.sms(0, "34");
    CHECK(world.worker(0).question->lease_until == world.now + 2 * hour_us);
    world.now += 3 * hour_us;
    world.fire(0);
    CHECK_FALSE(world.worker(0).question->leased);
    CHECK(world.campaign(1).leases == 0);
    CHECK(asks(world.sms(0, "no"), "How good is your market"));
    CHECK(world.worker(0).question->leased);
    CHECK(world.campaign(1).leases == 1);
    CHECK(world.sms(0, "4").answer.has_value());
}

TEST_CASE("STOP in a survey gives the interview back and forgets what she said") {
    ToyWorld world = begun();
    world.sms(0, "34");
    world.sms(0, "STOP");
    CHECK_FALSE(world.worker(0).question);
    CHECK(world.worker(0).study == Study{});
    CHECK(world.campaign(1).openings == std::vector<std::uint8_t>{1, 1, 1});
}

}  // namespace kazi::taskflow
