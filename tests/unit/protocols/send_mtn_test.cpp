// SPDX-License-Identifier: Apache-2.0
// MTN: the token, and both generations of the request.
#include <doctest/doctest.h>

#include "protocols/dialect.hpp"
#include "tests/unit/protocols/sending.hpp"

using namespace kazi::protocols;

namespace {

RouteSettings route() {
    RouteSettings settings;
    settings.username = "client id";
    settings.api_key = "s&cret";
    settings.sender = "8080";
    return settings;
}

HttpRequest send_with(const RouteSettings& settings, const std::string& id) {
    CallbackContext context;
    context.access_token = "token1";
    return find_dialect("mtn")->build_send({id, "", "+242060000001", "Merci \"à\" tous"}, settings,
                                           context);
}

}  // namespace

TEST_CASE("MTN lends a token for the client's id and secret") {
    const Dialect* mtn = find_dialect("mtn");
    const HttpRequest request = mtn->build_token(route());
    CHECK(request.method == "POST");
    CHECK(request.url ==
          "https://api.mtn.com/v1/oauth/access_token/accesstoken?grant_type=client_credentials");
    CHECK(request.body == "client_id=client%20id&client_secret=s%26cret");
    CHECK(header(request, "Content-Type") == "application/x-www-form-urlencoded");
    RouteSettings elsewhere = route();
    elsewhere.send_url = "http://127.0.0.1:8/v2/messages/sms/outbound";
    CHECK(mtn->build_token(elsewhere).url ==
          "http://127.0.0.1:8/v1/oauth/access_token/accesstoken?grant_type=client_credentials");
}

TEST_CASE("MTN's token is read, and nothing else is taken for one") {
    const Dialect* mtn = find_dialect("mtn");
    const auto read = [&](int status, std::string body) {
        return mtn->parse_token({status, "application/json", std::move(body)});
    };
    const auto token =
        read(200, R"({"access_token":"t1","expires_in":"3599","status":"approved"})");
    REQUIRE(token.has_value());
    CHECK(token->text == "t1");
    CHECK(token->lifetime_s == 3599);
    CHECK(read(200, R"({"access_token":"t1","expires_in":60})")->lifetime_s == 60);
    CHECK(read(200, R"({"access_token":"t1"})")->lifetime_s == 300);
    CHECK(read(200, R"({"access_token":"t1","expires_in":"-5"})")->lifetime_s == 300);
    CHECK_FALSE(read(401, R"({"access_token":"t1"})").has_value());
    CHECK_FALSE(read(200, R"({"access_token":null})").has_value());
    CHECK_FALSE(read(200, R"({"error":"invalid_client"})").has_value());
    CHECK_FALSE(read(200, "<html>").has_value());
}

TEST_CASE("MTN's second generation") {
    const HttpRequest request = send_with(route(), "kz-1");
    CHECK(request.method == "POST");
    CHECK(request.url == "https://api.mtn.com/v2/messages/sms/outbound");
    CHECK(request.body ==
          "{\"senderAddress\":\"8080\",\"receiverAddress\":[\"242060000001\"],"
          "\"message\":\"Merci \\\"\xC3\xA0\\\" tous\",\"clientCorrelator\":\"kz-1\"}");
    CHECK(header(request, "Authorization") == "Bearer token1");
    CHECK(header(request, "Content-Type") == "application/json");
}

TEST_CASE("MTN's third generation, whose correlator is short") {
    RouteSettings settings = route();
    settings.variant = "v3";
    const HttpRequest request = send_with(settings, "kz-1");
    CHECK(request.url == "https://api.mtn.com/v3/sms/messages/sms/outbound");
    CHECK(request.body ==
          "{\"senderAddress\":\"8080\",\"receiverAddress\":[\"242060000001\"],"
          "\"message\":\"Merci \\\"\xC3\xA0\\\" tous\",\"clientCorrelatorId\":\"kz-1\","
          "\"serviceCode\":\"8080\",\"requestDeliveryReceipt\":true}");
    const std::string long_id = "0123456789abcdef0123456789abcdef-12345";
    const std::string body = send_with(settings, long_id).body;
    CHECK(body.find("\"clientCorrelatorId\":\"" + long_id.substr(2) + "\"") != std::string::npos);
    settings.send_url = "http://127.0.0.1:8/x";
    CHECK(send_with(settings, "kz-1").url == "http://127.0.0.1:8/x");
}

TEST_CASE("MTN's callbacks of one address are told apart by their text") {
    const auto is_report = [](std::string_view body) {
        return find_dialect("mtn")->is_report({"POST", "/hooks/r/sms", body, {}});
    };
    CHECK_FALSE(is_report(R"({"senderAddress":"242060000001","Message":"OYO 2"})"));
    CHECK(is_report(R"({"TransactionID":"tx-0001","deliveryStatus":"DELIVRD"})"));
    CHECK(is_report(R"({"message":"","transactionId":"tx-0001"})"));
    CHECK_FALSE(is_report("not JSON"));
}
