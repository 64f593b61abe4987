// SPDX-License-Identifier: Apache-2.0
// What is agreed before a payment: the provider makes it, remembers it, and pays only what it says.
#include <doctest/doctest.h>

#include <boost/json/serialize.hpp>

#include "billing/base64.hpp"
#include "billing/digest.hpp"
#include "tests/simulator/payouts/house.hpp"
#include "tests/simulator/payouts/wire_text.hpp"

namespace kazi::simulator::payouts {

namespace {

namespace json = boost::json;

constexpr std::int64_t now_us = 1'772'345'678'000'000;
constexpr std::string_view unquoted = "3100";
constexpr std::string_view duplicate = "3106";
constexpr std::int64_t two_days_us = 2 * 86'400 * kazi::payouts::second_us;

struct Asking {
    House house{HouseSettings{}};

    Answer post(const std::string& target, const json::object& body, std::int64_t at_us = now_us) {
        const Request request{
            "POST", target, {{"Authorization", "Bearer s3cret"}}, json::serialize(body)};
        return house.answer(request, at_us).answer;
    }

    std::int64_t payments(std::string_view provider) {
        const json::object ledger = house.ledger(now_us);
        return ledger.at(provider).at("payments").as_int64();
    }

    // ---- Paystack
    std::string recipient_of(const std::string& account) {
        const Answer made = post("/paystack/agree", {{"type", "mobile_money"},
                                                     {"name", "kazi worker"},
                                                     {"account_number", account},
                                                     {"bank_code", "MPESA"},
                                                     {"currency", "KES"}});
        REQUIRE(made.status == 201);
        return text_at(object_at(object_of(made.body), "data"), "recipient_code");
    }

    Answer pay_to(const std::string& recipient) {
        return post("/paystack/pay", {{"reference", "key-1"},
                                      {"amount", 2000},
                                      {"currency", "KES"},
                                      {"recipient", recipient}});
    }

    // ---- Mojaloop
    json::object quote_for(const std::string& transfer, const std::string& id) {
        const json::object party{
            {"partyIdInfo", {{"partyIdType", "MSISDN"}, {"partyIdentifier", "254711000001"}}}};
        const Answer taken =
            post("/mojaloop_fspiop/agree", {{"quoteId", id},
                                            {"transactionId", transfer},
                                            {"payee", party},
                                            {"amountType", "RECEIVE"},
                                            {"amount", {{"amount", "20"}, {"currency", "KES"}}}});
        REQUIRE(taken.status == 202);
        const auto calls = house.take_due(now_us);
        REQUIRE(calls.size() == 1);
        CHECK(calls[0].call.method == "PUT");
        CHECK(calls[0].call.path == "/quotes/" + id);
        return object_of(calls[0].call.body);
    }

    /// Their code of its refusal; empty: it was taken.
    std::string transfer(const std::string& key, const json::object& quote,
                         std::int64_t at_us = now_us) {
        const Answer answer = post("/mojaloop_fspiop/pay",
                                   {{"transferId", key},
                                    {"amount", quote.at("transferAmount")},
                                    {"ilpPacket", quote.at("ilpPacket")},
                                    {"condition", quote.at("condition")}},
                                   at_us);
        return text_at(object_at(object_of(answer.body), "errorInformation"), "errorCode");
    }
};

}  // namespace

TEST_CASE("recipients: one for each account, and nobody else is paid") {
    Asking asking;
    const std::string hers = asking.recipient_of("0711000001");
    CHECK(asking.recipient_of("0711000001") == hers);
    CHECK(asking.recipient_of("0711000002") != hers);
    CHECK(asking.pay_to("RCP_of_somebody").status == 400);
    CHECK(asking.payments("paystack") == 0);
    CHECK(asking.pay_to(hers).status == 200);
    CHECK(asking.payments("paystack") == 1);
}

TEST_CASE("quotes: each has a condition of its own, and pays its transfer alone") {
    Asking asking;
    const json::object quote = asking.quote_for("transfer-1", "quote-1");
    const json::object other = asking.quote_for("transfer-2", "quote-2");
    CHECK(quote.at("condition") != other.at("condition"));
    CHECK(asking.transfer("transfer-2", quote) == unquoted);
    json::object crossed = quote;
    crossed["condition"] = other.at("condition");
    CHECK(asking.transfer("transfer-1", crossed) == unquoted);
    json::object dearer = quote;
    dearer["transferAmount"].as_object()["amount"] = "21";
    CHECK(asking.transfer("transfer-1", dearer) == unquoted);
    CHECK(asking.transfer("transfer-1", quote) == "");
    CHECK(asking.payments("mojaloop_fspiop") == 1);
}

TEST_CASE("quotes: a transfer must begin in time; what has begun may be repeated") {
    Asking asking;
    const json::object late = asking.quote_for("transfer-1", "quote-1");
    const json::object begun = asking.quote_for("transfer-2", "quote-2");
    CHECK(asking.transfer("transfer-1", late, now_us + two_days_us) == unquoted);
    CHECK(asking.transfer("transfer-2", begun) == "");
    CHECK(asking.transfer("transfer-2", begun, now_us + two_days_us) == duplicate);
    CHECK(asking.payments("mojaloop_fspiop") == 2);
}

TEST_CASE("quotes: the fulfilment that is told at the end belongs to the quote's condition") {
    Asking asking;
    const json::object quote = asking.quote_for("transfer-1", "quote-1");
    REQUIRE(asking.transfer("transfer-1", quote) == "");
    std::string fulfilment;
    for (const DueCall& due : asking.house.take_due(now_us + two_days_us))
        fulfilment = text_at(object_of(due.call.body), "fulfilment");
    REQUIRE_FALSE(fulfilment.empty());
    const auto preimage = billing::from_base64url(fulfilment);
    REQUIRE(preimage);
    CHECK(base64url(billing::sha256(*preimage)) == text_at(quote, "condition"));
}

}  // namespace kazi::simulator::payouts
