// SPDX-License-Identifier: Apache-2.0
// One person by values: events in, moves out.
#include <doctest/doctest.h>

#include "tests/simulator/crowd/person.hpp"
#include "tests/simulator/crowd/shipped_languages.hpp"
#include "tests/simulator/tests/shipped_text.hpp"

namespace kazi::simulator::crowd {
namespace {

using tests::shipped_text;

const std::string service_code = "*384*77#";
const std::string question_17 =
    "For KES 2.00: Tweet t17: how?\n1 Badly\n2 Fair\n3 Well\n0 Don't know";
const std::string question_18 =
    "For KES 2.00: Tweet t18: how?\n1 Badly\n2 Fair\n3 Well\n0 Don't know";

struct World {
    World() {
        const auto fault = learn_shipped_languages(reader);
        REQUIRE(!fault);
        recorded.add("t17", "w1", 2);
        recorded.add("t18", "w2", 1);
        recorded.add("t19", "w2", 1);
    }
    Surroundings around() const { return {reader, recorded, service_code}; }

    Reader reader;
    RecordedAnswers recorded;
};

Person person_on(Reach reach) {
    Person person(0, 1);
    person.habits.reach = reach;
    person.habits.swahili = false;
    person.habits.go_on = 1;
    person.started = true;
    return person;
}

Event sms(const std::string& text) {
    return {Event::Kind::sms_arrived, text, false};
}
Event page(const std::string& text, bool more = true) {
    return {Event::Kind::page_shown, text, more};
}

}  // namespace

TEST_CASE("four in ten invited people start, the others are asked again later") {
    const World world;
    int started = 0;
    for (std::size_t number = 0; number < 1'000; ++number) {
        Person person(number, 5);
        const auto reaction = react(person, {}, world.around());
        started += person.started ? 1 : 0;
        if (!person.started) CHECK(reaction.move.kind == Move::Kind::wait);
    }
    CHECK(started > 340);
    CHECK(started < 460);
}

TEST_CASE("joining by SMS: word, language, consent, year of birth") {
    const World world;
    auto person = person_on(Reach::sms);
    const auto join = react(person, {}, world.around()).move;
    CHECK(join.kind == Move::Kind::sms);
    CHECK(join.text == "JOIN");
    const auto language =
        react(person, sms(shipped_text("language.ask") + "\n1 Kiswahili\n2 English"),
              world.around())
            .move;
    CHECK(language.text == "2");
    const auto consent =
        react(person,
              sms(shipped_text("consent.ask") + "\n1 " + shipped_text("consent.agree") + "\n2 No"),
              world.around())
            .move;
    CHECK(consent.text == "1");
    const auto year = react(person, sms(shipped_text("birth_year.ask")), world.around()).move;
    CHECK(year.text == std::to_string(person.habits.birth_year));
}

TEST_CASE("she answers as the recorded worker did, and declines what he never saw") {
    const World world;
    auto person = person_on(Reach::ussd);
    person.in_session = true;
    const auto answered = react(person, page(question_17), world.around());
    CHECK(answered.answered);
    CHECK(answered.joined);
    CHECK(answered.move.kind == Move::Kind::press);
    CHECK(answered.move.text == "3");
    const auto declined = react(person, page("+KES 2.00.\n" + question_18), world.around());
    CHECK(declined.declined);
    CHECK(declined.move.text == "0");
    CHECK(declined.thanked == std::vector{Given{"t17", 2}});
}

TEST_CASE("of what the recording does not know she has a view of her own, always the same") {
    const World world;
    auto person = person_on(Reach::ussd);
    person.in_session = true;
    const std::string question = "For KES 2.00: Day t9001: how?\n1 Badly\n2 Fair\n3 Well";
    const auto answered = react(person, page(question), world.around());
    CHECK(answered.answered == 1);
    CHECK(react(person, page(question), world.around()).move.text == answered.move.text);
    person.number = 1;
    CHECK(react(person, page(question), world.around()).move.text != answered.move.text);
}

TEST_CASE("thanks that belong to an older answer count for nothing") {
    const World world;
    auto person = person_on(Reach::sms);
    person.awaiting = {{"t17", 2}};
    person.expects_reply = true;
    const auto repeated = react(person, sms("+KES 2.00.\n" + question_17), world.around());
    CHECK(repeated.thanked.empty());
    CHECK(repeated.move.kind == Move::Kind::nothing);
    const auto thanked = react(person, sms("+KES 2.00.\n" + question_18), world.around());
    CHECK(thanked.thanked == std::vector{Given{"t17", 2}});
    const auto again = react(person, sms("+KES 2.00.\n" + question_18), world.around());
    CHECK(again.thanked.empty());
}

TEST_CASE("several questions are answered in one message, and thanked for one by one") {
    World world;
    world.recorded.add("t18", "w1", 0);
    const std::string pack =
        "For KES 2.00 each: Tweet ...: how?\nA) t17\nB) t18\nC) t19\nAnswer each, like A1 B2:\n"
        "1 Badly\n2 Fair\n3 Well\n0 Don't know";
    auto person = person_on(Reach::sms);
    person.expects_reply = true;
    const auto answered = react(person, sms(pack), world.around());
    CHECK(answered.answered == 2);
    CHECK(answered.declined == 1);
    CHECK((answered.move.text == "310" || answered.move.text == "A3 B1 C0" ||
           answered.move.text == "a3 b1 c0"));
    SUBCASE("all of them") {
        const auto thanked = react(person, sms("+KES 4.00.\nNo questions."), world.around());
        CHECK(thanked.thanked == std::vector{Given{"t17", 2}, Given{"t18", 0}});
    }
    SUBCASE("but for what is asked again") {
        const auto thanked = react(person, sms("+KES 2.00.\n" + question_18), world.around());
        CHECK(thanked.thanked == std::vector{Given{"t17", 2}});
    }
    SUBCASE("but not when one of them came too late") {
        const auto closed = shipped_text("question.closed");
        CHECK(react(person, sms("+KES 2.00. " + closed), world.around()).thanked.empty());
    }
    SUBCASE("and not by an old message") {
        CHECK(react(person, sms("+KES 2.00.\n" + pack), world.around()).thanked.empty());
    }
}

TEST_CASE("a polite end without thanks makes her dial again, never believe") {
    const World world;
    auto person = person_on(Reach::ussd);
    person.in_session = true;
    CHECK(react(person, page(question_17), world.around()).answered);
    const auto ended = react(person, page("Please try again later.", false), world.around());
    CHECK(ended.thanked.empty());
    CHECK(ended.move.kind == Move::Kind::wait);
    CHECK_FALSE(person.in_session);
    CHECK(react(person, {}, world.around()).move.kind == Move::Kind::dial);
}

TEST_CASE("a dropped session forgets what was not confirmed") {
    const World world;
    auto person = person_on(Reach::ussd);
    person.in_session = true;
    CHECK(react(person, page(question_17), world.around()).answered);
    const auto lost = react(person, {Event::Kind::session_lost, "", false}, world.around());
    CHECK(lost.move.kind == Move::Kind::wait);
    CHECK(person.awaiting.empty());
    person.in_session = true;
    CHECK(react(person, page("+KES 2.00.\n" + question_18), world.around()).thanked.empty());
}

TEST_CASE("no work: she puts the phone away") {
    const World world;
    auto person = person_on(Reach::ussd);
    person.in_session = true;
    const auto reaction = react(person, page(shipped_text("no_work.body")), world.around());
    CHECK(reaction.move.kind == Move::Kind::hang_up);
    CHECK_FALSE(person.in_session);
}

TEST_CASE("the same seed lives the same life") {
    const World world;
    Person one(4, 9);
    Person other(4, 9);
    for (int i = 0; i < 50; ++i) {
        const auto event = i % 3 == 0 ? Event{} : sms(i % 2 == 0 ? question_17 : question_18);
        const auto first = react(one, event, world.around()).move;
        const auto second = react(other, event, world.around()).move;
        CHECK(first.kind == second.kind);
        CHECK(first.after_s == second.after_s);
        CHECK(first.text == second.text);
    }
}

TEST_CASE("people are numbered from one, behind how numbers begin where they live") {
    CHECK(msisdn_of(0) == "+254710000001");
    CHECK(msisdn_of(109, "+234803") == "+2348030000110");
}

}  // namespace kazi::simulator::crowd
