// SPDX-License-Identifier: Apache-2.0
// A private question on a phone that several people use.
#include <doctest/doctest.h>

#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

constexpr const char* pin = "4711";

/// Campaign 1 is private; campaign 2, where there is one, is not.
ToyWorld with_private(bool other_work) {
    ToyWorld world;
    world.join(0);
    Campaign secret = sample_campaign(QuestionType::choice);
    secret.protection.sensitive = true;
    world.add(secret, 20);
    if (other_work) world.add(sample_campaign(QuestionType::number), 20);
    return world;
}

bool shows_question(const Effects& effects) {
    return effects.ussd && effects.ussd->text.find("What is Place") != std::string::npos;
}

/// At the lock of a question of campaign 1.
ToyWorld at_lock(bool other_work = false) {
    ToyWorld world = with_private(other_work);
    CHECK_FALSE(shows_question(world.dial(0, {"1", "1"})));
    REQUIRE(world.worker(0).question);
    REQUIRE(world.worker(0).question->item.campaign == 1);
    REQUIRE(world.worker(0).ussd.place == Place::lock);
    return world;
}

/// The same for somebody who has a PIN, in a session of its own.
ToyWorld at_lock_again(bool other_work = false) {
    ToyWorld world = at_lock(other_work);
    CHECK(shows_question(world.press(0, pin)));
    world.dial(0);
    CHECK_FALSE(shows_question(world.press(0, "1")));
    REQUIRE(world.worker(0).ussd.place == Place::lock);
    return world;
}

}  // namespace

TEST_CASE("a PIN is chosen before the first private question, and holds for the session") {
    ToyWorld world = at_lock();
    CHECK_FALSE(shows_question(world.press(0, "47")));
    CHECK(shows_question(world.press(0, pin)));
    CHECK(world.worker(0).wallet.pin != 0);
    const Effects answered = world.press(0, "1");
    CHECK(answered.answer);
    CHECK(shows_question(answered));
}

TEST_CASE("another session needs it again, for the question and for the answer given") {
    ToyWorld world = at_lock_again();
    CHECK_FALSE(shows_question(world.press(0, "1234")));
    CHECK(shows_question(world.press(0, pin)));
    REQUIRE(world.press(0, "1").answer);
    world.dial(0);
    world.press(0, "2");
    const Effects correction = world.press(0, "8");
    CHECK(world.worker(0).ussd.place == Place::lock);
    CHECK(correction.ussd->text.find("What is") == std::string::npos);
    CHECK(world.press(0, pin).ussd->text.find("What is") != std::string::npos);
    CHECK(world.worker(0).ussd.place == Place::correction);
    CHECK(world.press(0, "2").correction);
}

TEST_CASE("whoever does not know the PIN is given other work, and she loses nothing") {
    const bool other_work = true;
    ToyWorld world = at_lock_again(other_work);
    const auto counted = world.worker(0).standing;
    SUBCASE("three wrong ones") {
        world.press(0, "1111");
        world.press(0, "2222");
        world.press(0, "3333");
        REQUIRE(world.worker(0).question);
        CHECK(world.worker(0).question->item.campaign == 2);
        // Nor by another session, until the pause is over.
        world.sms(0, "SKIP");
        world.dial(0, {"1", "1"});
        CHECK(world.worker(0).question->item.campaign == 2);
        world.sms(0, "SKIP");
        world.worker(0).question.reset();
        world.now += 7 * hour_us;
        world.dial(0, {"1", "1"});
        CHECK(world.worker(0).ussd.place == Place::lock);
    }
    SUBCASE("the way out") {
        world.press(0, "1");
        REQUIRE(world.worker(0).question);
        CHECK(world.worker(0).question->item.campaign == 2);
    }
    SUBCASE("the word for it") {
        world.press(0, "skip");
        REQUIRE(world.worker(0).question);
        CHECK(world.worker(0).question->item.campaign == 2);
    }
    CHECK(world.worker(0).answers == 0);
    CHECK(world.worker(0).standing == counted);
}

TEST_CASE("a PIN that was tried too often for pay opens no question either") {
    ToyWorld world = at_lock_again();
    world.worker(0).wallet.pin_closed_until = world.now + hour_us;
    CHECK_FALSE(shows_question(world.press(0, pin)));
    CHECK(world.worker(0).ussd.place == Place::lock);
    world.now += 2 * hour_us;
    world.dial(0);
    world.press(0, "1");
    CHECK(shows_question(world.press(0, pin)));
}

TEST_CASE("back, home and words lead out of the lock, and the PIN stays in no record") {
    ToyWorld world = at_lock_again();
    SUBCASE("back") {
        CHECK_FALSE(shows_question(world.press(0, "0")));
        CHECK(world.worker(0).ussd.place == Place::menu);
    }
    SUBCASE("home, and to the question again") {
        world.press(0, "00");
        CHECK_FALSE(shows_question(world.press(0, "1")));
        CHECK(world.worker(0).ussd.place == Place::lock);
    }
    SUBCASE("a word") {
        world.press(0, "BAL");
        CHECK(world.worker(0).ussd.place == Place::balance);
    }
    SUBCASE("stop") {
        world.press(0, "STOP");
        CHECK(world.worker(0).opted_out);
    }
    SUBCASE("what was typed") {
        world.press(0, pin);
        CHECK(world.worker(0).ussd.accumulated.find(pin) == std::string::npos);
    }
}

TEST_CASE("the news that a private answer was refused does not repeat it") {
    ToyWorld world = at_lock();
    world.campaign(1).campaign.review.hours = 24;
    world.press(0, pin);
    REQUIRE(world.press(0, "1").answer);
    const Campaign& campaign = world.campaign(1).campaign;
    ReviewMoved moved;
    moved.step = ReviewMoved::Step::rejected;
    moved.item = world.worker(0).last.item;
    moved.pay_micro = campaign.pay.micro;
    moved.fee_micro = campaign.fee.micro;
    moved.client = "maji";
    moved.question = campaign.question;
    moved.value = "shop";
    moved.right = "school";
    moved.is_private = true;
    const Effects told = world.happen(0, moved);
    REQUIRE(told.messages.size() == 1);
    CHECK(told.messages[0].text.find("***") != std::string::npos);
    CHECK(told.messages[0].text.find("Sh") == std::string::npos);
    CHECK(told.messages[0].text.find("chool") == std::string::npos);
}

}  // namespace kazi::taskflow
