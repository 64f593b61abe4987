// SPDX-License-Identifier: Apache-2.0
// What holds of every provider's codec, whatever it is sent.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "billing/provider.hpp"
#include "billing/redact.hpp"

using namespace kazi::billing;

namespace {

/// Words that the codecs look for, so that random bodies get past the first look.
std::string random_body() {
    static const std::vector<std::string> pieces{
        "{",          "}",          "[",           "]",          ":",         ",",
        "\"status\"", "\"data\"",   "\"Result\"",  "\"code\"",   "null",      "0",
        "\"0\"",      "\"FAILED\"", "\"id\"",      "\"amount\"", "1.50",      "\"TF\"",
        "true",       "false",      "\"content\"", "\"reason\"", "\"event\"", "\"link\""};
    std::string body;
    const int count = *rc::gen::inRange(0, 24);
    for (int i = 0; i < count; ++i)
        body += *rc::gen::elementOf(pieces);
    return body;
}

}  // namespace

TEST_CASE("codecs: noise is never a success, and a server error never a failure") {
    for (const Provider& provider : providers()) {
        CAPTURE(std::string(provider.name));
        CHECK(rc::check([&] {
            const std::string body = random_body();
            const auto answer = provider.parse_response({200, body}, {});
            RC_ASSERT(answer.outcome != Outcome::succeeded);
            RC_ASSERT(provider.parse_status({200, body}, {}).outcome != Outcome::succeeded);
            RC_ASSERT(provider.parse_status({500, body}, {}).outcome != Outcome::failed);
        }));
    }
}

TEST_CASE("codecs: what passes and what is unknown stays open") {
    for (const Provider& provider : providers()) {
        CAPTURE(std::string(provider.name));
        for (const int status : {429, 500, 502, 503, 504, 599}) {
            const Decoded answer = provider.parse_response({status, "<html>"}, {});
            const bool open =
                answer.outcome == Outcome::none || answer.outcome == Outcome::in_doubt;
            CHECK(open);
        }
        const Decoded answer = provider.parse_response({418, "{}"}, {});
        CHECK(answer.outcome == Outcome::in_doubt);
        CHECK(answer.retry == Retry::query_first);
    }
}

TEST_CASE("codecs: a callback without its token, or too long, is not read") {
    for (const Provider& provider : providers()) {
        CAPTURE(std::string(provider.name));
        ProviderSettings settings = provider.defaults;
        settings.path_tokens = {"t0ken"};
        const auto wrong =
            provider.parse_callback({"POST", "/hooks/p/payout/wrong", {}, "{}"}, settings);
        REQUIRE(wrong.has_error());
        CHECK(wrong.error() == ProviderRefusal{404, "path token: not valid", false});
        const auto endless = provider.parse_callback(
            {"POST", "/hooks/p/payout/t0ken", {}, std::string(10'000'000, '{')}, settings);
        REQUIRE(endless.has_error());
        CHECK(endless.error().http == 413);
    }
}

TEST_CASE("codecs: what asks by our key says so, and every row is whole") {
    CHECK(providers().size() == 10);
    for (const Provider& provider : providers()) {
        CAPTURE(std::string(provider.name));
        const auto query = provider.build_status_request(std::nullopt, "k3y", provider.defaults);
        CHECK(query.has_value() == provider.traits.lookup_by_key);
        if (query) CHECK((query->url + query->body).find("k3y") != std::string::npos);
        if (provider.traits.trust == Trust::low) CHECK(provider.traits.resend_after_s == 0);
    }
    CHECK(std::is_sorted(
        providers().begin() + 1, providers().end(),
        [](const Provider& left, const Provider& right) { return left.name < right.name; }));
}

TEST_CASE("codecs: what an account lacks is named") {
    const Provider& momo = *find_provider("mtn_momo");
    ProviderSettings settings = momo.defaults;
    CHECK(missing_option(momo, settings) == "subscription_key");
    settings.options = {{"subscription_key", "k"}, {"target_environment", "mtnuganda"}};
    CHECK(missing_option(momo, settings).empty());
    CHECK(missing_option(*find_provider("africastalking_airtime"), {}).empty());
}

TEST_CASE("redaction: who was paid stands in no body that is kept") {
    CHECK(without_persons(R"({"msisdn":"254711000111","amount":5})") ==
          R"({"msisdn":"***","amount":5})");
    CHECK(without_persons("account_number=0711000111&amount=5") == "account_number=***&amount=5");
    CHECK(
        without_persons(
            R"({"Key":"ReceiverPartyPublicName","Value":"254711000111 - Jane Doe"},{"Key":"B"})") ==
        R"({"Key":"ReceiverPartyPublicName","Value":"***"},{"Key":"B"})");
    CHECK(without_number("to 0711000111, to +254711000111", "+254711000111") ==
          "to 071****111, to +25471****111");
    CHECK(without_number("to 0711000111", "") == "to 0711000111");
}

TEST_CASE("redaction: what a provider echoes is kept without credentials") {
    CHECK(without_credentials(R"({"SecurityCredential":"Qm9n==","Amount":"150"})") ==
          R"({"SecurityCredential":"***","Amount":"150"})");
    CHECK(without_credentials("{\"securityCREDENTIAL\" :\n \"a\\\"b\", \"pin\":1234}") ==
          "{\"securityCREDENTIAL\" :\n \"***\", \"pin\":***}");
    CHECK(without_credentials("pin=1234&amount=5&apiKey=x") == "pin=***&amount=5&apiKey=***");
    CHECK(without_credentials(R"({"SecurityCredential":"never ends)") ==
          R"({"SecurityCredential":"***")");
    for (const char* same : {"", "pin", "{\"spinning\":1}", "\"secret\"", "{\"note\":\"pin\"}"})
        CHECK(without_credentials(same) == same);
}
