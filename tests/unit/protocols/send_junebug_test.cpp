// SPDX-License-Identifier: Apache-2.0
// Junebug: messages out, and the message that answers a USSD turn.
#include <doctest/doctest.h>

#include "tests/unit/protocols/sending.hpp"

using namespace kazi::protocols;

namespace {

const Dialect& junebug_row() {
    return *find_dialect("junebug");
}

RouteSettings channel() {
    RouteSettings settings;
    settings.send_url = "https://jb.example.org/jb/channels/c-1/messages/";
    settings.sender = "8864";
    return settings;
}

}  // namespace

TEST_CASE("Junebug takes JSON for its channel") {
    const HttpRequest request = send("junebug", {"kz-1", "", "+27720000001", "Habari"}, channel());
    CHECK(request.method == "POST");
    CHECK(request.url == "https://jb.example.org/jb/channels/c-1/messages/");
    CHECK(request.body == R"({"to":"+27720000001","from":"8864","content":"Habari"})");
    REQUIRE(request.headers.size() == 2);
    CHECK(request.headers[0].value == "application/json");
}

TEST_CASE("Junebug is told where events go, and the token that they bring") {
    RouteSettings settings = channel();
    settings.sender.clear();
    settings.callback_url = "https://gw.example.org/hooks/jb/dlr";
    settings.secrets = {"tok-2", "tok-1"};
    settings.username = "kazi";
    settings.api_key = "pass";
    const HttpRequest request = send("junebug", {"kz-1", "", "+27720000001", ""}, settings);
    CHECK(request.body ==
          R"({"to":"+27720000001","content":"","event_url":"https://gw.example.org/hooks/jb/dlr",)"
          R"("event_auth_token":"tok-2"})");
    CHECK(request.headers.back().value == "Basic a2F6aTpwYXNz");
    settings.signature_method = "path";
    CHECK(send("junebug", {}, settings).body.find("token") == std::string::npos);
}

TEST_CASE("Junebug: a turn is answered by a message that names it") {
    const Callback callback{"POST", "/hooks/jb/ussd", R"({"message_id":"0123","to":"*120#"})", {}};
    const HttpRequest more = junebug_row().build_ussd({"1. Anza", true}, callback, channel());
    CHECK(more.url == "https://jb.example.org/jb/channels/c-1/messages/");
    CHECK(more.body ==
          R"({"reply_to":"0123","content":"1. Anza","channel_data":{"session_event":"resume"}})");
    const HttpRequest last = junebug_row().build_ussd({"Sala kahle", false}, callback, channel());
    CHECK(last.body.find(R"("session_event":"close")") != std::string::npos);
    const HttpReply answer = junebug_row().render_ussd({"1. Anza", true}, callback, channel());
    CHECK(answer.status == 200);
    CHECK(answer.body.empty());
}
