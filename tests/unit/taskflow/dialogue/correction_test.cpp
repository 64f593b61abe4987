// SPDX-License-Identifier: Apache-2.0
// OOPS: what a correction changes, and what it never does. A8.
#include <doctest/doctest.h>

#include "taskflow/pay/accounts.hpp"
#include "taskflow/tasks/correcting.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

ToyWorld one_item(QuestionType type, Redundancy redundancy) {
    ToyWorld world;
    Campaign campaign = sample_campaign(type);
    campaign.redundancy = redundancy;
    world.add(campaign, 1);
    return world;
}

ToyWorld answered(std::size_t items = 5) {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::choice), items);
    world.join(0);
    world.sms(0, "1");
    return world;
}

/// The item's state after these answers of workers 0, 1, … to the only item.
ItemState state_after(const std::vector<std::string>& answers, const std::string& correction = "") {
    ToyWorld world = one_item(QuestionType::short_text, {5, 5, 1'000'000});
    for (std::size_t n = 0; n < answers.size(); ++n)
        world.join(n);
    for (std::size_t n = 0; n < answers.size(); ++n)
        world.sms(n, answers[n]);
    if (!correction.empty()) {
        world.sms(0, "OOPS");
        REQUIRE(world.sms(0, correction).correction);
    }
    ItemState state = world.campaign(1).states[0];
    state.version = 0;
    return state;
}

}  // namespace

TEST_CASE("a correction replaces the answer: same giver, same weight, one answer, no pay") {
    ToyWorld world = answered();
    const ItemRef item = world.worker(0).last_answer->item;
    const std::int64_t escrow = world.balance(escrow_of(1));
    world.sms(0, "OOPS");
    CHECK(world.worker(0).answers == 1);
    const Effects effects = world.sms(0, "3");
    REQUIRE(effects.correction);
    CHECK_FALSE(effects.answer);
    CHECK(effects.correction->item == item);
    CHECK(effects.correction->label == 2);
    CHECK(effects.correction->pay_micro == 0);
    const ItemState& state = world.campaign(1).states[item.index];
    REQUIRE(state.answers.size() == 1);
    CHECK(state.answers[0].worker == ToyWorld::id_of(0));
    CHECK(state.answers[0].label == 2);
    CHECK(state.answers[0].reliability_permille == effects.correction->reliability_permille);
    CHECK(state.answers[0].chances.at(2) > 6000);
    CHECK(state.answer_count == 1);
    CHECK(state.best_label == 2);
    CHECK(world.worker(0).answers == 1);
    CHECK(world.worker(0).available_micro == 2'000'000);
    CHECK(world.campaign(1).openings[item.index] == 2);
    // The next question's own reply is all that the escrow paid for.
    CHECK(escrow - world.balance(escrow_of(1)) == world.market.sms_price.micro);
}

TEST_CASE("the open question keeps its lease beneath a correction, and comes back") {
    ToyWorld world = answered();
    const OpenQuestion open = *world.worker(0).question;
    world.now += minute_us;
    world.sms(0, "OOPS");
    CHECK(world.worker(0).question == open);
    CHECK(world.campaign(1).leases == 1);
    world.sms(0, "2");
    CHECK(world.worker(0).question == open);
    CHECK_FALSE(world.worker(0).last_answer->correcting_at);
    CHECK(world.sms(0, "2").answer->item == open.item);
}

TEST_CASE("a correction reads as if only the corrected answer had been given, labels too") {
    CHECK(state_after({"duka", "shule", "duka"}, "shule") ==
          state_after({"shule", "shule", "duka"}));
    CHECK(state_after({"duka", "shule"}, "soko") == state_after({"soko", "shule"}));
    CHECK(state_after({"duka"}, "soko").labels == std::vector<std::string>{"soko"});
}

TEST_CASE("a correction settles its item, and withdraws the opening that nobody has taken") {
    ToyWorld world = one_item(QuestionType::choice, {2, 4, 900'000});
    world.join(0);
    world.join(1);
    world.sms(0, "1");
    world.sms(1, "2");
    REQUIRE(world.campaign(1).openings[0] == 1);
    const Effects effects = world.sms(1, "OOPS 1");
    REQUIRE(effects.correction);
    CHECK(effects.item->closes);
    CHECK(effects.item->withdraws);
    CHECK(effects.evidence.size() == 2);
    CHECK(world.campaign(1).openings[0] == 0);
    CHECK(world.campaign(1).states[0].answer_count == 2);
    CHECK_FALSE(world.worker(1).last_answer);
}

TEST_CASE("whoever has the opening already is paid, although a correction closed the item") {
    ToyWorld world = one_item(QuestionType::choice, {2, 4, 900'000});
    for (std::size_t n = 0; n < 2; ++n)
        world.join(n);
    world.sms(0, "1");
    world.sms(1, "2");
    world.join(2);
    REQUIRE(world.worker(2).question);
    REQUIRE(world.sms(1, "OOPS 1").item->closes);
    const Effects late = world.sms(2, "1");
    REQUIRE(late.answer);
    CHECK(late.answer->surplus);
    CHECK(world.worker(2).available_micro == 2'000'000);
    CHECK_FALSE(world.worker(2).last_answer);
}

TEST_CASE("an answer that closes its item can't be corrected") {
    ToyWorld world = one_item(QuestionType::choice, {1, 1, 1'000'000});
    world.join(0);
    world.sms(0, "1");
    CHECK_FALSE(world.worker(0).last_answer);
    const Worker before = world.worker(0);
    const Effects effects = world.sms(0, "OOPS");
    CHECK(reply_of(effects).find("too late") != std::string::npos);
    CHECK(world.worker(0).question == before.question);
    CHECK(world.worker(0).last == before.last);
}

TEST_CASE(
    "the record forgets an answer when its item is known to be closed, or a week has passed") {
    ToyWorld world = answered();
    SUBCASE("closed") {
        world.campaign(1).states[world.worker(0).last_answer->item.index].closed = true;
    }
    SUBCASE("a week") {
        world.now += correctable_us;
    }
    SUBCASE("unknown to the item") {
        world.campaign(1).states[world.worker(0).last_answer->item.index].answers.clear();
    }
    world.fire(0);
    CHECK_FALSE(world.worker(0).last_answer);
}

TEST_CASE("what she writes for a correction is never an answer to the question beneath") {
    ToyWorld world = answered();
    world.sms(0, "OOPS");
    const OpenQuestion open = *world.worker(0).question;
    world.campaign(1).states[world.worker(0).last_answer->item.index].closed = true;
    const Effects effects = world.sms(0, "2");
    CHECK_FALSE(effects.answer);
    CHECK_FALSE(effects.correction);
    CHECK(world.worker(0).question == open);
    CHECK_FALSE(world.worker(0).last_answer);
}

TEST_CASE("a correction left lying for a day is over, and the answer stays") {
    ToyWorld world = answered(1);
    world.sms(0, "OOPS");
    world.now += day_us;
    CHECK_FALSE(world.sms(0, "2").correction);
    CHECK(world.worker(0).last_answer->correcting_at == 0);
}

TEST_CASE("a correction left lying goes on while a question is open beneath it") {
    ToyWorld world = answered();
    world.sms(0, "OOPS");
    const OpenQuestion open = *world.worker(0).question;
    world.now += day_us;
    CHECK(world.sms(0, "2").correction);
    CHECK(world.worker(0).question->item == open.item);
}

TEST_CASE("wherever she stands, a correction that came too late ends with a word about it") {
    ToyWorld world = answered();
    const auto close = [&] {
        world.campaign(1).states[world.worker(0).last_answer->item.index].closed = true;
    };
    world.sms(0, "OOPS");
    std::string reply;
    SUBCASE("a language chosen meanwhile") {
        close();
        reply = reply_of(world.sms(0, "ENGLISH"));
    }
    SUBCASE("a session begun") {
        close();
        reply = reply_of(world.dial(0));
    }
    SUBCASE("a session gone on with") {
        world.dial(0);
        close();
        reply = reply_of(world.press(0, "1"));
    }
    SUBCASE("another page of it") {
        world.dial(0);
        world.press(0, "1");
        close();
        reply = reply_of(world.press(0, "98"));
    }
    CHECK(reply.find("too late to change") != std::string::npos);
    CHECK(world.worker(0).question);
}

TEST_CASE("nothing is offered while she is correcting") {
    ToyWorld world = answered(1);
    world.add(sample_campaign(QuestionType::yes_no), 3);
    world.sms(0, "OOPS");
    world.happen(0, WorkOffered{2});
    CHECK_FALSE(world.worker(0).question);
    world.sms(0, "2");
    CHECK(world.worker(0).question);
}

TEST_CASE("three unreadable corrections leave the answer as it was") {
    ToyWorld world = answered();
    const ItemRef item = world.worker(0).last_answer->item;
    world.sms(0, "OOPS");
    world.sms(0, "perhaps");
    CHECK(world.worker(0).last_answer->correcting_at);
    world.sms(0, "9");
    world.sms(0, "what?");
    CHECK_FALSE(world.worker(0).last_answer->correcting_at);
    CHECK(world.campaign(1).states[item.index].answers[0].label == 0);
}

TEST_CASE("after STOP nothing is being corrected any more") {
    ToyWorld world = answered();
    world.sms(0, "OOPS");
    world.sms(0, "STOP");
    CHECK(world.worker(0).last_answer->correcting_at == 0);
    CHECK_FALSE(world.sms(0, "2").correction);
}

TEST_CASE("OOPS with words after it is no command to a question that takes any words") {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::short_text), 4);
    world.join(0);
    world.sms(0, "Duka");
    CHECK(world.sms(0, "kosa la mwandishi").answer);
    CHECK_FALSE(world.sms(0, "KOSA").answer);
    CHECK(world.sms(0, "kosa dogo").correction);
}

}  // namespace kazi::taskflow
