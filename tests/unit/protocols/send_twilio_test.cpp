// SPDX-License-Identifier: Apache-2.0
// Twilio: the request that carries a message, the quiet answer, and what a callback says besides
// its normal form.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "protocols/form.hpp"
#include "tests/unit/protocols/sending.hpp"

using namespace kazi::protocols;

namespace {

DeliveryReport report_of(std::string_view body) {
    const Callback callback{"POST", "/hooks/tw/dlr", body, {}};
    const auto report = find_dialect("twilio")->parse_dlr(callback, {}, {});
    REQUIRE(report.has_value());
    return *report;
}

}  // namespace

TEST_CASE("Twilio takes a form, account and token as Basic") {
    RouteSettings settings;
    settings.username = "AC01";
    settings.api_key = "token";
    settings.sender = "+254205000001";
    settings.callback_url = "https://gw.example.org/hooks/tw-ke/dlr";
    const HttpRequest request =
        send("twilio", {"kz-1", "", "+254711000001", "Asante & karibu"}, settings);
    CHECK(request.method == "POST");
    CHECK(request.url == "https://api.twilio.com/2010-04-01/Accounts/AC01/Messages.json");
    CHECK(request.body ==
          "To=%2B254711000001&From=%2B254205000001&Body=Asante%20%26%20karibu"
          "&StatusCallback=https%3A%2F%2Fgw.example.org%2Fhooks%2Ftw-ke%2Fdlr");
    CHECK(header(request, "Authorization") == "Basic QUMwMTp0b2tlbg==");
    CHECK(header(request, "Accept") == "application/json");
    CHECK(header(request, "Content-Type") == "application/x-www-form-urlencoded");
    CHECK(find_dialect("twilio")->recipients_max == 1);
}

TEST_CASE("Twilio: an API key names the account in the address, a service sends by another field") {
    RouteSettings settings;
    settings.username = "SK01";
    settings.api_key = "secret";
    settings.send_url = "https://api.twilio.com/2010-04-01/Accounts/AC02/Messages.json";
    settings.sender = "MG00000000000000000000000000000001";
    const HttpRequest request = send("twilio", {"kz-1", "", "+254711000001", "a"}, settings);
    CHECK(request.url == settings.send_url);
    CHECK(request.body ==
          "To=%2B254711000001&MessagingServiceSid=MG00000000000000000000000000000001&Body=a");
    CHECK(header(request, "Authorization") == "Basic U0swMTpzZWNyZXQ=");
    const HttpRequest named = send("twilio", {"kz-1", "MGOMBE", "+254711000001", "a"}, settings);
    CHECK(named.body == "To=%2B254711000001&From=MGOMBE&Body=a");
}

TEST_CASE("Twilio hears XML that sends nothing") {
    const HttpReply reply = find_dialect("twilio")->acknowledge();
    CHECK(reply.status == 200);
    CHECK(reply.content_type == "text/xml");
    CHECK(reply.body == R"(<?xml version="1.0" encoding="UTF-8"?><Response></Response>)");
    const auto quiet = find_dialect("twilio")->render_refusal({200, "From: letters"}, {});
    REQUIRE(quiet.has_value());
    CHECK(quiet->content_type == "text/xml");
    CHECK(quiet->body == reply.body);
    CHECK_FALSE(find_dialect("twilio")->render_refusal({403, "forged"}, {}).has_value());
}

TEST_CASE("Twilio: a report with 21610 means that the person left") {
    CHECK(report_of("MessageSid=SM1&MessageStatus=failed&ErrorCode=21610").opted_out);
    CHECK_FALSE(report_of("MessageSid=SM1&MessageStatus=failed&ErrorCode=30007").opted_out);
    CHECK_FALSE(report_of("MessageSid=SM1&MessageStatus=delivered&ErrorCode=21610").opted_out);
}

TEST_CASE("a form's pairs keep repeated names and compare by bytes") {
    const auto pairs = parse_form_pairs("b=2&a=1&b=%2B1&&c");
    REQUIRE(pairs.has_value());
    const std::array<FormPair, 4> expected = {FormPair{"b", "2"}, FormPair{"a", "1"},
                                              FormPair{"b", "+1"}, FormPair{"c", ""}};
    CHECK(std::ranges::equal(*pairs, expected));
    CHECK(FormPair{"Body", "b"} < FormPair{"a", "a"});
    CHECK(FormPair{"a", "x"} < FormPair{"a", "\xC3\xA9"});
    CHECK_FALSE(parse_form_pairs("a=%4").has_value());
}
