// SPDX-License-Identifier: Apache-2.0
// The answer to a USSD turn, in the form of every gateway that is a dialect or a route's data.
#include <doctest/doctest.h>

#include "protocols/dialect.hpp"
#include "protocols/ussd_turn.hpp"

using namespace kazi::protocols;

namespace {

const UssdPage start{"Kazi\n1. Start", true};
const UssdPage last{"Kwa <heri> & \"asante\" a|b", false};

HttpReply answer(std::string_view dialect, const UssdPage& page, std::string_view body) {
    const Callback callback{"POST", "/hooks/r/ussd", body, {}};
    return find_dialect(dialect)->render_ussd(page, callback, {});
}

/// A route of `simple`, called by GET.
HttpReply answer(const RouteSettings& settings, const UssdPage& page, std::string query) {
    query.insert(0, "/hooks/r/ussd?");
    const Callback callback{"GET", query, "", {}};
    return find_dialect("simple")->render_ussd(page, callback, settings);
}

RouteSettings route(std::string type, std::string more, std::string end) {
    RouteSettings settings;
    settings.allow_get = true;
    settings.ussd.reply.content_type = std::move(type);
    settings.ussd.reply.more = std::move(more);
    settings.ussd.reply.end = std::move(end);
    return settings;
}

}  // namespace

TEST_CASE("Hubtel: the session as it came, a label, a kind of screen") {
    const HttpReply more =
        answer("hubtel", start, R"({"sessionId":"hs-0001","Type":"Initiation"})");
    CHECK(more.status == 200);
    CHECK(more.content_type == "application/json");
    CHECK(more.body ==
          R"({"SessionId":"hs-0001","Type":"response","Message":"Kazi\n1. Start","Label":"Kazi",)"
          R"("ClientState":"","DataType":"input","FieldType":"text"})");
    CHECK(answer("hubtel", {"Asante", false}, R"({"SessionId":"hs-0001"})").body ==
          R"({"SessionId":"hs-0001","Type":"release","Message":"Asante","Label":"Asante",)"
          R"("ClientState":"","DataType":"display","FieldType":"text"})");
}

TEST_CASE("a quiet refusal releases the session, a loud one is told by its status") {
    const Callback callback{"POST", "/", R"({"SessionId":"hs-0001","Type":"Query"})", {}};
    const Dialect* hubtel = find_dialect("hubtel");
    const auto quiet = hubtel->render_refusal({200, "event: an unknown word"}, callback);
    REQUIRE(quiet);
    CHECK(quiet->status == 200);
    CHECK(quiet->body.starts_with(R"({"SessionId":"hs-0001","Type":"release","Message":"")"));
    CHECK_FALSE(hubtel->render_refusal({400, "event: missing"}, callback));
}

TEST_CASE("Nalo: the flag of the answer says that the session goes on") {
    const std::string_view turn =
        R"({"USERID":"KAZIGH01","MSISDN":233200000001,"USERDATA":"*920*77#","MSGTYPE":true})";
    CHECK(answer("nalo", {"1. Start", true}, turn).body ==
          R"({"USERID":"KAZIGH01","MSISDN":"233200000001","USERDATA":"*920*77#",)"
          R"("MSG":"1. Start","MSGTYPE":true})");
    CHECK(answer("nalo", last, R"({"MSGTYPE":false})").body ==
          R"({"USERID":"","MSISDN":"","USERDATA":"","MSG":"Kwa <heri> & \"asante\" a|b",)"
          R"("MSGTYPE":false})");
    CHECK(find_dialect("nalo")->ussd_chars_max == 120);
}

TEST_CASE("Arkesel: JSON out, whatever came in") {
    const std::string_view turn =
        R"({"sessionID":"ark-0001","userID":"KZ1_ab","newSession":true,"msisdn":"233540000001"})";
    CHECK(answer("arkesel", {"1. Start\n2. Help", true}, turn).body ==
          R"({"sessionID":"ark-0001","userID":"KZ1_ab","msisdn":"233540000001",)"
          R"("message":"1. Start\n2. Help","continueSession":true})");
    CHECK(answer("arkesel", {"x", false}, "sessionID=a%22b&userID=u&msisdn=233540000001").body ==
          R"({"sessionID":"a\"b","userID":"u","msisdn":"233540000001",)"
          R"("message":"x","continueSession":false})");
}

TEST_CASE("HollaTags, Kairos and Dmark are JSON templates") {
    const auto holla =
        route("application/json",
              R"({"session_id":"{session_id}","session_operation":"continue","session_type":1,)"
              R"("session_msg":"{text}","session_msisdn":"{session_msisdn}"})",
              R"({"session_id":"{session_id}","session_operation":"end","session_type":3,)"
              R"("session_msg":"{text}","session_msisdn":"{session_msisdn}"})");
    CHECK(answer(holla, start, "session_id=H1&session_msisdn=2348030000001").body ==
          R"({"session_id":"H1","session_operation":"continue","session_type":1,)"
          R"("session_msg":"Kazi\n1. Start","session_msisdn":"2348030000001"})");
    CHECK(answer(holla, {"x", false}, "session_id=H1").body ==
          R"({"session_id":"H1","session_operation":"end","session_type":3,)"
          R"("session_msg":"x","session_msisdn":""})");
    const auto kairos =
        route("application/json",
              R"({"sessionId":"{sessionId}","messageType":"1","ussdString":"{text}"})",
              R"({"sessionId":"{sessionId}","messageType":"2","ussdString":"{text}"})");
    CHECK(answer(kairos, {"x", true}, "sessionId=K").body ==
          R"({"sessionId":"K","messageType":"1","ussdString":"x"})");
    const auto dmark =
        route("application/json", R"({"responseString":"{text}","action":"request"})",
              R"({"responseString":"{text}","action":"end"})");
    CHECK(answer(dmark, last, "").body ==
          R"({"responseString":"Kwa <heri> & \"asante\" a|b","action":"end"})");
}

TEST_CASE("Airtel and IMImobile tell in a header whether the session goes on") {
    auto airtel = route("text/plain; charset=utf-8", "{text}", "{text}");
    airtel.ussd.reply.more_headers = {{"Freeflow", "FC"}, {"charge", "N"}};
    airtel.ussd.reply.end_headers = {{"Freeflow", "FB"}, {"charge", "N"}};
    const HttpReply more = answer(airtel, start, "MSISDN=1");
    CHECK(more.body == "Kazi\n1. Start");
    REQUIRE(more.headers.size() == 2);
    CHECK(more.headers.front().value == "FC");
    CHECK(answer(airtel, last, "").headers.front().value == "FB");
    auto imimobile = route("text/plain", "{text}", "{text}");
    imimobile.ussd.reply.more_headers = {{"X-USSD-SESSION", "1"}};
    imimobile.ussd.reply.end_headers = {{"X-USSD-SESSION", "0"}};
    CHECK(answer(imimobile, start, "").headers.front().value == "1");
    CHECK(answer(imimobile, last, "").headers.front().value == "0");
}

TEST_CASE("Wigal and Cellulant join fields by bars, which no value may hold") {
    auto wigal = route("text/plain",
                       "{network}|MORE|{msisdn}|{sessionid}|{text}|{username}|{trafficid}|{other}",
                       "{network}|END|{msisdn}|{sessionid}|{text}|{username}|{trafficid}|{other}");
    wigal.ussd.reply.separator = "|";
    wigal.ussd.reply.line_end = "^";
    CHECK(answer(wigal, start,
                 "network=MTN&sessionid=W1&msisdn=233240000001&username=ka%7Czi&trafficid=t1")
              .body == "MTN|MORE|233240000001|W1|Kazi^1. Start|ka/zi|t1|");
    auto cellulant =
        route("text/plain", "1|{text}|null|null|null|null", "1|{text}|null|null|end|null");
    cellulant.ussd.reply.separator = "|";
    CHECK(answer(cellulant, start, "").body == "1|Kazi\n1. Start|null|null|null|null");
    CHECK(answer(cellulant, last, "").body == "1|Kwa <heri> & \"asante\" a/b|null|null|end|null");
}

TEST_CASE("TruTeq reads Latin-1 with carriage returns") {
    auto truteq = route("text/plain", "{text}", "{text}");
    truteq.ussd.charset = "ISO-8859-1";
    truteq.ussd.reply.line_end = "\r";
    CHECK(answer(truteq, {"Zo\xC3\xAB\n1. \xE2\x82\xAC", true}, "").body == "Zo\xEB\r1. ?");
}

TEST_CASE("Vodacom Messaging, TrueAfrican and M-Tech are XML templates") {
    const auto vodacom = route(
        "application/xml",
        R"(<request><headertext>{text}</headertext><options><option command="1"/></options></request>)",
        R"(<request><headertext>{text}</headertext></request>)");
    CHECK(answer(vodacom, last, "").body ==
          "<request><headertext>Kwa &lt;heri&gt; &amp; &quot;asante&quot; "
          "a|b</headertext></request>");
    CHECK(answer(vodacom, {"x", true}, "").body.find("<option ") != std::string::npos);
    auto trueafrican = route("text/xml",
                             "<methodResponse><status>cont</status><session>{session}</session>"
                             "<message>{text}</message></methodResponse>",
                             "<methodResponse><status>end</status></methodResponse>");
    trueafrican.ussd.xml = true;
    const Callback callback{
        "POST",
        "/",
        "<methodCall><member><name>session</name><value>T&amp;1</value></member></methodCall>",
        {}};
    CHECK(find_dialect("simple")->render_ussd({"x", true}, callback, trueafrican).body ==
          "<methodResponse><status>cont</status><session>T&amp;1</session>"
          "<message>x</message></methodResponse>");
}

TEST_CASE("what was dialled behind a code") {
    CHECK(behind_code("*711*23*4*9#", "711*23") == "4*9");
    CHECK(behind_code("*711*23#", "*711*23#") == "");
    CHECK(behind_code("711*23*4", "*711*23#") == "4");
    CHECK_FALSE(behind_code("*711*234#", "711*23"));
    CHECK_FALSE(behind_code("*711#", "711*23"));
    CHECK_FALSE(behind_code("*711#", ""));
}

TEST_CASE("event rules as people write them") {
    const auto abort = parse_event_rule("msg=Map Dialog User Abort* abort");
    REQUIRE(abort.has_value());
    CHECK(abort->field == "msg");
    CHECK(abort->values == std::vector<std::string>{"Map Dialog User Abort*"});
    CHECK(abort->event == UssdEvent::abort);
    const auto negated = parse_event_rule("ABORT!=0|null abort");
    REQUIRE(negated.has_value());
    CHECK(negated->field == "ABORT");
    CHECK(negated->negated);
    CHECK(negated->values == std::vector<std::string>{"0", "null"});
    CHECK(parse_event_rule("* input")->when == UssdEventRule::When::always);
    CHECK(parse_event_rule("dialled new")->when == UssdEventRule::When::dialled);
    for (const char* text : {"", "new", "a=b", "a=b begin", "=b new", "!=b new", "a new"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_event_rule(text).has_value());
    }
}
