// SPDX-License-Identifier: Apache-2.0
// Accumulated input settled by what the session's keeper remembers, and pages as gateways want
// them.
#include "protocols/ussd_input.hpp"

#include <doctest/doctest.h>

#include <array>

#include "protocols/dialect.hpp"

using namespace kazi::protocols;

namespace {

UssdTurn settled(std::string accumulated, const std::optional<std::string>& previous) {
    UssdTurn turn;
    turn.accumulates = true;
    turn.accumulated = std::move(accumulated);
    settle_accumulated(turn, previous);
    return turn;
}

using Inputs = std::vector<std::string>;

}  // namespace

TEST_CASE("pathology 9: an unknown session begins, with a deep dial walked one by one") {
    CHECK(settled("", std::nullopt).event == UssdEvent::begin);
    const UssdTurn dialled = settled("1*4", std::nullopt);
    CHECK(dialled.event == UssdEvent::begin);
    CHECK(dialled.input == "1*4");
    CHECK(dialled.inputs == Inputs{"1", "4"});
}

TEST_CASE("pathology 10: a session's turns, one after the other") {
    const std::array<std::array<std::string_view, 2>, 5> turns = {
        {{"2", "2"}, {"2*", ""}, {"2**5*5", "*5*5"}, {"2**5*5*a", "a"}, {"2**5*5*a*", ""}}};
    std::string previous;
    for (const auto& [text, input] : turns) {
        CAPTURE(text);
        const UssdTurn turn = settled(std::string(text), previous);
        CHECK(turn.event == UssdEvent::input);
        CHECK_FALSE(turn.duplicate);
        if (text != "2**5*5") CHECK(turn.input == input);
        previous = text;
    }
}

TEST_CASE("the same text again is a retransmission") {
    CHECK(settled("1*4", "1*4").duplicate);
    CHECK(settled("1*4", "1*4").event == UssdEvent::input);
    CHECK(settled("", "").duplicate);
    CHECK(settled("", "").event == UssdEvent::begin);
}

TEST_CASE("a text that does not go on from the previous one is a new beginning") {
    CHECK(settled("9", "1*4").event == UssdEvent::begin);
    CHECK(settled("12", "1").event == UssdEvent::begin);
    CHECK(settled("", "1").event == UssdEvent::begin);
}

TEST_CASE("other turns are left alone") {
    UssdTurn turn;
    turn.event = UssdEvent::input;
    turn.input = "4";
    settle_accumulated(turn, "1");
    CHECK(turn.input == "4");
    turn.accumulates = true;
    turn.event = UssdEvent::timeout;
    settle_accumulated(turn, std::nullopt);
    CHECK(turn.event == UssdEvent::timeout);
}

TEST_CASE("pages as plain text, or as JSON to those who ask in JSON") {
    const Dialect* at = find_dialect("africastalking");
    const Dialect* simple = find_dialect("simple");
    REQUIRE(at != nullptr);
    REQUIRE(simple != nullptr);
    const Callback form{"POST", "/", "a=1", {}};
    const Callback json{"POST", "/", "{}", {}};
    CHECK(at->render_ussd({"1. Start", true}, form, {}).body == "CON 1. Start");
    CHECK(at->render_ussd({"Asante", false}, form, {}).body == "END Asante");
    CHECK(at->render_ussd({"Asante", false}, form, {}).content_type == "text/plain");
    CHECK(simple->render_ussd({"a\"b", true}, form, {}).body == "CON a\"b");
    CHECK(simple->render_ussd({"a\"b", true}, form, {}).content_type ==
          "text/plain; charset=utf-8");
    CHECK(simple->render_ussd({"a\"b", true}, json, {}).body ==
          R"({"action":"continue","message":"a\"b"})");
    CHECK(simple->render_ussd({"x", false}, json, {}).body == R"({"action":"end","message":"x"})");
    CHECK(simple->acknowledge().body.empty());
    CHECK(at->acknowledge().status == 200);
}

TEST_CASE(
    "a key press that was to be forgotten is equal to any, and still tells a turn from the next") {
    const std::string kept = with_forgotten_input("3*4711", "4711");
    CHECK(kept.find("4711") == std::string::npos);
    CHECK(kept.starts_with("3*"));
    CHECK(with_forgotten_input("3*4711", "9") == "3*4711");
    CHECK(is_remembered("3*4711", kept));
    CHECK_FALSE(is_remembered("3*471", kept));
    CHECK_FALSE(is_remembered("3*47*1", kept));
    CHECK(settled("3*4711", kept).duplicate);
    const UssdTurn next = settled("3*4711*0", kept);
    CHECK(next.event == UssdEvent::input);
    CHECK(next.input == "0");
    CHECK_FALSE(next.duplicate);
}
