// SPDX-License-Identifier: Apache-2.0
// Telerivet: the request that carries a message.
#include <doctest/doctest.h>

#include "tests/unit/protocols/sending.hpp"

using namespace kazi::protocols;

TEST_CASE("Telerivet takes JSON, the key as Basic without a password") {
    RouteSettings settings;
    settings.username = "PJ01";
    settings.api_key = "key";
    settings.sender = "PN01";
    settings.callback_url = "https://gw.example.org/hooks/tr/dlr";
    settings.secrets = {"docsecret9", "older"};
    const HttpRequest request =
        send("telerivet", {"kz-1", "", "+254722000001", "Asante \"sana\""}, settings);
    CHECK(request.method == "POST");
    CHECK(request.url == "https://api.telerivet.com/v1/projects/PJ01/messages/send");
    CHECK(request.body ==
          R"({"content":"Asante \"sana\"","to_number":"+254722000001","message_type":"sms",)"
          R"("route_id":"PN01","status_url":"https://gw.example.org/hooks/tr/dlr",)"
          R"("status_secret":"docsecret9"})");
    CHECK(header(request, "Authorization") == "Basic a2V5Og==");
    CHECK(header(request, "Content-Type") == "application/json");
    CHECK(header(request, "Accept") == "application/json");
}

TEST_CASE("Telerivet: own address, no phone chosen, a secret of the path is not given away") {
    RouteSettings settings;
    settings.send_url = "http://127.0.0.1:8/send";
    settings.sender = "40404";
    settings.secrets = {"longRandomSecret"};
    settings.signature_method = "path";
    settings.callback_url = "https://gw.example.org/hooks/tr/longRandomSecret/dlr";
    const HttpRequest request = send("telerivet", {"kz-1", "", "+254722000001", "a"}, settings);
    CHECK(request.url == settings.send_url);
    CHECK(request.body ==
          R"({"content":"a","to_number":"+254722000001","message_type":"sms",)"
          R"("status_url":"https://gw.example.org/hooks/tr/longRandomSecret/dlr"})");
    settings.callback_url.clear();
    settings.signature_method = "hmac";
    const HttpRequest quiet = send("telerivet", {"kz-1", "RT9", "+254722000001", "a"}, settings);
    CHECK(quiet.body == R"({"content":"a","to_number":"+254722000001","message_type":"sms",)"
                        R"("route_id":"RT9"})");
}

TEST_CASE("Telerivet hears exactly 200, with nothing to send") {
    const HttpReply reply = find_dialect("telerivet")->acknowledge();
    CHECK(reply.status == 200);
    CHECK(reply.body.empty());
}
