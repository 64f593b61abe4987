// SPDX-License-Identifier: Apache-2.0
// APPEAL: which rejection it is about, what it says when there is none, and who may send it.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "taskflow/review/appealing.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

/// Three of her answers to an old campaign were refused; she has a question of another one open.
ToyWorld refused(QuestionType open = QuestionType::yes_no) {
    ToyWorld world;
    world.add(sample_campaign(open), 40);
    world.join(0);
    for (std::uint32_t item = 0; item < 3; ++item) {
        ReviewMoved moved;
        moved.step = ReviewMoved::Step::rejected;
        moved.item = {9, item};
        moved.answer = 70 + item;
        moved.pay_micro = 2'000'000;
        moved.value = "maize";
        moved.right = "beans";
        world.happen(0, moved);
    }
    return world;
}

std::vector<std::uint32_t> appealed_items(const Effects& effects) {
    if (!effects.appeal) return {};
    return {effects.appeal->item.index};
}

using Items = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("a rejection is told with the number of its case, and each has its own") {
    ToyWorld world = refused();
    const auto& cases = world.worker(0).cases.rejected;
    REQUIRE(cases.size() == 3);
    CHECK(cases[0].number == 1001);
    CHECK(cases[2].number == 1003);
}

TEST_CASE("APPEAL alone is about the last one that is not with the judges yet") {
    ToyWorld world = refused();
    CHECK(appealed_items(world.sms(0, "APPEAL")) == Items{2});
    CHECK(appealed_items(world.sms(0, "appeal")) == Items{1});
    CHECK(appealed_items(world.sms(0, "RUFAA")) == Items{0});
    const Effects none = world.sms(0, "APPEAL");
    CHECK(appealed_items(none).empty());
    CHECK(reply_of(none).find("with the judges") != std::string::npos);
}

TEST_CASE("APPEAL with a number is about that case, once, and the open question stays") {
    ToyWorld world = refused();
    const auto question = world.worker(0).question;
    const Effects first = world.sms(0, "APPEAL 1001");
    CHECK(appealed_items(first) == Items{0});
    CHECK(first.appeal->answer == 70);
    CHECK(reply_of(first).find("Case 1001") != std::string::npos);
    CHECK_FALSE(first.answer);
    CHECK(world.worker(0).question == question);
    CHECK(appealed_items(world.sms(0, "Appeal my case 1001.")).empty());
    CHECK(appealed_items(world.sms(0, "RUFAA 1003")) == Items{2});
    CHECK(appealed_items(world.dial(0, {"13", "1002"})) == Items{1});
}

TEST_CASE("an unknown number and one that is over are told apart, in every language") {
    for (const char* language : {"en", "sw"}) {
        ToyWorld world = refused();
        world.worker(0).language = language;
        ReviewMoved over;
        over.step = ReviewMoved::Step::not_appealed;
        over.item = {9, 0};
        world.happen(0, over);
        const Effects late = world.sms(0, "APPEAL 1001");
        const Effects unknown = world.sms(0, "APPEAL 4821");
        CHECK_FALSE(late.appeal);
        CHECK_FALSE(unknown.appeal);
        CHECK(reply_of(late).find("1001") != std::string::npos);
        CHECK(reply_of(unknown).find("4821") != std::string::npos);
        CHECK(reply_of(late) != reply_of(unknown));
    }
}

TEST_CASE("while any words may be an answer, only the number of a case of hers is a command") {
    ToyWorld world = refused(QuestionType::short_text);
    CHECK(world.sms(0, "Appeal court 4821").answer);
    CHECK(appealed_items(world.sms(0, "APPEAL 1002")) == Items{1});
}

TEST_CASE("over USSD the menu's last item appeals for one after the other, and then is gone") {
    ToyWorld world = refused();
    world.sms(0, "SKIP");
    world.worker(0).question.reset();
    for (const std::uint32_t item : Items{2, 1, 0}) {
        world.dial(0);
        CHECK(appealed_items(world.press(0, "9")) == Items{item});
    }
    CHECK(reply_of(world.dial(0)).find("Appeal") == std::string::npos);
}

TEST_CASE("who said STOP may appeal all the same, and stays out") {
    ToyWorld world = refused();
    world.sms(0, "STOP");
    CHECK(appealed_items(world.sms(0, "APPEAL 1002")) == Items{1});
    CHECK(world.worker(0).opted_out);
}

TEST_CASE("the frozen ask for a person by APPEAL, and for judges by a case's number") {
    ToyWorld world = refused();
    world.worker(0).stage = Stage::frozen;
    CHECK(appealed_items(world.sms(0, "APPEAL 1001")) == Items{0});
    const Effects asked = world.sms(0, "APPEAL");
    CHECK_FALSE(asked.appeal);
    CHECK(reply_of(asked).find("A person will look") != std::string::npos);
    CHECK(world.worker(0).cases.freeze_appealed);
    CHECK(appealed_items(world.sms(0, "APPEAL")) == Items{2});
    CHECK(world.worker(0).stage == Stage::frozen);
}

TEST_CASE("over USSD the frozen ask by a key") {
    ToyWorld world = refused();
    world.worker(0).stage = Stage::frozen;
    CHECK(reply_of(world.dial(0)).find("5 Appeal") != std::string::npos);
    world.press(0, "5");
    CHECK(world.worker(0).cases.freeze_appealed);
}

TEST_CASE("what a person decided is told once, when she may be written to") {
    for (const bool released : {true, false}) {
        ToyWorld world = refused();
        Worker& worker = world.worker(0);
        worker.stage = released ? Stage::active : Stage::frozen;
        worker.cases.verdict = released ? FreezeVerdict::released : FreezeVerdict::stays;
        worker.wake_at = world.now;
        world.now += 13 * hour_us;  // ten in the evening
        CHECK(world.fire(0).messages.empty());
        CHECK(world.worker(0).wake_at > world.now);
        world.now += 12 * hour_us;
        const Effects told = world.fire(0);
        REQUIRE(told.messages.size() == 1);
        const std::string expected = released ? "You may work again" : "no new questions";
        CHECK(told.messages.front().text.find(expected) != std::string::npos);
        CHECK(world.worker(0).cases.verdict == FreezeVerdict::none);
        CHECK(world.fire(0).messages.empty());
    }
}

TEST_CASE("what comes after APPEAL is a case's number only where digits end it") {
    CHECK(case_number_in("1001") == 1001U);
    CHECK(case_number_in("my case 1001") == 1001U);
    for (const char* none : {"", "court", "1001 please", "10o1", "99999999999"})
        CHECK_FALSE(case_number_in(none));
}

}  // namespace kazi::taskflow
