// SPDX-License-Identifier: Apache-2.0
// Infobip: the request that carries a message out, and what is answered to its callbacks.
#include <doctest/doctest.h>

#include "tests/unit/protocols/sending.hpp"

using namespace kazi::protocols;

namespace {

const Dialect& infobip_row() {
    return *find_dialect("infobip");
}

RouteSettings account() {
    RouteSettings settings;
    settings.send_url = "https://kz1.api.infobip.com/sms/3/messages";
    settings.api_key = "key-1";
    settings.sender = "KAZI";
    return settings;
}

Callback call(std::string_view method, std::string_view target) {
    return {method, target, "", {}};
}

}  // namespace

TEST_CASE("Infobip takes JSON with our own id, signed by the key of the application") {
    RouteSettings settings = account();
    settings.callback_url = "https://gw.example.org/hooks/ib-ng/dlr";
    const HttpRequest request =
        send("infobip", {"kz-000-1", "", "+2348030000001", "Habari"}, settings);
    CHECK(request.method == "POST");
    CHECK(request.url == settings.send_url);
    CHECK(request.body ==
          R"({"messages":[{"sender":"KAZI","destinations":[{"to":"2348030000001",)"
          R"("messageId":"kz-000-1"}],"content":{"text":"Habari","transliteration":"NONE"},)"
          R"("webhooks":{"delivery":{"url":"https://gw.example.org/hooks/ib-ng/dlr",)"
          R"("intermediateReport":false},"contentType":"application/json"}}]})");
    REQUIRE(request.headers.size() == 3);
    CHECK(request.headers[0].value == "application/json");
    CHECK(request.headers[2].name == "Authorization");
    CHECK(request.headers[2].value == "App key-1");
}

TEST_CASE("Infobip: several recipients have an id each, which does not depend on their order") {
    const std::string expected =
        R"("destinations":[{"to":"2348030000001","messageId":"kz-1-2348030000001"},)"
        R"({"to":"2348030000002","messageId":"kz-1-2348030000002"}])";
    const HttpRequest request =
        send("infobip", {"kz-1", "40404", "+2348030000001,+2348030000002", "a"}, account());
    CHECK(request.body.find(expected) != std::string::npos);
    CHECK(request.body.find(R"("sender":"40404")") != std::string::npos);
    CHECK(request.body.find("webhooks") == std::string::npos);
    CHECK(infobip_row().recipients_max > 1);
}

TEST_CASE("Infobip: ids that are told one by one stay with their recipients") {
    const std::string expected = R"("destinations":[{"to":"2348030000001","messageId":"kz-7"},)"
                                 R"({"to":"2348030000002","messageId":"kz-3"}])";
    const HttpRequest request =
        send("infobip", {"kz-7,kz-3", "40404", "+2348030000001,+2348030000002", "a"}, account());
    CHECK(request.body.find(expected) != std::string::npos);
}

TEST_CASE("Infobip: a host alone is enough of an address, a user name makes it Basic") {
    RouteSettings settings = account();
    for (const char* host : {"https://kz1.api.infobip.com", "https://kz1.api.infobip.com/"}) {
        settings.send_url = host;
        CHECK(send("infobip", {}, settings).url == "https://kz1.api.infobip.com/sms/3/messages");
    }
    settings.username = "kazi";
    settings.api_key = "pass";
    CHECK(send("infobip", {}, settings).headers.back().value == "Basic a2F6aTpwYXNz");
}

TEST_CASE("Infobip: a USSD page, and a first menu that is always open") {
    const auto& render = infobip_row().render_ussd;
    const Callback response = call("POST", "/hooks/ib/ussd/session/s-1/response");
    CHECK(render({"1. Anza", true}, response, {}).body ==
          R"({"shouldClose":false,"ussdMenu":"1. Anza","responseExitCode":200,)"
          R"("responseMessage":""})");
    CHECK(render({"Kwaheri", false}, response, {}).body.find(R"("shouldClose":true)") !=
          std::string::npos);
    const Callback start = call("POST", "/hooks/ib/ussd/session/s-1/start");
    CHECK(render({"Kwaheri", false}, start, {}).body.find(R"("shouldClose":false)") !=
          std::string::npos);
    CHECK(infobip_row().acknowledge_end().body ==
          R"({"responseExitCode":200,"responseMessage":""})");
}

TEST_CASE("Infobip: trouble in a session is told in a 200, elsewhere by the status") {
    const auto& render = infobip_row().render_refusal;
    const Callback session = call("POST", "/hooks/ib/ussd/session/s-1/start");
    const auto trouble = render({400, "msisdn: missing"}, session);
    REQUIRE(trouble);
    CHECK(trouble->status == 200);
    CHECK(trouble->body == R"({"responseExitCode":400,"responseMessage":"msisdn: missing"})");
    CHECK_FALSE(render({403, "no"}, session));
    CHECK_FALSE(render({400, "results: missing"}, call("POST", "/hooks/ib/sms")));
}

TEST_CASE("Infobip: a question after a session is answered") {
    const Callback question = call("GET", "/hooks/ib/ussd/session/s-1/status");
    const auto turn = infobip_row().parse_ussd(question, {}, {});
    REQUIRE_FALSE(turn.has_value());
    CHECK(turn.error().probe);
    const auto answer = infobip_row().render_refusal(turn.error(), question);
    REQUIRE(answer);
    CHECK(answer->body == R"({"sessionActive":true,"responseExitCode":200,"responseMessage":""})");
}

TEST_CASE("Infobip: blocked numbers are opt-outs, and the bytes of a refused entry are kept") {
    const std::string body =
        R"({"results":[{"messageId":"a","status":{"groupId":5,"id":14}},)"
        R"({"messageId":"b","status":{"groupId":5,"id":6}},{"messageId":"c"}]})";
    const auto batch = infobip_row().parse_dlr_batch({"POST", "/hooks/ib/dlr", body, {}}, {}, {});
    REQUIRE(batch.has_value());
    REQUIRE(batch->size() == 3);
    CHECK((*batch)[0]->opted_out);
    CHECK_FALSE((*batch)[1]->opted_out);
    REQUIRE_FALSE((*batch)[2].has_value());
    CHECK((*batch)[2].error().raw == R"({"messageId":"c"})");
}

TEST_CASE("a batch has an end") {
    std::string body = R"({"results":[{})";
    for (std::size_t i = 1; i < batch_entries_max; ++i)
        body += ",{}";
    const auto& parse = infobip_row().parse_dlr_batch;
    const auto full = parse({"POST", "/hooks/ib/dlr", body + "]}", {}}, {}, {});
    REQUIRE(full.has_value());
    CHECK(full->size() == batch_entries_max);
    const auto over = parse({"POST", "/hooks/ib/dlr", body + ",{}]}", {}}, {}, {});
    REQUIRE_FALSE(over.has_value());
    CHECK(over.error().http == 413);
}
