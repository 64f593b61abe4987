// SPDX-License-Identifier: Apache-2.0
// What is asked before a payment: Paystack's recipient, Mojaloop's party and quote.
#include <doctest/doctest.h>

#include "billing/first_step.hpp"
#include "billing/home_number.hpp"

using namespace kazi::billing;

namespace {

constexpr const char* key = "5b0c1c2e-7f1a-4d3c-9a52-0d8f6a3be201";
constexpr std::int64_t now_us = 1'772'345'000'000'000;  // 2026-03-01T06:03:20Z

PayoutOrder order() {
    return {key, "+254711000111", {20 * micro_per_unit, *Currency::parse("KES")}};
}

ProviderSettings settings_of(const char* provider, std::vector<ProviderOption> options) {
    ProviderSettings settings = find_provider(provider)->defaults;
    settings.username = "kazi";
    settings.api_key = "s3cret";
    settings.options = std::move(options);
    return settings;
}

struct Way {
    FirstStep next() const { return steps->next(order(), {settings, known, at_us}); }
    AskFirst asks() const {
        auto step = next();
        REQUIRE(std::holds_alternative<AskFirst>(step));
        return std::get<AskFirst>(step);
    }
    Reason refusal() const {
        auto step = next();
        REQUIRE(std::holds_alternative<RefusedFirst>(step));
        CHECK(std::get<RefusedFirst>(step).why.outcome == Outcome::failed);
        return std::get<RefusedFirst>(step).why.reason;
    }
    void take(const Facts& facts) {
        for (const auto& each : facts)
            learn(known, each.name, each.value);
    }
    std::optional<StepCall> call(const std::string& path, const std::string& body) {
        const ProviderCallback callback{"PUT", "/hooks/x/payout/T" + path, {}, body, false};
        const auto read = steps->read_call(callback, settings);
        REQUIRE(read.has_value());
        return *read;
    }

    const FirstSteps* steps;
    ProviderSettings settings;
    Facts known = {};
    std::int64_t at_us = now_us;
};

Way paystack() {
    return {first_steps_of("paystack"),
            settings_of("paystack", {{"bank_code", "MTN"}, {"country_code", "254"}})};
}

Way mojaloop() {
    return {first_steps_of("mojaloop_fspiop"),
            settings_of("mojaloop_fspiop", {{"parties_url", "https://hub.example/parties"},
                                            {"quotes_url", "https://hub.example/quotes"}})};
}

std::string quote(const std::string& amount, const std::string& until) {
    return R"({"transferAmount":{"amount":")" + amount + R"(","currency":"KES"},"expiration":")" +
           until + R"(","ilpPacket":"AQ","condition":"C"})";
}

/// With the party found and a quote given.
Way quoted(const std::string& amount = "20",
           const std::string& until = "2026-03-01T06:10:00.000Z") {
    Way way = mojaloop();
    learn(way.known, "payee_fsp", "mobilefsp");
    const std::string id = way.asks().subject.substr(7);
    way.take(way.call("/quotes/" + id, quote(amount, until))->facts);
    return way;
}

}  // namespace

TEST_CASE("first step: most providers want none") {
    CHECK(first_steps_of("mtn_momo") == nullptr);
    CHECK(home_number("+254711000111", "254") == "0711000111");
    CHECK(home_number("+255711000111", "254") == "+255711000111");
}

TEST_CASE("paystack: a recipient is made out of the number, and paid to") {
    Way way = paystack();
    const auto ask = way.asks();
    CHECK(ask.request.url == "https://api.paystack.co/transferrecipient");
    CHECK(ask.request.body == R"({"type":"mobile_money","name":"kazi worker",)"
                              R"("account_number":"0711000111","bank_code":"MTN",)"
                              R"("currency":"KES"})");
    const ProviderReply made{201, R"({"status":true,"data":{"recipient_code":"RCP_7"}})"};
    way.take(way.steps->read_answer(made, way.settings).facts);
    const auto step = way.next();
    REQUIRE(std::holds_alternative<StepsDone>(step));
    const auto settings = with_facts(way.settings, std::get<StepsDone>(step).options);
    const auto request = find_provider("paystack")->build_request(order(), settings);
    CHECK(request.body.find(R"("recipient":"RCP_7")") != std::string::npos);
}

TEST_CASE("paystack: a recipient made beforehand is asked nothing; one or the other is needed") {
    Way way = paystack();
    way.settings.options = {{"product", "RCP_1"}};
    CHECK(std::holds_alternative<StepsDone>(way.next()));
    CHECK_FALSE(find_provider("paystack")->prepare(way.settings));
    way.settings.options.clear();
    CHECK(find_provider("paystack")->prepare(way.settings)->option == "bank_code");
}

TEST_CASE("paystack: what is refused of the account is final, what passes is asked again") {
    Way way = paystack();
    way.take(
        way.steps->read_answer({400, R"({"status":false,"message":"no"})"}, way.settings).facts);
    CHECK(way.refusal() == Reason::recipient_unknown);
    for (const int status : {401, 429, 503, 200}) {
        const auto answer = way.steps->read_answer({status, "<html>"}, way.settings);
        REQUIRE(answer.later);
        CHECK(answer.later->outcome == Outcome::none);
        CHECK((answer.later->reason == Reason::credentials) == (status == 401));
        CHECK(answer.facts.empty());
    }
}

TEST_CASE("mojaloop: party, then quote, then the transfer that was quoted") {
    Way way = mojaloop();
    const auto party = way.asks();
    CHECK(party.request.method == "GET");
    CHECK(party.request.url == "https://hub.example/parties/MSISDN/254711000111");
    CHECK(party.request.headers[1].value == "Sun, 01 Mar 2026 06:03:20 GMT");
    CHECK(way.steps->read_answer({202, ""}, way.settings).facts.empty());
    const auto found = way.call("/parties/MSISDN/254711000111",
                                R"({"party":{"partyIdInfo":{"fspId":"mobilefsp"}}})");
    REQUIRE(found);
    CHECK(found->subject == party.subject);
    way.take(found->facts);

    const auto ask = way.asks();
    CHECK(ask.request.url == "https://hub.example/quotes");
    CHECK(ask.request.body.find(R"("transactionId":")" + std::string(key)) != std::string::npos);
    CHECK(ask.request.body.find(R"("amount":{"amount":"20","currency":"KES"})") !=
          std::string::npos);
    CHECK(way.asks().subject == ask.subject);
    const auto given =
        way.call("/quotes/" + ask.subject.substr(7), quote("20", "2026-03-01T06:10:00.000Z"));
    REQUIRE(given);
    CHECK(given->subject == ask.subject);
    way.take(given->facts);
    const auto step = way.next();
    REQUIRE(std::holds_alternative<StepsDone>(step));
    const auto settings = with_facts(way.settings, std::get<StepsDone>(step).options);
    const auto request = find_provider("mojaloop_fspiop")->build_request(order(), settings);
    CHECK(request.body ==
          R"({"transferId":"5b0c1c2e-7f1a-4d3c-9a52-0d8f6a3be201","payerFsp":"kazi",)"
          R"("payeeFsp":"mobilefsp","amount":{"amount":"20","currency":"KES"},"ilpPacket":"AQ",)"
          R"("condition":"C","expiration":"2026-03-01T06:10:00.000Z"})");
}

TEST_CASE("mojaloop: a quote that ran out is asked for anew, unless its transfer may have left") {
    Way way = quoted();
    const std::string first(fact(way.known, "quote"));
    CHECK(std::holds_alternative<StepsDone>(way.next()));
    way.at_us += 600'000'000;
    CHECK(way.asks().subject != "quotes " + first);
    learn(way.known, "sent", "1");
    CHECK(std::holds_alternative<StepsDone>(way.next()));
}

TEST_CASE("mojaloop: an unknown party, a refused quote, another amount are not paid") {
    Way nobody = mojaloop();
    const char* error = R"({"errorInformation":{"errorCode":"3204","errorDescription":"none"}})";
    nobody.take(nobody.call("/parties/MSISDN/254711000111/error", error)->facts);
    CHECK(nobody.refusal() == Reason::recipient_unknown);
    Way refused = mojaloop();
    learn(refused.known, "payee_fsp", "mobilefsp");
    const std::string id = refused.asks().subject.substr(7);
    refused.take(refused.call("/quotes/" + id + "/error", error)->facts);
    CHECK(refused.refusal() == Reason::rejected);
    CHECK(quoted("21").refusal() == Reason::amount_invalid);
}

TEST_CASE("mojaloop: what passes, what is torn and what is another's teaches nothing") {
    Way way = mojaloop();
    const char* busy = R"({"errorInformation":{"errorCode":"2005","errorDescription":"busy"}})";
    CHECK(way.call("/parties/MSISDN/1/error", busy)->facts.empty());
    CHECK(way.call("/quotes/q", R"({"condition":"C"})")->facts.empty());
    CHECK_FALSE(way.call("/transfers/" + std::string(key), "{}"));
    CHECK(way.steps->key_in_call({"PUT", "/x/transfers/" + std::string(key) + "/error", {}, {}}) ==
          key);
    const ProviderCallback torn{"PUT", "/hooks/x/payout/T/quotes/q", {}, "{\"cond", false};
    CHECK(way.steps->read_call(torn, way.settings).has_error());
    way.settings.callback_secret = "no key at all";
    const ProviderCallback forged{"PUT", "/hooks/x/payout/T/quotes/q", {}, "{}", false};
    CHECK_FALSE(way.steps->read_call(forged, way.settings).error().authentic);
}
