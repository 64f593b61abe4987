// SPDX-License-Identifier: Apache-2.0
// OneAPI: the requests that carry a message or a USSD page out.
#include <doctest/doctest.h>

#include "tests/unit/protocols/sending.hpp"

using namespace kazi::protocols;

namespace {

const Dialect& oneapi_row() {
    return *find_dialect("oneapi");
}

RouteSettings operator_account() {
    RouteSettings settings;
    settings.send_url = "https://api.example.org/smsmessaging/v1/outbound";
    settings.ussd_send_url = "https://api.example.org/ussd/v1/outbound/";
    settings.api_key = "token-1";
    settings.sender = "7555";
    settings.callback_url = "https://gw.example.org/hooks/di-lk/dlr";
    return settings;
}

}  // namespace

TEST_CASE("OneAPI takes a wrapped message below the sender's address") {
    const HttpRequest request =
        send("oneapi", {"kz-1", "", "+94770000001", "Habari"}, operator_account());
    CHECK(request.method == "POST");
    CHECK(request.url == "https://api.example.org/smsmessaging/v1/outbound/tel%3A7555/requests");
    CHECK(request.body ==
          R"({"outboundSMSMessageRequest":{"address":["tel:+94770000001"],)"
          R"("senderAddress":"tel:7555","outboundSMSTextMessage":{"message":"Habari"},)"
          R"("clientCorrelator":"kz-1","receiptRequest":{)"
          R"("notifyURL":"https://gw.example.org/hooks/di-lk/dlr","callbackData":"kz-1"}}})");
    REQUIRE(request.headers.size() == 3);
    CHECK(request.headers[0].value == "application/json");
    CHECK(request.headers[2].value == "Bearer token-1");
    CHECK(oneapi_row().reports_by_our_id);
}

TEST_CASE("OneAPI without a callback asks for no receipt; a number is a sender too") {
    RouteSettings settings = operator_account();
    settings.callback_url.clear();
    settings.send_url += '/';
    const HttpRequest request =
        send("oneapi", {"kz-1", "+94110000000", "+94770000001", "a"}, settings);
    CHECK(request.url.ends_with("/outbound/tel%3A%2B94110000000/requests"));
    CHECK(request.body.find("receiptRequest") == std::string::npos);
}

TEST_CASE("OneAPI as a form") {
    RouteSettings settings = operator_account();
    settings.variant = "form";
    settings.username = "kazi";
    settings.api_key = "pass";
    const HttpRequest request = send("oneapi", {"kz-1", "", "+94770000001", "1+1"}, settings);
    CHECK(request.body ==
          "address=tel%3A%2B94770000001&message=1%2B1&senderAddress=tel%3A7555"
          "&clientCorrelator=kz-1&notifyURL=https%3A%2F%2Fgw.example.org%2Fhooks%2Fdi-lk%2Fdlr"
          "&callbackData=kz-1");
    CHECK(request.headers[0].value == "application/x-www-form-urlencoded");
    CHECK(request.headers[2].value == "Basic a2F6aTpwYXNz");
}

TEST_CASE("Globe names the application in the body and by four digits of its short code") {
    RouteSettings settings;
    settings.variant = "globe";
    settings.send_url = "https://devapi.globelabs.com.ph/smsmessaging/v1/outbound";
    settings.sender = "21581234";
    settings.username = "app";
    settings.api_key = "app-secret";
    settings.passphrase = "words";
    const HttpRequest request = send("oneapi", {"kz-1", "", "+639170000001", "PLAY"}, settings);
    CHECK(request.url == "https://devapi.globelabs.com.ph/smsmessaging/v1/outbound/1234/requests");
    CHECK(request.body == R"({"address":"tel:+639170000001","message":"PLAY","passphrase":"words",)"
                          R"("app_id":"app","app_secret":"app-secret"})");
    CHECK(request.headers.size() == 2);
    settings.sender = "580";
    CHECK(send("oneapi", {}, settings).url.ends_with("/outbound/580/requests"));
}

TEST_CASE("OneAPI: a USSD page is a call of its own, the answer to the turn is empty") {
    const std::string turn =
        R"({"inboundUSSDMessageRequest":{"address":"tel:+94770000001","sessionID":"u-1",)"
        R"("shortCode":"tel:7555","keyword":"123","inboundUSSDMessage":"1",)"
        R"("clientCorrelator":"c-1","ussdAction":"mocont","responseRequest":{)"
        R"("notifyURL":"https://gw.example.org/hooks/di-lk/ussd","callbackData":""}}})";
    const Callback callback{"POST", "/hooks/di-lk/ussd", turn, {}};
    const RouteSettings settings = operator_account();
    const HttpRequest request = oneapi_row().build_ussd({"1. Start", true}, callback, settings);
    CHECK(request.method == "POST");
    CHECK(request.url == "https://api.example.org/ussd/v1/outbound/tel%3A7555");
    CHECK(request.body ==
          R"({"outboundUSSDMessageRequest":{"address":"tel:+94770000001",)"
          R"("shortCode":"tel:7555","keyword":"123","outboundUSSDMessage":"1. Start",)"
          R"("clientCorrelator":"c-1","responseRequest":{)"
          R"("notifyURL":"https://gw.example.org/hooks/di-lk/ussd","callbackData":""},)"
          R"("ussdAction":"mtcont"}})");
    CHECK(oneapi_row().build_ussd({"Bye", false}, callback, settings).body.find("mtfin") !=
          std::string::npos);
    const HttpReply answer = oneapi_row().render_ussd({"1. Start", true}, callback, settings);
    CHECK(answer.status == 200);
    CHECK(answer.body.empty());
    const Callback nonsense{"POST", "/hooks/di-lk/ussd", "[]", {}};
    CHECK(oneapi_row().build_ussd({"Bye", false}, nonsense, settings).body.find("Bye") !=
          std::string::npos);
}
