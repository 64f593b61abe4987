// SPDX-License-Identifier: Apache-2.0
// STOP, START, HELP and the work commands: A5, A9, Q2.
#include <doctest/doctest.h>

#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

ToyWorld working(QuestionType type) {
    ToyWorld world;
    world.add(sample_campaign(type), 20);
    world.join(0);
    return world;
}

}  // namespace

TEST_CASE("STOP gives the open question back and is answered once") {
    ToyWorld world = working(QuestionType::choice);
    const ItemRef item = world.worker(0).question->item;
    const Effects effects = world.sms(0, "stop.");
    CHECK(world.worker(0).opted_out);
    CHECK_FALSE(world.worker(0).question);
    CHECK(world.campaign(1).openings[item.index] == 3);
    CHECK(world.campaign(1).leases == 0);
    CHECK(effects.messages.size() == 1);
    CHECK(effects.messages[0].campaign == 0);
    CHECK(world.worker(0).wake_at == 0);
}

TEST_CASE("whoever is out gets nothing unasked, and pays no attention to stray texts") {
    ToyWorld world = working(QuestionType::choice);
    world.sms(0, "ACHA");
    CHECK(world.happen(0, WorkOffered{1}).messages.empty());
    CHECK(world.sms(0, "1").messages.empty());
    CHECK(world.sms(0, "BAL").messages.size() == 1);
    CHECK(world.sms(0, "NEXT").messages.size() == 1);
    CHECK_FALSE(world.worker(0).question);
}

TEST_CASE("what was earned is paid out after STOP when it buys a top-up") {
    ToyWorld world = working(QuestionType::choice);
    world.market.auto_payout = false;
    for (int turn = 0; turn < 3; ++turn)
        world.sms(0, "1");
    const Effects effects = world.sms(0, "STOP");
    REQUIRE(effects.payout);
    CHECK(effects.payout->amount.micro == 6'000'000);
    CHECK(world.worker(0).available_micro == 0);
}

TEST_CASE("the aggregator's opt-out does the same without an answer") {
    ToyWorld world = working(QuestionType::choice);
    const Effects effects = world.happen(0, OptedOut{});
    CHECK(world.worker(0).opted_out);
    CHECK(effects.messages.empty());
    CHECK(world.campaign(1).leases == 0);
}

TEST_CASE("STOP is a command on every screen and at every stage") {
    for (const char* place : {"", "2", "3", "4", "5", "6"}) {
        ToyWorld world = working(QuestionType::short_text);
        world.dial(0);
        world.press(0, "2");
        if (*place != '\0') world.press(0, place);
        const Effects effects = world.press(0, "Stop");
        CHECK(world.worker(0).opted_out);
        CHECK_FALSE(effects.ussd->more);
    }
    ToyWorld world;
    world.sms(0, "JOIN");
    world.sms(0, "stop sending me messages");
    CHECK(world.worker(0).opted_out);
}

TEST_CASE("a dial of somebody who is out offers to start again") {
    ToyWorld world = working(QuestionType::choice);
    world.sms(0, "STOP");
    CHECK(world.dial(0).ussd->more);
    CHECK(world.worker(0).ussd.place == Place::stopped);
    world.press(0, "9");
    CHECK(world.worker(0).opted_out);
    world.press(0, "1");
    CHECK_FALSE(world.worker(0).opted_out);
    CHECK(world.worker(0).ussd.place == Place::menu);
}

TEST_CASE("YES, END, START and INFO are answers where the question takes them") {
    ToyWorld yes_no = working(QuestionType::yes_no);
    CHECK(yes_no.sms(0, "YES").answer);
    ToyWorld text = working(QuestionType::short_text);
    for (const char* typed : {"END", "Cancel", "quit", "START", "INFO", "join"}) {
        CAPTURE(typed);
        const Effects effects = text.sms(0, typed);
        REQUIRE(effects.answer);
    }
    CHECK_FALSE(text.worker(0).opted_out);
    ToyWorld choice = working(QuestionType::choice);
    choice.sms(0, "END");
    CHECK(choice.worker(0).opted_out);
}

TEST_CASE("a work command is an answer only where it is word for word an option") {
    ToyWorld world;
    Campaign campaign = sample_campaign(QuestionType::choice);
    campaign.question.texts["en"].options = {"Menu", "Price list", "Neither"};
    campaign.question.texts["sw"].options = {"Menyu", "Bei", "Si hizo"};
    world.add(campaign, 5);
    world.join(0);
    CHECK_FALSE(world.sms(0, "BAL").answer);
    CHECK(world.sms(0, "menu").answer);
    CHECK_FALSE(world.sms(0, "stop").answer);
}

TEST_CASE("BAL, WHY, HELP and MENU answer in one segment and leave the question open") {
    ToyWorld world = working(QuestionType::choice);
    const OpenQuestion open = *world.worker(0).question;
    for (const char* typed : {"BAL", "WHY", "HELP", "MENU", "LANG", "PAY", "SALIO", "MSAADA"}) {
        CAPTURE(typed);
        const Effects effects = world.sms(0, typed);
        REQUIRE(effects.messages.size() == 1);
        CHECK(effects.messages[0].segments == 1);
        CHECK(effects.messages[0].campaign == 0);
        CHECK(*world.worker(0).question == open);
    }
}

TEST_CASE("WHY explains the last outcome") {
    ToyWorld world = working(QuestionType::choice);
    CHECK(reply_of(world.sms(0, "WHY")).find("Nothing") == 0);
    world.sms(0, "1");
    CHECK(reply_of(world.sms(0, "WHY")).find("KES 2.00") != std::string::npos);
    world.sms(0, "SKIP");
    CHECK(reply_of(world.sms(0, "WHY")).find("left") != std::string::npos);
}

TEST_CASE("the language of everything changes with one word") {
    ToyWorld world = working(QuestionType::yes_no);
    const Effects effects = world.sms(0, "Kiswahili");
    CHECK(world.worker(0).language == "sw");
    CHECK(reply_of(effects).find("iko wazi leo?") != std::string::npos);
    CHECK(world.worker(0).question);
}

}  // namespace kazi::taskflow
