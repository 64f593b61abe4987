// SPDX-License-Identifier: Apache-2.0
// What networks do to USSD sessions. A number in a name is a row of gateway/hooks/pathologies.md.
#include <doctest/doctest.h>

#include "gateway/engine/keys.hpp"
#include "protocols/ussd_shape.hpp"
#include "tests/integration/hooks/hook_house.hpp"

namespace kazi::tests {

using gateway::hooks::Route;

namespace {

constexpr const char* other_number = "+254711000002";

/// A turn of our own dialect.
std::string simple_form(const std::string& session, const std::string& event,
                        const std::string& input, const std::string& seq = {}) {
    std::string form = "session=" + session + "&from=" + escaped(HookHouse::her_number) +
                       "&code=" + escaped("*384*77#") + "&event=" + event +
                       "&input=" + escaped(input);
    if (!seq.empty()) form += "&seq=" + seq;
    return form;
}

/// A gateway that tells a turn's event by rules.
Route& ruled_route(HookHouse& house, const std::vector<std::string>& rules) {
    Route& route = house.route("simple");
    for (const std::string& rule : rules)
        route.settings.ussd.events.push_back(*protocols::parse_event_rule(rule));
    return route;
}

}  // namespace

TEST_CASE("pathology 8: a start sent twice, one after the other or at once, has one first screen") {
    HookHouse house;
    house.join();
    house.store.hold_commits = true;
    const auto form = HookHouse::turn_form("s-1", "");
    const Pending one = house.begin("africastalking", "ussd", form);
    const Pending two = house.begin("africastalking", "ussd", form);
    house.until([&] { return house.store.held() == 2; });
    house.store.let_go();
    const std::string first = house.reply(one).body;
    CHECK(first.starts_with("CON "));
    CHECK(house.reply(two).body == first);
    CHECK(house.turn("s-1", "") == first);
}

TEST_CASE("pathology 9: behind the code a campaign is called by its number") {
    HookHouse house;
    for (std::uint32_t number = 2; number <= 6; ++number)
        house.open_campaign(number);
    house.join();
    for (std::uint32_t number = 1; number <= 6; ++number) {
        CAPTURE(number);
        const std::string call = std::to_string(number);
        house.sms("STOP", "stop-" + call);
        house.sms("START", "start-" + call);
        REQUIRE_FALSE(house.worker().question);
        CHECK(house.turn("s-" + call, "1*" + call).find("Rain in Kisumu") != std::string::npos);
        REQUIRE(house.worker().question);
        CHECK(house.worker().question->item.campaign == number);
    }
}

TEST_CASE("pathology 10: a star that she types is part of what she typed") {
    HookHouse house;
    house.join();
    house.turn("s-1", "");
    const std::string question = house.turn("s-1", "1");
    CHECK(question.find("Rain in Kisumu") != std::string::npos);
    CHECK(house.turn("s-1", "1*1*").starts_with("CON "));
    CHECK(house.worker().answers <= 1);
    const auto answers = house.worker().answers;
    CHECK(house.turn("s-1", "1*1**1").starts_with("CON "));
    CHECK(house.worker().answers == answers + 1);
}

TEST_CASE("pathology 11: one session id on two phones is two sessions") {
    HookHouse house;
    house.join();
    house.join(other_number);
    CHECK(house.turn("s-1", "").starts_with("CON "));
    CHECK(house.turn("s-1", "", other_number).starts_with("CON "));
    CHECK(house.turn("s-1", "1").find("Rain") != std::string::npos);
    CHECK(house.turn("s-1", "1", other_number).find("Rain") != std::string::npos);
    CHECK(house.turn("s-1", "1*1").starts_with("CON "));
    CHECK(house.worker().answers == 1);
    CHECK(house.worker(other_number).answers == 0);
    CHECK(house.turn("s-1", "1*2", other_number).starts_with("CON "));
    CHECK(house.worker(other_number).answers == 1);
}

TEST_CASE("pathology 11: a session id that comes again in another call begins anew") {
    HookHouse house;
    house.join();
    house.turn("s-1", "");
    house.turn("s-1", "1");
    house.clock.at += 12 * taskflow::hour_us;
    const std::string page = house.turn("s-1", "");
    CHECK(page.find("1 Continue") != std::string::npos);
}

TEST_CASE("pathology 12: dialling again while the old session hangs: the newest one wins") {
    HookHouse house;
    house.join();
    house.turn("s-1", "");
    house.turn("s-1", "1");
    house.turn("s-2", "");
    CHECK(house.turn("s-1", "1*1").starts_with("END "));
    CHECK(house.worker().answers == 0);
    CHECK(house.turn("s-2", "1").starts_with("CON "));
    CHECK(house.turn("s-2", "1*1").starts_with("CON "));
    CHECK(house.worker().answers == 1);
}

TEST_CASE("pathology 13: an abort that comes as text is no answer") {
    HookHouse house;
    ruled_route(house, {"input=User abort|Timeout abort", "first=1 new", "* input"});
    house.join();
    const auto form = [](const std::string& first, const std::string& input) {
        return "session=s-1&from=%2B254711000001&code=&first=" + first + "&input=" + escaped(input);
    };
    house.post("simple", "ussd", form("1", ""));
    house.post("simple", "ussd", form("0", "1"));
    CHECK(house.post("simple", "ussd", form("0", "User abort")).status == 200);
    CHECK(house.worker().answers == 0);
    CHECK(house.worker().ussd.ended);
    CHECK(house.worker().question);
}

TEST_CASE("pathology 14: an entry that is marked as a start goes on with the session") {
    HookHouse house;
    ruled_route(house, {"page_id=0 new", "* input"});
    house.join();
    const auto form = [](const std::string& page, const std::string& input) {
        return "session=s-1&from=%2B254711000001&page_id=" + page + "&input=" + escaped(input);
    };
    house.post("simple", "ussd", form("0", ""));
    const auto question = house.post("simple", "ussd", form("0", "1"));
    CHECK(question.body.find("Rain in Kisumu") != std::string::npos);
    house.post("simple", "ussd", form("0", "1"));
    CHECK(house.worker().answers == 1);
    SUBCASE("but a start without an entry is the start once more") {
        const auto again = house.post("simple", "ussd", form("0", ""));
        CHECK(again.body.find(house.worker().ussd.reply.substr(0, 10)) != std::string::npos);
        CHECK(house.worker().answers == 1);
    }
}

TEST_CASE("a turn that the dialect has counted before is a retransmission") {
    HookHouse house;
    house.route("simple");
    house.join();
    house.post("simple", "ussd", simple_form("s-1", "new", "", "1"));
    house.post("simple", "ussd", simple_form("s-1", "input", "1", "2"));
    const auto answered = house.post("simple", "ussd", simple_form("s-1", "input", "1", "3"));
    CHECK(house.worker().answers == 1);
    const auto again = house.post("simple", "ussd", simple_form("s-1", "input", "1", "3"));
    CHECK(again.body == answered.body);
    CHECK(house.post("simple", "ussd", simple_form("s-1", "input", "1", "2")).body ==
          answered.body);
    CHECK(house.worker().answers == 1);
    house.post("simple", "ussd", simple_form("s-1", "input", "1", "4"));
    CHECK(house.worker().answers == 2);
    // Another session counts from the start.
    house.post("simple", "ussd", simple_form("s-2", "new", "", "1"));
    house.post("simple", "ussd", simple_form("s-2", "input", "1", "2"));
    house.post("simple", "ussd", simple_form("s-2", "input", "1", "3"));
    CHECK(house.worker().answers == 3);
}

TEST_CASE("an end that comes before the last answer ends it, and the answer can be given again") {
    HookHouse house;
    house.join();
    house.turn("s-1", "");
    house.turn("s-1", "1");
    const auto item = house.worker().question->item;
    CHECK(house
              .post("africastalking", "ussd",
                    "sessionId=s-1&phoneNumber=%2B254711000001&serviceCode=%2A384%2A77%23"
                    "&status=Incomplete")
              .status == 200);
    CHECK(house.turn("s-1", "1*1").starts_with("END "));
    CHECK(house.worker().answers == 0);
    CHECK(house.worker().question->item == item);
    house.turn("s-2", "");
    house.turn("s-2", "1");
    house.turn("s-2", "1*1");
    CHECK(house.worker().answers == 1);
}

}  // namespace kazi::tests
