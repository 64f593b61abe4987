// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/provider_call.hpp"

#include <doctest/doctest.h>

namespace kazi::gateway::payer {

namespace {

const billing::Provider& airtime() {
    return *billing::find_provider("africastalking_airtime");
}

std::string target_of(std::string_view target) {
    protocols::Callback callback;
    callback.method = "POST";
    callback.target = target;
    return provider_callback(callback).target;
}

}  // namespace

TEST_CASE("the codec finds the token where it looks for it") {
    CHECK(target_of("/hooks/at/s3cret/payout") == "/hooks/at/payout/s3cret");
    CHECK(target_of("/hooks/at/s3cret/payout?x=1") == "/hooks/at/payout/s3cret?x=1");
    CHECK(target_of("/hooks/at/s3cret/payout/result") == "/hooks/at/payout/s3cret/result");
    for (const char* as_it_is : {"", "/", "/hooks", "/hooks/at/payout", "/hooks/at/payout/s3cret",
                                 "/hooks/at/payout/s3cret/result", "/hooks/at/s3cret/payouts",
                                 "/hooks/at/payout?token=s3cret"})
        CHECK(target_of(as_it_is) == as_it_is);
    billing::ProviderSettings account;
    account.path_tokens = {"s3cret"};
    CHECK(billing::path_token_valid(target_of("/hooks/at/s3cret/payout"), account));
    CHECK(billing::path_token_valid(target_of("/hooks/at/payout?token=s3cret"), account));
    CHECK_FALSE(billing::path_token_valid(target_of("/hooks/at/payout"), account));
    CHECK_FALSE(billing::path_token_valid(target_of("/hooks/s3cret/other/payout"), account));
}

TEST_CASE("only what surely never left counts as not sent") {
    CHECK(std::holds_alternative<billing::NotSent>(
        sent_event(airtime(), {}, 1, http::NotSent{"refused"})));
    const auto doubt = sent_event(airtime(), {}, 2, http::InDoubt{"reset"});
    REQUIRE(std::holds_alternative<billing::Replied>(doubt));
    CHECK(std::get<billing::Replied>(doubt).attempt == 2);
    CHECK(std::get<billing::Replied>(doubt).message == billing::no_answer());
    const auto cut = sent_event(airtime(), {}, 1, http::Answered{{201, "", "{\"resp", {}, {}}});
    REQUIRE(std::holds_alternative<billing::Replied>(cut));
    CHECK(std::get<billing::Replied>(cut).message.outcome == billing::Outcome::in_doubt);
}

TEST_CASE("an attempt without a reference can't be asked about") {
    billing::Attempt attempt;
    attempt.key = "00112233445566778899aabbccddeeff";
    CHECK_FALSE(status_request(airtime(), airtime().defaults, attempt));
    attempt.provider_ref = "ATQid_7";
    CHECK(status_request(airtime(), airtime().defaults, attempt));
}

TEST_CASE("a notice that was parked is read again without its token") {
    const auto read = read_notice(
        airtime(), {"application/x-www-form-urlencoded", "status=Success&requestId=ATQid_7"});
    REQUIRE(read.has_value());
    CHECK(read->provider_ref == "ATQid_7");
    CHECK(read->outcome == billing::Outcome::succeeded);
}

}  // namespace kazi::gateway::payer
