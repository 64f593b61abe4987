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
    REQUIRE(declined.thanked);
    CHECK(*declined.thanked == Given{"t17", 2});
}

TEST_CASE("thanks that belong to an older answer count for nothing") {
    const World world;
    auto person = person_on(Reach::sms);
    person.awaiting = Given{"t17", 2};
    person.expects_reply = true;
    const auto repeated = react(person, sms("+KES 2.00.\n" + question_17), world.around());
    CHECK_FALSE(repeated.thanked);
    CHECK(repeated.move.kind == Move::Kind::nothing);
    const auto thanked = react(person, sms("+KES 2.00.\n" + question_18), world.around());
    REQUIRE(thanked.thanked);
    CHECK(thanked.thanked->item == "t17");
    const auto again = react(person, sms("+KES 2.00.\n" + question_18), world.around());
    CHECK_FALSE(again.thanked);
}

TEST_CASE("a polite end without thanks makes her dial again, never believe") {
    const World world;
    auto person = person_on(Reach::ussd);
    person.in_session = true;
    CHECK(react(person, page(question_17), world.around()).answered);
    const auto ended = react(person, page("Please try again later.", false), world.around());
    CHECK_FALSE(ended.thanked);
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
    CHECK_FALSE(person.awaiting);
    person.in_session = true;
    CHECK_FALSE(react(person, page("+KES 2.00.\n" + question_18), world.around()).thanked);
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
