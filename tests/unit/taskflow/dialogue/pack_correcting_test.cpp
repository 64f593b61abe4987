// SPDX-License-Identifier: Apache-2.0
// OOPS by letter: any answer to the newest message that asked several questions.
#include <doctest/doctest.h>

#include "taskflow/pay/accounts.hpp"
#include "taskflow/tasks/correcting.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

/// Worker 0 has answered "1" to every question of a message, and has the next ones open.
ToyWorld answered_pack(QuestionType type = QuestionType::choice) {
    ToyWorld world;
    world.add(packed_campaign(type), 60);
    world.market.auto_payout = false;
    world.join(0);
    world.worker(0).pack.ease = ease_max;
    world.sms(0, "1");
    REQUIRE(world.worker(0).pack.rest.size() >= 3);
    world.now += minute_us;
    world.sms(0, std::string(world.worker(0).pack.rest.size() + 1, '1'));
    world.now += minute_us;
    return world;
}

/// What she answered by that letter.
ItemRef item_by(ToyWorld& world, char letter) {
    const PackAnswers& answers = world.worker(0).pack.answered;
    return {answers.campaign, answers.given.at(static_cast<std::size_t>(letter - 'A')).index};
}

std::uint16_t label_of(ToyWorld& world, ItemRef item) {
    return world.campaign(item.campaign).states[item.index].answer_of(ToyWorld::id_of(0))->label;
}

}  // namespace

TEST_CASE("OOPS finds each answer of a message by its letter, and moves no pay") {
    for (const std::string text : {"OOPS B2", "OOPS B 2", "oops b) 2", "OOPS 2B", "OOPS B=2."}) {
        CAPTURE(text);
        ToyWorld world = answered_pack();
        const ItemRef item = item_by(world, 'B');
        REQUIRE(item != world.worker(0).last_answer->item);
        const Worker before = world.worker(0);
        const Effects effects = world.sms(0, text);
        REQUIRE(effects.correction);
        CHECK(effects.correction->item == item);
        CHECK(label_of(world, item) == 1);
        CHECK(label_of(world, item_by(world, 'A')) == 0);
        CHECK_FALSE(effects.answer);
        CHECK(world.worker(0).available_micro == before.available_micro);
        CHECK(world.worker(0).answers == before.answers);
        CHECK(world.worker(0).question->item == before.question->item);
    }
}

TEST_CASE("the letter alone brings its question back, and what she writes then is for that") {
    ToyWorld world = answered_pack();
    const ItemRef item = item_by(world, 'A');
    const std::string shown = reply_of(world.sms(0, "OOPS A"));
    CHECK(shown.find("Shop") != std::string::npos);
    CHECK(world.worker(0).last_answer->item == item);
    const Effects effects = world.sms(0, "3");
    REQUIRE(effects.correction);
    CHECK(effects.correction->item == item);
    CHECK(label_of(world, item) == 2);
}

TEST_CASE("one answer after the other can be changed, and changed back") {
    ToyWorld world = answered_pack(QuestionType::yes_no);
    const ItemRef first = item_by(world, 'A');
    const ItemRef third = item_by(world, 'C');
    world.sms(0, "OOPS A2");
    world.sms(0, "OOPS C2");
    CHECK(label_of(world, first) == 1);
    CHECK(label_of(world, third) == 1);
    world.sms(0, "OOPS A1");
    CHECK(label_of(world, first) == 0);
}

TEST_CASE("of several letters none is changed; the first is asked again") {
    ToyWorld world = answered_pack();
    const Effects effects = world.sms(0, "OOPS B2 C2");
    CHECK_FALSE(effects.correction);
    CHECK(world.worker(0).last_answer->item == item_by(world, 'B'));
    CHECK(world.worker(0).last_answer->correcting_at == world.now);
}

TEST_CASE("an answer that settled meanwhile stays, and her last one can still be changed") {
    ToyWorld world = answered_pack();
    const ItemRef item = item_by(world, 'B');
    const ItemRef last = world.worker(0).last_answer->item;
    world.campaign(1).states[item.index].closed = true;
    const Effects effects = world.sms(0, "OOPS B2");
    CHECK_FALSE(effects.correction);
    CHECK(reply_of(effects).find("too late") != std::string::npos);
    CHECK(label_of(world, item) == 0);
    CHECK(world.worker(0).last_answer->item == last);
    CHECK(world.sms(0, "OOPS 2").correction->item == last);
}

TEST_CASE("letters that were answered before are kept apart from those that are open") {
    ToyWorld world = answered_pack();
    const std::size_t open = world.worker(0).pack.rest.size() + 1;
    REQUIRE(open >= 3);
    const ItemRef open_b{1, world.worker(0).pack.rest.front().index};
    SUBCASE("nothing of the new message is answered: B is that of the one before") {
        const ItemRef before = item_by(world, 'B');
        CHECK(world.sms(0, "OOPS B2").correction->item == before);
    }
    SUBCASE("once something is, only the new letters count") {
        world.sms(0, "A1");
        const Effects effects = world.sms(0, "OOPS B2");
        CHECK_FALSE(effects.correction);
        CHECK_FALSE(world.worker(0).last_answer->correcting_at);
        CHECK(world.sms(0, "B2").earlier.empty());
        CHECK(label_of(world, open_b) == 1);
        CHECK(world.sms(0, "OOPS B1").correction->item == open_b);
    }
}

TEST_CASE("letters are forgotten with the next answer that stands alone, and after a week") {
    ToyWorld world = answered_pack();
    SUBCASE("a question alone") {
        world.campaign(1).campaign.tasks.pack_at_most = 1;
        world.sms(0, "NEXT");
        while (world.worker(0).pack.size > 0)
            world.sms(0, "SKIP");
        world.sms(0, "1");
    }
    SUBCASE("a week") {
        world.now += correctable_us;
        world.sms(0, "BAL");
    }
    SUBCASE("she leaves for good") {
        world.sms(0, "FORGET ME");
        world.sms(0, "1");
    }
    CHECK(world.worker(0).pack.answered == PackAnswers{});
}

TEST_CASE("over USSD, where she sees no letters, OOPS is for her last answer") {
    ToyWorld world = answered_pack();
    const ItemRef last = world.worker(0).last_answer->item;
    world.dial(0);
    world.press(0, "1");
    world.press(0, "OOPS B2");
    CHECK(world.worker(0).last_answer->item == last);
}

}  // namespace kazi::taskflow
