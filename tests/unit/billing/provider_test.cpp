// SPDX-License-Identifier: Apache-2.0
// Africa's Talking Airtime: each row of what is safe to retry, and what a hostile body can't do.
#include "billing/provider.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace kazi::billing;

namespace {

const Provider& airtime() {
    return *find_provider("africastalking_airtime");
}

Decoded response(int status, const std::string& body) {
    return airtime().parse_response({status, body}, {});
}

/// A receipt for one recipient.
std::string receipt(const std::string& status, const std::string& error,
                    const std::string& reference) {
    return R"({"errorMessage":"None","numSent":1,"responses":[{"phoneNumber":"+254711000111",)"
           R"("amount":"KES 20.0000","status":")" +
           status + R"(","requestId":")" + reference + R"(","errorMessage":")" + error +
           R"(","discount":"KES 0.8000"}]})";
}

std::string refusal(const std::string& error) {
    return R"({"errorMessage":")" + error +
           R"(","numSent":0,"totalAmount":"0","totalDiscount":"0","responses":[]})";
}

void check(const Decoded& message, Outcome outcome, Reason reason, Retry retry) {
    CHECK(to_string(message.outcome) == to_string(outcome));
    CHECK(to_string(message.reason) == to_string(reason));
    CHECK(to_string(message.retry) == to_string(retry));
}

ProviderResult<Decoded> callback(const std::string& body,
                                 const std::string& type = "application/x-www-form-urlencoded",
                                 const std::string& method = "POST") {
    return airtime().parse_callback(
        {method, "/hooks/africastalking_airtime/payout", {{"Content-Type", type}}, body},
        airtime().defaults);
}

ProviderResult<Decoded> json_callback(const std::string& body) {
    return callback(body, "application/json");
}

}  // namespace

TEST_CASE("the table: found by name, and every function is there") {
    CHECK(find_provider("nobody") == nullptr);
    for (const Provider& provider : providers()) {
        CHECK(find_provider(provider.name) == &provider);
        const bool whole = provider.build_request && provider.parse_response &&
                           provider.build_status_request && provider.parse_status &&
                           provider.parse_callback && provider.callback_answer;
        CHECK(whole);
    }
    CHECK(airtime().traits.trust == Trust::low);
    CHECK_FALSE(airtime().traits.lookup_by_key);
    CHECK(airtime().traits.callback_is_proof);
    CHECK(airtime().traits.number_spacing_s == 360);
}

TEST_CASE("a callback that asks nothing is answered as its provider expects") {
    for (const Provider& provider : providers()) {
        std::string answer = "{}";
        if (provider.name == "africastalking_airtime") answer = R"({"status":"Received"})";
        if (provider.name == "mpesa_b2c") answer = R"({"ResultCode":0,"ResultDesc":"Accepted"})";
        if (provider.name == "gsma_mm" || provider.name == "mojaloop_fspiop") answer.clear();
        CAPTURE(provider.name);
        CHECK(provider.callback_answer(std::nullopt) == answer);
    }
}

TEST_CASE("request: one recipient, form-encoded, our key in its header") {
    ProviderSettings settings = airtime().defaults;
    settings.username = "kazi";
    settings.api_key = "atsk_EXAMPLE";
    const auto request = airtime().build_request({"7d1f0c5a9be34c1c8a52e8d1f4a7b003",
                                                  "+254711000111",
                                                  {20'000'000, *Currency::parse("KES")}},
                                                 settings);
    CHECK(request.method == "POST");
    CHECK(request.url == "https://api.africastalking.com/version1/airtime/send");
    CHECK(request.headers ==
          std::vector<ProviderHeader>{{"apiKey", "atsk_EXAMPLE"},
                                      {"Accept", "application/json"},
                                      {"Idempotency-Key", "7d1f0c5a9be34c1c8a52e8d1f4a7b003"},
                                      {"Content-Type", "application/x-www-form-urlencoded"}});
    CHECK(request.body ==
          "username=kazi&recipients=%5B%7B%22phoneNumber%22%3A%22%2B254711000111%22%2C%22amount%22"
          "%3A%22KES%2020.00%22%7D%5D");
}

TEST_CASE("status request: by their reference, and none without one") {
    ProviderSettings settings = airtime().defaults;
    settings.username = "kazi";
    CHECK_FALSE(airtime().build_status_request(std::nullopt, "key", settings));
    const auto request = airtime().build_status_request("ATQid_1", "key", settings);
    REQUIRE(request.has_value());
    CHECK(request->method == "GET");
    CHECK(request->url ==
          "https://api.africastalking.com/query/transaction/find?username=kazi"
          "&transactionId=ATQid_1");
}

TEST_CASE("retry table: 401 → none, fix the configuration") {
    check(response(401, "The supplied authentication is invalid"), Outcome::none,
          Reason::credentials, Retry::fix_config);
}

TEST_CASE("retry table: 429 → none, same key") {
    check(response(429, ""), Outcome::none, Reason::throttled, Retry::same_key);
}

TEST_CASE("retry table: 400 with a message → failed, fix the configuration") {
    check(response(400, refusal("Invalid phone number field")), Outcome::failed,
          Reason::malformed_request, Retry::fix_config);
}

TEST_CASE("retry table: 400 that can't be read, or says duplicate → in doubt") {
    check(response(400, "<html>"), Outcome::in_doubt, Reason::unreadable, Retry::query_first);
    check(response(400, refusal("A duplicate request was received within the last 5 minutes")),
          Outcome::in_doubt, Reason::duplicate_window, Retry::query_first);
}

TEST_CASE("retry table: recipient refused for good → failed, never") {
    const auto failed = [](const char* error) {
        return response(201, receipt("Failed", error, "None"));
    };
    check(failed("Value Outside The Allowed Limits"), Outcome::failed, Reason::amount_invalid,
          Retry::never);
    check(failed("Unsupported phone number"), Outcome::failed, Reason::recipient_unknown,
          Retry::never);
    check(failed("User is blacklisted"), Outcome::failed, Reason::recipient_not_allowed,
          Retry::never);
    CHECK(failed("Value Outside The Allowed Limits").code == "Value Outside The Allowed Limits");
}

TEST_CASE(
    "retry table: recipient failed, insufficient balance → failed, new attempt once topped up") {
    check(response(201, receipt("Failed", "Insufficient balance", "None")), Outcome::failed,
          Reason::insufficient_float, Retry::new_attempt);
}

TEST_CASE("retry table: duplicate within 5 minutes → in doubt, wherever it stands") {
    const std::string text = "A duplicate request was received within the last 5 minutes";
    check(response(201, refusal(text)), Outcome::in_doubt, Reason::duplicate_window,
          Retry::query_first);
    check(response(201, receipt("Failed", text, "None")), Outcome::in_doubt,
          Reason::duplicate_window, Retry::query_first);
}

TEST_CASE("retry table: 5xx, cut or unreadable → in doubt") {
    for (const int status : {500, 502, 503, 504})
        check(response(status, receipt("Failed", "None", "None")), Outcome::in_doubt,
              Reason::provider_unavailable, Retry::query_first);
    const std::string whole = receipt("Sent", "None", "ATQid_1");
    for (std::size_t length = 0; length < whole.size(); ++length)
        check(response(201, whole.substr(0, length)), Outcome::in_doubt, Reason::unreadable,
              Retry::query_first);
    for (const char* odd : {"[]", "null", "\"Sent\"", "{}", R"({"responses":{}})",
                            R"({"responses":[1]})", R"({"responses":[{"status":"Sent"}]})"})
        CHECK_MESSAGE(response(201, odd).outcome == Outcome::in_doubt, odd);
}

TEST_CASE("retry table: Sent or Queued → accepted, never succeeded") {
    for (const char* word : {"Sent", "Queued", "Submitted", "Processed"}) {
        const Decoded message = response(201, receipt(word, "None", "ATQid_1"));
        check(message, Outcome::accepted, Reason::ok, Retry::query_first);
        CHECK(message.provider_ref == "ATQid_1");
        CHECK(message.amount_micro == 20'000'000);
        CHECK(message.cost_micro == 19'200'000);
        CHECK(message.msisdn == "+254711000111");
    }
}

TEST_CASE("receipt: contradictions are in doubt") {
    check(response(201, receipt("Sent", "None", "None")), Outcome::in_doubt, Reason::ambiguous,
          Retry::query_first);
    check(response(201, receipt("Failed", "None", "ATQid_1")), Outcome::in_doubt, Reason::ambiguous,
          Retry::query_first);
    check(response(201, refusal("None")), Outcome::in_doubt, Reason::unreadable,
          Retry::query_first);
    check(response(201, refusal("Something new")), Outcome::in_doubt, Reason::unknown_code,
          Retry::query_first);
    check(response(201, receipt("Vanished", "None", "ATQid_1")), Outcome::in_doubt,
          Reason::unknown_code, Retry::query_first);
    check(response(302, ""), Outcome::in_doubt, Reason::unknown_code, Retry::query_first);
    check(response(403, ""), Outcome::in_doubt, Reason::permission, Retry::query_first);
    const std::string two = R"({"responses":[{"status":"Failed","requestId":"None"},)"
                            R"({"status":"Failed","requestId":"None"}]})";
    check(response(201, two), Outcome::in_doubt, Reason::ambiguous, Retry::query_first);
}

TEST_CASE("receipt: money told twice, or not as exact text, is not believed") {
    for (const char* amount :
         {R"("amount":"KES 20.0000","amount":"KES 20.0000")", R"("amount":"KES 2e1")",
          R"("amount":2e1)", R"("amount":"KES -20")", R"("amount":"20 KES")"}) {
        const std::string body =
            std::string(R"({"responses":[{"status":"Sent","requestId":"R",)") + amount + "}]}";
        CHECK_MESSAGE(response(201, body).reason == Reason::unreadable, body);
    }
}

TEST_CASE("callback: every status word, in both directions") {
    const auto of = [](const std::string& word) {
        return *callback("requestId=ATQid_1&status=" + word);
    };
    CHECK(of("Success").outcome == Outcome::succeeded);
    for (const char* word :
         {"UnsupportedPhoneNumber", "InsufficientBalance", "UserInBlacklist", "ProductNotFound",
          "InvalidRequest", "NotSupported", "Rejected", "Failed"})
        CHECK_MESSAGE(of(word).outcome == Outcome::failed, word);
    for (const char* word : {"Submitted", "Queued", "Buffered", "Processed", "Sent", "Incomplete"})
        CHECK_MESSAGE(of(word).outcome == Outcome::pending, word);
    CHECK(of("InternalError").reason == Reason::ambiguous);
    for (const char* word : {"success", "SUCCESS", "Delivered", "None"}) {
        CHECK_MESSAGE(of(word).outcome == Outcome::in_doubt, word);
        CHECK_MESSAGE(of(word).reason == Reason::unknown_code, word);
    }
}

TEST_CASE("callback: JSON is found by type or by its first character") {
    const std::string body = R"({"requestId":"ATQid_1","status":"Success","value":"KES 20.0000"})";
    for (const char* type : {"application/json", "application/json; charset=utf-8", "text/plain",
                             "application/x-www-form-urlencoded", ""}) {
        const auto message = callback("  " + body, type);
        REQUIRE_MESSAGE(message.has_value(), type);
        CHECK(message->amount_micro == 20'000'000);
    }
}

TEST_CASE("callback: malformed → 400, kept for a person") {
    for (const char* body :
         {"", "status=Success", "requestId=ATQid_1", "requestId=None&status=Success",
          "requestId=A%20B&status=Success", "requestId=ATQid_1&status=", "requestId=%zz",
          "requestId=A&requestId=B&status=Success", "requestId=A&status=Success&status=Failed",
          "requestId=A&status=Success&value=KES+20&value=KES+20",
          "requestId=A&status=Success&value=KES+-20", "requestId=A&status=Success&value=1e9",
          "requestId=A&status=Success&phoneNumber=07%2A%2A",
          "requestId=A&status=Success&discount=KES+1&discount=KES+2"}) {
        const auto message = callback(body);
        REQUIRE_MESSAGE(!message, body);
        CHECK(message.error().http == 400);
        CHECK(message.error().authentic);
    }
    for (const char* body :
         {"", "[]", "null", "{", R"({"requestId":"A","status":"Success"}x)",
          R"({"requestId":1e5,"status":null})",
          R"({"requestId":"A","status":"Success","value":"KES 1","value":"KES 1"})",
          R"({"requestId":"A","status":"Success","value":1e1})"})
        CHECK_MESSAGE(!json_callback(body), body);
    CHECK(!callback("requestId=" + std::string(129, 'a') + "&status=Success"));
}

TEST_CASE("callback: method and size") {
    CHECK(callback("requestId=A&status=Success", "", "GET").error().http == 405);
    CHECK(callback(std::string(provider_body_bytes_max + 1, 'a')).error().http == 413);
}

TEST_CASE("callback: path token, before anything is read") {
    ProviderSettings settings = airtime().defaults;
    settings.path_tokens = {"old-token", "new-token"};
    const auto with = [&settings](const std::string& target) {
        return airtime().parse_callback({"POST", target, {}, "requestId=A&status=Success"},
                                        settings);
    };
    for (const char* good :
         {"/hooks/p/payout/old-token", "/hooks/p/payout/new-token",
          "/hooks/p/payout?x=1&token=new-token", "/hooks/p/payout/new-token?x=1"})
        CHECK_MESSAGE(with(good).has_value(), good);
    for (const char* bad : {"/hooks/p/payout", "/hooks/p/payout/", "/hooks/p/payout/new-toke",
                            "/hooks/p/payout?token=", "/hooks/p/payout?xtoken=new-token",
                            "/hooks/p/new-token/payout"}) {
        REQUIRE_MESSAGE(!with(bad), bad);
        CHECK(with(bad).error().http == 404);
        CHECK_FALSE(with(bad).error().authentic);
    }
}

TEST_CASE("validation: a whole question is asked on, an incomplete one is refused") {
    const auto question = json_callback(
        R"({"transactionId":"ATQid_1","phoneNumber":"+254711000111","sourceIpAddress":"127.0.0.1",)"
        R"("currencyCode":"KES","amount":20.00})");
    REQUIRE(question.has_value());
    CHECK(question->asks_validation);
    CHECK(question->outcome == Outcome::none);
    CHECK(question->provider_ref == "ATQid_1");
    CHECK(question->amount_micro == 20'000'000);
    CHECK(question->currency->code() == "KES");
    for (
        const char* body :
        {R"({"transactionId":"A","phoneNumber":"+254711000111","currencyCode":"KES"})",
         R"({"transactionId":"A","phoneNumber":"+254711000111","amount":"20.00"})",
         R"({"transactionId":"A","currencyCode":"KES","amount":"20.00"})",
         R"({"transactionId":"A","phoneNumber":"+254711000111","currencyCode":"KES","amount":2e1})",
         R"({"transactionId":"A","phoneNumber":"+254711000111","currencyCode":"KES","amount":"UGX 20"})"})
        CHECK_MESSAGE(!json_callback(body), body);
    CHECK(airtime().callback_answer(Action::reply_validated) == R"({"status":"Validated"})");
    CHECK(airtime().callback_answer(Action::reply_failed) == R"({"status":"Failed"})");
    CHECK(airtime().callback_answer(std::nullopt) == R"({"status":"Received"})");
}

TEST_CASE("query: the inner status counts, never the envelope's") {
    const auto query = [](int status, const char* body) {
        return airtime().parse_status({status, body}, {});
    };
    CHECK(query(200, R"({"status":"Success","data":{"status":"Failed"}})").outcome ==
          Outcome::failed);
    CHECK(query(200, R"({"status":"Success"})").outcome == Outcome::succeeded);
    CHECK(query(200, R"({"status":"Success","data":{"status":"Queued"}})").outcome ==
          Outcome::pending);
    for (const char* unknown :
         {R"({"status":"Success","data":{}})", R"({"status":"Success","data":null})",
          R"({"status":"Success","data":[]})", R"({"status":"Perhaps"})", R"({})"})
        check(query(200, unknown), Outcome::in_doubt, Reason::unknown_code, Retry::query_first);
    check(query(404, "{}"), Outcome::in_doubt, Reason::not_found, Retry::query_first);
    check(query(400, R"({"status":"Failed"})"), Outcome::in_doubt, Reason::malformed_request,
          Retry::query_first);
    check(query(401, ""), Outcome::none, Reason::credentials, Retry::fix_config);
    check(query(429, ""), Outcome::none, Reason::throttled, Retry::query_first);
    check(query(503, ""), Outcome::in_doubt, Reason::provider_unavailable, Retry::query_first);
    check(query(200, "oops"), Outcome::in_doubt, Reason::unreadable, Retry::query_first);
}

TEST_CASE("property: no bytes make a codec throw, or turn noise into a payment") {
    CHECK(rc::check([](const std::string& noise, bool as_json) {
        const auto status = *rc::gen::inRange(100, 600);
        RC_ASSERT(response(status, noise).outcome != Outcome::succeeded);
        RC_ASSERT(airtime().parse_status({status, noise}, {}).outcome != Outcome::succeeded);
        const auto message = as_json ? json_callback(noise) : callback(noise);
        const bool paid = message && message->outcome == Outcome::succeeded;
        RC_ASSERT(!paid);
    }));
}
