// SPDX-License-Identifier: Apache-2.0
// What leaves for each provider, byte by byte, and what the codecs do with tokens and addresses.
#include <doctest/doctest.h>

#include "billing/base64.hpp"
#include "billing/fields.hpp"
#include "billing/provider.hpp"

using namespace kazi::billing;

namespace {

constexpr const char* key = "7d1f0c5a9be34c1c8a52e8d1f4a7b003";
constexpr const char* uuid = "5b0c1c2e-7f1a-4d3c-9a52-0d8f6a3be201";

const Provider& provider(const char* name) {
    const Provider* found = find_provider(name);
    REQUIRE(found != nullptr);
    return *found;
}

Money money(std::int64_t units, const char* currency) {
    return {units * micro_per_unit, *Currency::parse(currency)};
}

ProviderSettings settings_of(const char* name, std::vector<ProviderOption> options = {}) {
    ProviderSettings settings = provider(name).defaults;
    settings.username = "kazi";
    settings.api_key = "s3cret";
    settings.token = "T";
    settings.callback_url = "https://pay.example.org/hooks/x/T0KEN/payout";
    settings.options = std::move(options);
    return settings;
}

std::string header(const ProviderRequest& request, std::string_view name) {
    for (const ProviderHeader& candidate : request.headers)
        if (candidate.name == name) return candidate.value;
    return {};
}

}  // namespace

TEST_CASE("mpesa_b2c: version 3 with our key, a whole amount and a number without plus") {
    const auto settings =
        settings_of("mpesa_b2c", {{"security_credential", "Qm9n=="}, {"party_a", "600999"}});
    const auto request =
        provider("mpesa_b2c").build_request({key, "+254711000111", money(150, "KES")}, settings);
    CHECK(request.url == "https://api.safaricom.co.ke/mpesa/b2c/v3/paymentrequest");
    CHECK(header(request, "Authorization") == "Bearer T");
    CHECK(
        request.body ==
        R"({"OriginatorConversationID":"7d1f0c5a9be34c1c8a52e8d1f4a7b003","InitiatorName":"kazi",)"
        R"("SecurityCredential":"Qm9n==","CommandID":"BusinessPayment","Amount":"150",)"
        R"("PartyA":"600999","PartyB":"254711000111","Remarks":"kazi pay",)"
        R"("QueueTimeOutURL":"https://pay.example.org/hooks/x/T0KEN/payout",)"
        R"("ResultURL":"https://pay.example.org/hooks/x/T0KEN/payout"})");
    const auto query = provider("mpesa_b2c").build_status_request(std::nullopt, key, settings);
    REQUIRE(query);
    CHECK(query->method == "POST");
    const auto body = parse_json(query->body);
    REQUIRE(body.has_value());
    CHECK(fields_of(*body).text("OriginalConversationID")->value() == key);
    CHECK_FALSE(fields_of(*body).has("TransactionID"));
    CHECK(fields_of(*body).text("ResultURL")->value() ==
          "https://pay.example.org/hooks/x/T0KEN/payout/query/" + std::string(key));
}

TEST_CASE("mpesa_b2c: a question's answer names the key by its address, and is no end by itself") {
    auto settings = settings_of("mpesa_b2c", {{"not_found_codes", "2032 1037"}});
    settings.path_tokens = {"a-token-of-22-characters"};
    const auto answer = [&](const std::string& code, const std::string& parameters) {
        ProviderCallback callback;
        callback.method = "POST";
        callback.target = "/hooks/x/payout/a-token-of-22-characters/query/" + std::string(key);
        callback.body = R"({"Result":{"ResultType":0,"ResultCode":)" + code +
                        R"(,"OriginatorConversationID":"q-1","ConversationID":"AG_q")" +
                        parameters + "}}";
        const auto read = provider("mpesa_b2c").parse_callback(callback, settings);
        REQUIRE(read.has_value());
        CHECK(read->key == std::string(key));
        return *read;
    };
    const Decoded unknown = answer("1037", "");
    CHECK(unknown.outcome == Outcome::in_doubt);
    CHECK(unknown.reason == Reason::not_found);
    CHECK_FALSE(unknown.provider_ref);
    // 2 would be a refusal of the payment; of the question it says nothing.
    for (const char* code : {"2", "2001", "\"99\"", "0"}) {
        const Decoded vague = answer(code, "");
        CHECK(vague.outcome == Outcome::in_doubt);
        CHECK(vague.reason != Reason::not_found);
    }
    const Decoded done = answer(
        "0", R"(,"ResultParameters":{"ResultParameter":[)"
             R"({"Key":"TransactionStatus","Value":"Completed"},{"Key":"Amount","Value":20}]})");
    CHECK(done.outcome == Outcome::succeeded);
    CHECK(done.amount_micro == 20'000'000);
    settings.callback_url = "https://pay.example.org/payout?token=T";
    const auto query = provider("mpesa_b2c").build_status_request(std::nullopt, key, settings);
    CHECK(query->body.find("/query/") == std::string::npos);
}

TEST_CASE("mpesa_b2c: the token is asked for with the consumer's pair") {
    const auto settings =
        settings_of("mpesa_b2c", {{"consumer_key", "ck"}, {"consumer_secret", "cs"}});
    const auto request = provider("mpesa_b2c").build_token_request(settings);
    REQUIRE(request);
    CHECK(request->url ==
          "https://api.safaricom.co.ke/oauth/v1/generate?grant_type=client_credentials");
    CHECK(header(*request, "Authorization") == "Basic " + to_base64("ck:cs"));
}

TEST_CASE("mtn_momo: the reference is a header, the payout id travels along") {
    const auto settings = settings_of(
        "mtn_momo", {{"subscription_key", "0f3c"}, {"target_environment", "mtnuganda"}});
    const auto request =
        provider("mtn_momo")
            .build_request({uuid, "+256771000111", money(1500, "UGX"), "kz_8812"}, settings);
    CHECK(header(request, "X-Reference-Id") == uuid);
    CHECK(header(request, "X-Target-Environment") == "mtnuganda");
    CHECK(header(request, "Ocp-Apim-Subscription-Key") == "0f3c");
    CHECK(header(request, "X-Callback-Url") == settings.callback_url);
    CHECK(request.body == R"({"amount":"1500","currency":"UGX","externalId":"kz_8812",)"
                          R"("payee":{"partyIdType":"MSISDN","partyId":"256771000111"},)"
                          R"("payerMessage":"kazi","payeeNote":"kazi pay"})");
    const auto query = provider("mtn_momo").build_status_request("REF", uuid, settings);
    CHECK(query->url == settings.status_url + "/" + uuid);
}

TEST_CASE("airtel_africa: a national number, an amount that is a number, the key as id") {
    const auto settings = settings_of("airtel_africa", {{"country", "ZM"},
                                                        {"country_code", "260"},
                                                        {"currency", "ZMW"},
                                                        {"pin", "bW9="},
                                                        {"reference", "kazi0311"}});
    const auto request =
        provider("airtel_africa").build_request({key, "+260971000111", money(25, "ZMW")}, settings);
    CHECK(header(request, "X-Country") == "ZM");
    CHECK(header(request, "X-Currency") == "ZMW");
    CHECK(request.body ==
          R"({"payee":{"msisdn":"971000111","currency":"ZMW"},"reference":"kazi0311","pin":"bW9=",)"
          R"("transaction":{"amount":25,"id":"7d1f0c5a9be34c1c8a52e8d1f4a7b003","type":"B2C"}})");
    const auto query = provider("airtel_africa").build_status_request(std::nullopt, key, settings);
    CHECK(query->url == "https://openapi.airtel.africa/standard/v2/disbursements/" +
                            std::string(key) + "?transactionType=B2C");
}

TEST_CASE("reloadly: local amounts, the key as custom identifier") {
    const auto settings = settings_of("reloadly", {{"country", "KE"}, {"country_code", "254"}});
    const auto request =
        provider("reloadly")
            .build_request({key, "+254711000111", money(20, "KES"), "", "265"}, settings);
    CHECK(header(request, "Accept") == "application/com.reloadly.topups-v1+json");
    CHECK(request.body == R"({"operatorId":265,"amount":20,"useLocalAmount":true,)"
                          R"("customIdentifier":"7d1f0c5a9be34c1c8a52e8d1f4a7b003",)"
                          R"("recipientPhone":{"countryCode":"KE","number":"0711000111"}})");
    const auto query = provider("reloadly").build_status_request("4602843", key, settings);
    CHECK(query->url == settings.status_url + "?customIdentifier=" + key);
    const auto token = provider("reloadly").build_token_request(settings);
    CHECK(token->body.find(R"("audience":"https://topups.reloadly.com")") != std::string::npos);
}

TEST_CASE("gsma_mm: what is asked about is the best handle there is") {
    const auto settings = settings_of("gsma_mm", {{"debit_value", "2999"}});
    const auto request = provider("gsma_mm").build_request(
        {uuid, "+250788000111", money(150, "RWF"), "kz_8812"}, settings);
    CHECK(header(request, "X-CorrelationID") == uuid);
    CHECK(
        request.body ==
        R"({"amount":"150.00","currency":"RWF","debitParty":[{"key":"accountid","value":"2999"}],)"
        R"("creditParty":[{"key":"msisdn","value":"+250788000111"}],)"
        R"("requestingOrganisationTransactionReference":"kz_8812"})");
    const auto ask = [&](std::optional<std::string> reference) {
        return provider("gsma_mm").build_status_request(reference, uuid, settings)->url;
    };
    CHECK(ask(std::nullopt) == settings.status_url + "/responses/" + uuid);
    CHECK(ask("6be2d3bb-0f3c-4ab3-a6a8-1f3a3ab22f10") ==
          settings.status_url + "/requeststates/6be2d3bb-0f3c-4ab3-a6a8-1f3a3ab22f10");
    CHECK(ask("REF-1") == settings.status_url + "/transactions/REF-1");
}

TEST_CASE("mojaloop_fspiop: the transfer of a quote") {
    auto settings = settings_of("mojaloop_fspiop", {{"payee_fsp", "mobilefsp"},
                                                    {"ilp_packet", "AQ"},
                                                    {"condition", "C"},
                                                    {"expiration", "2026-03-01T06:03:00.000Z"},
                                                    {"date", "Sun, 01 Mar 2026 06:02:00 GMT"}});
    settings.send_url = "https://switch.example/transfers";
    settings.status_url = "https://switch.example/transfers";
    const auto request = provider("mojaloop_fspiop")
                             .build_request({uuid, "+250788000111", money(10, "USD")}, settings);
    CHECK(header(request, "FSPIOP-Source") == "kazi");
    CHECK(header(request, "FSPIOP-Destination") == "mobilefsp");
    CHECK(header(request, "Content-Type") ==
          "application/vnd.interoperability.transfers+json;version=1.1");
    CHECK(request.body ==
          R"({"transferId":"5b0c1c2e-7f1a-4d3c-9a52-0d8f6a3be201","payerFsp":"kazi",)"
          R"("payeeFsp":"mobilefsp","amount":{"amount":"10","currency":"USD"},"ilpPacket":"AQ",)"
          R"("condition":"C","expiration":"2026-03-01T06:03:00.000Z"})");
    CHECK(provider("mojaloop_fspiop").build_status_request(std::nullopt, uuid, settings)->url ==
          "https://switch.example/transfers/5b0c1c2e-7f1a-4d3c-9a52-0d8f6a3be201");
}

TEST_CASE("dtone: created unconfirmed, confirmed by its reference") {
    const auto settings = settings_of("dtone", {{"ranged", "yes"}});
    const auto request = provider("dtone").build_request(
        {key, "+254711000111", money(20, "KES"), "", "1234"}, settings);
    CHECK(header(request, "Authorization") == "Basic " + to_base64("kazi:s3cret"));
    CHECK(request.body ==
          R"({"external_id":"7d1f0c5a9be34c1c8a52e8d1f4a7b003","product_id":1234,)"
          R"("auto_confirm":false,"credit_party_identifier":{"mobile_number":"+254711000111"},)"
          R"("callback_url":"https://pay.example.org/hooks/x/T0KEN/payout",)"
          R"("calculation_mode":"DESTINATION_AMOUNT",)"
          R"("destination":{"amount":20,"unit":"KES","unit_type":"CURRENCY"}})");
    CHECK(provider("dtone").build_confirm_request("77", settings)->url ==
          "https://dvs-api.dtone.com/v1/async/transactions/77/confirm");
    CHECK(provider("dtone").build_status_request("77", key, settings)->url ==
          "https://dvs-api.dtone.com/v1/transactions/77");
    CHECK(provider("dtone").build_status_request(std::nullopt, key, settings)->url ==
          "https://dvs-api.dtone.com/v1/transactions?external_id=" + std::string(key));
    const auto held = provider("dtone").parse_response(
        {201, R"({"id":77,"external_id":"k","status":{"class":{"id":1,"message":"CREATED"}}})"},
        settings);
    CHECK(held.awaits_confirmation);
}

TEST_CASE("paystack: minor units and our reference") {
    const auto settings = settings_of("paystack");
    const auto request =
        provider("paystack")
            .build_request({key, "+233551234987", money(1200, "GHS"), "", "RCP_1"}, settings);
    CHECK(
        request.body ==
        R"({"source":"balance","amount":120000,"recipient":"RCP_1",)"
        R"("reference":"7d1f0c5a9be34c1c8a52e8d1f4a7b003","reason":"kazi pay","currency":"GHS"})");
    CHECK(provider("paystack").build_status_request("TRF_1", key, settings)->url ==
          "https://api.paystack.co/transfer/verify/" + std::string(key));
}

TEST_CASE("flutterwave: the network, and a number without plus") {
    const auto settings = settings_of("flutterwave", {{"network", "MPS"}});
    const auto request =
        provider("flutterwave").build_request({key, "+254711000111", money(150, "KES")}, settings);
    CHECK(request.body ==
          R"({"account_bank":"MPS","account_number":"254711000111","amount":150,"currency":"KES",)"
          R"("reference":"7d1f0c5a9be34c1c8a52e8d1f4a7b003",)"
          R"("callback_url":"https://pay.example.org/hooks/x/T0KEN/payout",)"
          R"("narration":"kazi pay","beneficiary_name":"kazi worker"})");
    CHECK(provider("flutterwave").build_status_request(std::nullopt, key, settings)->url ==
          "https://api.flutterwave.com/v3/transfers?reference=" + std::string(key));
}

TEST_CASE("token: its life as number or text, refusals and noise are none") {
    CHECK(parse_token({200, R"({"access_token":"a","expires_in":"3599"})"}) ==
          ProviderToken{"a", 3599});
    CHECK(parse_token({200, R"({"access_token":"a","expires_in":180})"}) ==
          ProviderToken{"a", 180});
    for (const char* body :
         {"", "[]", R"({"access_token":"a"})", R"({"expires_in":5})",
          R"({"access_token":"","expires_in":5})", R"({"access_token":"a b","expires_in":5})",
          R"({"access_token":"a","expires_in":0})", R"({"access_token":"a","expires_in":-1})",
          R"({"access_token":"a","expires_in":"soon"})",
          R"({"access_token":"a","expires_in":99999999999})"})
        CHECK_MESSAGE(!parse_token({200, body}), body);
    CHECK_FALSE(parse_token({400, R"({"access_token":"a","expires_in":180})"}));
}

TEST_CASE("address token: behind the hook's word, at the end, or in the query") {
    ProviderSettings settings;
    settings.path_tokens = {"t0ken"};
    for (const char* target :
         {"/hooks/p/payout/t0ken", "/hooks/p/payout/t0ken/result",
          "/hooks/p/payout/t0ken/transfers/1/error", "/hooks/p/t0ken", "/hooks?token=t0ken"})
        CHECK_MESSAGE(path_token_valid(target, settings), target);
    for (const char* target :
         {"", "/", "/hooks/p/payout", "/hooks/p/t0ken/payout", "/hooks/t0ken/p/payout/x",
          "/hooks/p/payout/x/t0ken", "/hooks/p/payout/t0ke", "/hooks/p/payout/T0KEN",
          "/hooks/p/payout/t0ken?token=x"})
        CHECK_MESSAGE(!path_token_valid(target, settings), target);
}
