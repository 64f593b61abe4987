// SPDX-License-Identifier: Apache-2.0
// USSD sessions and what networks do to them. A number in a name is a row of
// gateway/hooks/pathologies.md.
#include <doctest/doctest.h>

#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

ToyWorld working() {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::choice), 20);
    world.join(0);
    world.sms(0, "SKIP");
    world.worker(0).question.reset();
    world.campaign(1).leases = 0;
    return world;
}

UssdTurned begin(std::uint64_t session) {
    UssdTurned turned;
    turned.session = session;
    return turned;
}

UssdTurned input(std::uint64_t session, const std::string& typed, const std::string& accumulated) {
    UssdTurned turned = begin(session);
    turned.kind = UssdTurned::Kind::input;
    turned.input = typed;
    turned.accumulated = accumulated;
    return turned;
}

}  // namespace

TEST_CASE("pathology 8: a second start of one session gets the first screen again") {
    ToyWorld world = working();
    const Effects first = world.happen(0, begin(900));
    const Effects again = world.happen(0, begin(900));
    CHECK_FALSE(first.duplicate);
    CHECK(again.duplicate);
    CHECK(again.ussd->text == first.ussd->text);
    CHECK(again.ussd->more == first.ussd->more);
}

TEST_CASE("a turn sent twice is one turn, by its text or by its mark") {
    ToyWorld world = working();
    world.happen(0, begin(900));
    world.happen(0, input(900, "1", "1"));
    const Effects answered = world.happen(0, input(900, "1", "1*1"));
    REQUIRE(answered.answer);
    const Effects again = world.happen(0, input(900, "1", "1*1"));
    CHECK(again.duplicate);
    CHECK(again.ussd->text == answered.ussd->text);
    CHECK_FALSE(again.answer);
    UssdTurned marked = input(900, "1", "");
    marked.repeated = true;
    CHECK(world.happen(0, marked).duplicate);
    CHECK(world.happen(0, input(900, "1", "1*1*1")).answer);
}

TEST_CASE("without accumulated text the same key twice is two turns") {
    ToyWorld world = working();
    world.happen(0, begin(900));
    world.happen(0, input(900, "1", ""));
    CHECK(world.happen(0, input(900, "1", "")).answer);
    CHECK(world.happen(0, input(900, "1", "")).answer);
}

TEST_CASE("pathology 12: the newest session wins; late input of the one before ends politely") {
    ToyWorld world = working();
    world.happen(0, begin(900));
    world.happen(0, begin(901));
    const Worker before = world.worker(0);
    const Effects late = world.happen(0, input(900, "1", "1"));
    CHECK_FALSE(late.ussd->more);
    CHECK(world.worker(0) == before);
    CHECK(world.happen(0, input(901, "2", "2")).ussd->more);
}

TEST_CASE("input after the end of a session ends again, and changes nothing") {
    ToyWorld world = working();
    world.happen(0, begin(900));
    world.happen(0, input(900, "1", "1"));
    const ItemRef item = world.worker(0).question->item;
    world.happen(0, UssdEnded{900});
    const Effects late = world.happen(0, input(900, "1", "1*1"));
    CHECK_FALSE(late.ussd->more);
    CHECK_FALSE(late.answer);
    CHECK(world.worker(0).question->item == item);
}

TEST_CASE(
    "pathology 8: an early turn that comes late is no new start; another path under the same id "
    "is") {
    ToyWorld world = working();
    world.happen(0, begin(900));
    world.happen(0, input(900, "1", "1"));
    world.happen(0, input(900, "2", "1*2"));
    UssdTurned early = begin(900);
    early.accumulated = "1";
    early.deep = {"1"};
    const Effects late = world.happen(0, early);
    CHECK(late.duplicate);
    CHECK(late.ussd->text == world.worker(0).ussd.reply);
    UssdTurned anew = begin(900);
    anew.accumulated = "2";
    anew.deep = {"2"};
    CHECK_FALSE(world.happen(0, anew).duplicate);
    CHECK(world.worker(0).ussd.place == Place::balance);
}

TEST_CASE("pathology 11: an old session id may come again in another call") {
    ToyWorld world = working();
    world.happen(0, begin(900));
    world.now += hour_us;
    CHECK_FALSE(world.happen(0, begin(900)).duplicate);
    CHECK(world.happen(0, input(900, "2", "2")).ussd->more);
}

TEST_CASE("input of a session whose start was lost only begins it") {
    ToyWorld world = working();
    const Effects effects = world.happen(0, input(950, "1", "1"));
    CHECK(effects.ussd->more);
    CHECK(world.worker(0).ussd.place == Place::menu);
    CHECK_FALSE(world.worker(0).question);
}

TEST_CASE("dialling again in the middle of a question offers to go on with it") {
    ToyWorld world = working();
    world.dial(0);
    world.press(0, "1");
    const ItemRef item = world.worker(0).question->item;
    world.dial(0);
    CHECK(world.worker(0).ussd.place == Place::resume);
    world.press(0, "1");
    CHECK(world.worker(0).ussd.place == Place::question);
    CHECK(world.worker(0).question->item == item);
    CHECK(world.press(0, "2").answer->item == item);
}

TEST_CASE("asked by SMS, answered over USSD, and the other way round") {
    ToyWorld world = working();
    world.sms(0, "NEXT");
    world.dial(0);
    world.press(0, "1");
    const Effects by_ussd = world.press(0, "1");
    REQUIRE(by_ussd.answer);
    CHECK(by_ussd.answer->channel == Channel::ussd);
    CHECK(world.worker(0).question->channel == Channel::ussd);
    const Effects by_sms = world.sms(0, "2");
    REQUIRE(by_sms.answer);
    CHECK(by_sms.answer->channel == Channel::sms);
    CHECK_FALSE(by_sms.ussd);
    CHECK(by_ussd.messages.empty());
}

TEST_CASE("a key for a question that an SMS has answered meanwhile is not taken for the next one") {
    ToyWorld world = working();
    world.dial(0);
    world.press(0, "1");
    world.now += second_us;
    world.sms(0, "2");
    const ItemRef second = world.worker(0).question->item;
    world.now += second_us;
    const Effects effects = world.press(0, "1");
    CHECK_FALSE(effects.answer);
    CHECK(world.worker(0).question->item == second);
}

TEST_CASE("pathology 9: deep-dialled digits lead on and stop before anything that must be read") {
    ToyWorld world = working();
    world.dial(0, {"2"});
    CHECK(world.worker(0).ussd.place == Place::balance);
    world.dial(0, {"1", "1", "1"});
    CHECK(world.worker(0).ussd.place == Place::question);
    CHECK(world.worker(0).answers == 0);
    world.dial(1, {"2", "1", "1"});
    CHECK(world.worker(1).stage == Stage::language);
}

TEST_CASE("pathology 9: a campaign that is dialled by its number goes before the others") {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::choice), 20);
    world.add(sample_campaign(QuestionType::yes_no), 20);
    world.join(0);
    for (const char* number : {"1", "2"}) {
        world.sms(0, "SKIP");
        world.worker(0).question.reset();
        world.campaign(1).leases = world.campaign(2).leases = 0;
        world.dial(0, {"1", number});
        REQUIRE(world.worker(0).question);
        CHECK(std::to_string(world.worker(0).question->item.campaign) == number);
    }
    world.worker(0).question.reset();
    world.dial(0, {"1", "77"});
    CHECK(world.worker(0).question);
    CHECK(world.worker(0).answers == 0);
}

TEST_CASE("a turn that the dialect counts is known by its number") {
    ToyWorld world = working();
    UssdTurned first = begin(900);
    first.sequence = 1;
    world.happen(0, first);
    UssdTurned second = input(900, "1", "");
    second.sequence = 2;
    world.happen(0, second);
    second.sequence = 3;
    CHECK(world.happen(0, second).answer);
    CHECK(world.happen(0, second).duplicate);
    second.sequence = 2;
    CHECK(world.happen(0, second).duplicate);
    second.sequence = 4;
    CHECK(world.happen(0, second).answer);
}

TEST_CASE("pathology 14: an entry marked as a start is an entry while its session lives") {
    ToyWorld world = working();
    world.happen(0, begin(900));
    UssdTurned marked = begin(900);
    marked.input = marked.opened_with = "1";
    marked.deep = {"1"};
    CHECK_FALSE(world.happen(0, marked).duplicate);
    CHECK(world.happen(0, marked).answer);
    world.happen(0, UssdEnded{900});
    CHECK_FALSE(world.happen(0, marked).answer);
    CHECK(world.worker(0).ussd.place == Place::question);
    SUBCASE("a start with digits that comes twice is one start") {
        CHECK(world.happen(0, marked).duplicate);
    }
}

TEST_CASE("pathology 15: a turn that overran ends its session, and its question goes by SMS once") {
    ToyWorld world = working();
    world.happen(0, begin(900));
    const Instant since = world.now;
    world.happen(0, input(900, "1", "1"));
    const UssdOverran overran{900, since, "It takes long."};
    const Effects effects = world.happen(0, overran);
    REQUIRE(effects.messages.size() == 1);
    CHECK(effects.messages.front().reply);
    CHECK(effects.messages.front().campaign == 1);
    CHECK_FALSE(effects.ussd);
    CHECK(world.happen(0, overran).messages.empty());
    const Effects again = world.happen(0, input(900, "1", "1"));
    CHECK(again.duplicate);
    CHECK(again.ussd->text == "It takes long.");
    CHECK_FALSE(again.ussd->more);
    CHECK_FALSE(world.happen(0, input(900, "1", "1*1")).answer);
    CHECK(world.sms(0, "1").answer);
}

TEST_CASE("pathology 15: whoever went on in another session is left alone") {
    ToyWorld world = working();
    world.happen(0, begin(900));
    world.happen(0, input(900, "1", "1"));
    const Instant since = world.now;
    world.now += second_us;
    world.happen(0, begin(901));
    const Worker before = world.worker(0);
    SUBCASE("the turn had been kept") {
        CHECK(world.happen(0, UssdOverran{900, since, "It takes long."}).messages.empty());
    }
    SUBCASE("the turn had been lost") {
        CHECK(world.happen(0, UssdOverran{899, since, "It takes long."}).messages.empty());
    }
    CHECK(world.worker(0) == before);
}

TEST_CASE("pathology 15: a question that others have answered meanwhile does not go by SMS") {
    ToyWorld world = working();
    world.happen(0, begin(900));
    world.happen(0, input(900, "1", "1"));
    const ItemRef item = world.worker(0).question->item;
    world.now += day_us;
    world.fire(0);
    world.campaign(1).openings[item.index] = 0;
    world.worker(0).ussd.ended = false;
    CHECK(world.happen(0, UssdOverran{900, world.now, "It takes long."}).messages.empty());
}

TEST_CASE("START that was answered elsewhere brings her back in silence") {
    ToyWorld world = working();
    world.sms(0, "STOP");
    const Effects effects = world.happen(0, OptedIn{});
    CHECK(effects.messages.empty());
    CHECK_FALSE(world.worker(0).opted_out);
    CHECK(world.worker(0).stage == Stage::active);
    CHECK(world.happen(1, OptedIn{}).messages.empty());
    CHECK(world.worker(1).stage == Stage::stranger);
}

TEST_CASE("0 leads back, 00 home; in a question 0 is an answer") {
    ToyWorld world = working();
    world.dial(0);
    world.press(0, "2");
    world.press(0, "0");
    CHECK(world.worker(0).ussd.place == Place::menu);
    world.press(0, "1");
    const ItemRef item = world.worker(0).question->item;
    world.press(0, "00");
    CHECK(world.worker(0).ussd.place == Place::menu);
    CHECK(world.worker(0).question->item == item);
    world.press(0, "1");
    world.press(0, "0");
    CHECK(world.worker(0).question->item != item);
}

TEST_CASE("nobody agrees to a text that was not shown to its end") {
    ToyWorld world;
    world.market.ussd_chars_max = 80;
    world.dial(0);
    world.press(0, "2");
    CHECK(world.worker(0).ussd.page == 1);
    world.press(0, "1");
    CHECK(world.worker(0).stage == Stage::consent);
    CHECK(world.worker(0).ussd.page == 2);
    world.press(0, "1");
    CHECK(world.worker(0).stage == Stage::consent);
    world.press(0, "1");
    CHECK(world.worker(0).stage == Stage::birth_year);
}

TEST_CASE("98 is an answer where it is not offered as a key") {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::number), 5);
    world.join(0);
    world.dial(0);
    world.press(0, "1");
    const Effects effects = world.press(0, "98");
    REQUIRE(effects.answer);
    CHECK(effects.answer->text == "98");
}

}  // namespace kazi::taskflow
