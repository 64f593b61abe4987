// SPDX-License-Identifier: Apache-2.0
// Vonage: the requests of its two APIs, the digests it signs with, and what a report says besides
// its normal form.
#include <doctest/doctest.h>

#include "protocols/digest.hpp"
#include "protocols/words.hpp"
#include "tests/unit/protocols/sending.hpp"

using namespace kazi::protocols;

namespace {

RouteSettings account() {
    RouteSettings settings;
    settings.username = "ab12cd34";
    settings.api_key = "pass";
    settings.sender = "+254205000002";
    return settings;
}

bool opted_out(std::string_view error) {
    const std::string body = "messageId=x1&status=failed&err-code=" + std::string(error);
    const Callback callback{"POST", "/hooks/vo/dlr", body, {}};
    const auto report = find_dialect("vonage")->parse_dlr(callback, {}, {});
    REQUIRE(report.has_value());
    return report->opted_out;
}

}  // namespace

TEST_CASE("Vonage's SMS API takes a form with key and secret in it") {
    RouteSettings settings = account();
    settings.callback_url = "https://gw.example.org/hooks/vo/dlr";
    const HttpRequest request =
        send("vonage", {"kz-1", "", "+254711000002", "Asante & karibu"}, settings);
    CHECK(request.method == "POST");
    CHECK(request.url == "https://rest.nexmo.com/sms/json");
    CHECK(request.body ==
          "api_key=ab12cd34&api_secret=pass&from=254205000002&to=254711000002"
          "&text=Asante%20%26%20karibu&type=text&status-report-req=1"
          "&callback=https%3A%2F%2Fgw.example.org%2Fhooks%2Fvo%2Fdlr&client-ref=kz-1");
    CHECK(header(request, "Content-Type") == "application/x-www-form-urlencoded");
    CHECK(header(request, "Authorization") == "(absent)");
}

TEST_CASE("Vonage: what GSM-7 lacks goes as unicode, a long reference is left out") {
    RouteSettings settings = account();
    settings.send_url = "http://127.0.0.1:8/sms/json";
    const HttpRequest request =
        send("vonage", {std::string(41, 'k'), "KAZI", "+254711000002", "\xE1\x8A\xA0"}, settings);
    CHECK(request.url == settings.send_url);
    CHECK(request.body ==
          "api_key=ab12cd34&api_secret=pass&from=KAZI&to=254711000002&text=%E1%8A%A0"
          "&type=unicode&status-report-req=1");
}

TEST_CASE("Vonage's Messages API takes JSON, key and secret as Basic") {
    RouteSettings settings = account();
    settings.send_url = "https://api.nexmo.com/v1/messages";
    const HttpRequest request =
        send("vonage", {"kz-1", "KAZI", "+254711000002", "Asante"}, settings);
    CHECK(request.url == settings.send_url);
    CHECK(request.body == R"({"message_type":"text","text":"Asante","to":"254711000002",)"
                          R"("from":"KAZI","channel":"sms","client_ref":"kz-1"})");
    CHECK(header(request, "Authorization") == "Basic YWIxMmNkMzQ6cGFzcw==");
    CHECK(header(request, "Content-Type") == "application/json");
}

TEST_CASE("Vonage: a report of a bar by the person or her carrier means that she left") {
    CHECK(opted_out("4"));
    CHECK(opted_out("14"));
    CHECK_FALSE(opted_out("1"));
    CHECK_FALSE(opted_out("44"));
}

TEST_CASE("Vonage hears 200 with an empty body") {
    const HttpReply reply = find_dialect("vonage")->acknowledge();
    CHECK(reply.status == 200);
    CHECK(reply.body.empty());
}

TEST_CASE("digests and keyed digests of RFC 1321, RFC 2202, RFC 4231") {
    CHECK(to_hex(digest(DigestKind::md5, "abc")) == "900150983cd24fb0d6963f7d28e17f72");
    const std::string_view text = "what do ya want for nothing?";
    CHECK(to_hex(hmac(DigestKind::md5, "Jefe", text)) == "750c783e6ab0b503eaa86e310a5db738");
    CHECK(to_hex(hmac(DigestKind::sha1, "Jefe", text)) ==
          "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    CHECK(to_hex(hmac(DigestKind::sha512, "Jefe", text)) ==
          "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
          "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");
}

TEST_CASE("a whole number is digits that fit") {
    CHECK(parse_whole_number("0") == 0);
    CHECK(parse_whole_number("9223372036854775807") == 9'223'372'036'854'775'807);
    for (const char* text : {"", "-1", "+1", " 1", "1 ", "1.0", "9223372036854775808", "one"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_whole_number(text));
    }
}
