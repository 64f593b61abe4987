// SPDX-License-Identifier: Apache-2.0
// Providers that want something asked before a payment: the payment leaves when all is known.
#include <doctest/doctest.h>

#include "billing/base64.hpp"
#include "billing/digest.hpp"
#include "gateway/engine/keys.hpp"
#include "tests/integration/payer/pay_office.hpp"

namespace kazi::tests {

using billing::PayoutState;
using protocols::HttpReply;

namespace {

constexpr const char* json = "application/json";
constexpr const char* recipients = "/transferrecipient";
constexpr const char* transfers = "/transfers";

HttpReply answer(int status, const std::string& body) {
    return {status, json, body, {}};
}

/// What a payment at Paystack is answered, and what a recipient.
struct PaystackOffice : PayOffice {
    PaystackOffice() {
        account().provider = billing::find_provider("paystack");
        account().account.send_url = provider.url("/transfer");
        account().account.status_url = provider.url("/verify");
        account().account.options = {{"bank_code", "MTN"},
                                     {"country_code", "254"},
                                     {"recipient_url", provider.url(recipients)}};
        provider.on_payment = [this](std::size_t) {
            const auto& asked = provider.payments.back();
            if (asked.target == recipients) return on_recipient();
            return answer(200, R"({"status":true,"data":{"status":"pending","reference":")" +
                                   key_of(asked.body) + R"(","transfer_code":"TRF_1"}})");
        };
    }
    static std::string key_of(const std::string& body) {
        const std::string name = R"("reference":")";
        const auto at = body.find(name) + name.size();
        return body.substr(at, body.find('"', at) - at);
    }
    std::function<HttpReply()> on_recipient = [] {
        return answer(201, R"({"status":true,"data":{"recipient_code":"RCP_7"}})");
    };
};

/// A hub that answers whatever it is asked by calling back.
struct HubOffice : PayOffice {
    HubOffice() {
        account().name = "hub";
        account().route.name = "hub";
        account().provider = billing::find_provider("mojaloop_fspiop");
        account().account.send_url = provider.url(transfers);
        account().account.status_url = provider.url(transfers);
        account().account.options = {{"parties_url", provider.url("/parties")},
                                     {"quotes_url", provider.url("/quotes")}};
        provider.on_payment = [](std::size_t) { return answer(202, ""); };
        provider.on_query = [] { return answer(202, ""); };
    }
    protocols::HttpReply put(const std::string& path, const std::string& body) {
        const protocols::HeaderView headers[] = {{"Content-Type", json}};
        return hear("hub", {"PUT", "/hooks/hub/planted-token/payout" + path, body, headers});
    }
    void tell_party() {
        put("/parties/MSISDN/254711000111", R"({"party":{"partyIdInfo":{"fspId":"mobilefsp"}}})");
    }
    void tell_quote(const std::string& until) {
        const std::string& asked = provider.payments.back().body;
        const std::string name = R"({"quoteId":")";
        const std::string id = asked.substr(name.size(), 36);
        put("/quotes/" + id,
            R"({"transferAmount":{"amount":"20","currency":"KES"},"expiration":")" + until +
                R"(","ilpPacket":"AQ","condition":")" + condition() + R"("})");
    }
    static std::string url_safe(std::string text) {
        while (text.ends_with('='))
            text.pop_back();
        for (char& c : text)
            c = c == '+' ? '-' : c == '/' ? '_' : c;
        return text;
    }
    static std::string fulfilment() { return url_safe(billing::to_base64(std::string(32, 'f'))); }
    static std::string condition() {
        return url_safe(billing::to_base64(billing::sha256(std::string(32, 'f'))));
    }
};

}  // namespace

TEST_CASE_FIXTURE(PaystackOffice, "paystack: the recipient is made, then paid") {
    const std::string id = order();
    open();
    until_state(id, PayoutState::pending);
    REQUIRE(provider.payments.size() == 2);
    CHECK(provider.payments[0].target == recipients);
    CHECK(provider.payments[1].body.find(R"("recipient":"RCP_7")") != std::string::npos);
    CHECK(key_of(provider.payments[1].body) == payout(id).attempts.front().key);
}

TEST_CASE_FIXTURE(PaystackOffice, "paystack: nothing is paid to a recipient that is refused") {
    on_recipient = [] { return answer(400, R"({"status":false,"message":"no such account"})"); };
    const std::string id = order();
    open();
    until_state(id, PayoutState::returned);
    CHECK(provider.payments.size() == 1);
    CHECK(payout(id).attempts.front().reason == billing::Reason::recipient_unknown);
    CHECK(audit() == "");
}

TEST_CASE_FIXTURE(PaystackOffice,
                  "paystack: while no recipient is to be had, nothing is in doubt") {
    on_recipient = [] { return answer(503, "busy"); };
    const std::string id = order();
    open();
    until([&] { return !provider.payments.empty(); });
    pass(1);
    CHECK(payout(id).state == PayoutState::submitted);
    on_recipient = [] {
        return answer(200, R"({"status":true,"data":{"recipient_code":"RCP_7"}})");
    };
    pass_until_state(id, PayoutState::pending);
    CHECK(payout(id).attempts.size() == 1);
    CHECK(provider.paid_at("/transfer") == 1);
}

TEST_CASE_FIXTURE(HubOffice, "mojaloop: party, quote, transfer; its fulfilment is the quote's") {
    const std::string id = order();
    open();
    until([&] { return provider.queries.size() == 1; });
    CHECK(provider.queries.front() == "/parties/MSISDN/254711000111");
    tell_party();
    until([&] { return provider.payments.size() == 1; });
    CHECK(provider.payments.back().target == "/quotes");
    tell_quote("2199-01-01T00:00:00.000Z");
    until_state(id, PayoutState::pending);
    REQUIRE(provider.paid_at(transfers) == 1);
    CHECK(provider.payments.back().body.find(condition()) != std::string::npos);

    const std::string key = payout(id).attempts.front().key;
    const std::string done = R"({"transferState":"COMMITTED","fulfilment":")";
    put("/transfers/" + key, done + std::string(43, 'A') + R"("})");
    CHECK(payout(id).state != PayoutState::succeeded);
    put("/transfers/" + key, done + fulfilment() + R"("})");
    CHECK(payout(id).state == PayoutState::succeeded);
    CHECK(audit() == "");
}

TEST_CASE_FIXTURE(HubOffice,
                  "mojaloop: while the hub is silent nothing has left, and the key stays") {
    const std::string id = order();
    open();
    until([&] { return provider.queries.size() == 1; });
    CHECK(payout(id).state == PayoutState::submitted);
    CHECK(provider.paid_at(transfers) == 0);
    put("/parties/MSISDN/254711000111/error",
        R"({"errorInformation":{"errorCode":"3204","errorDescription":"unknown"}})");
    until_state(id, PayoutState::returned);
    CHECK(provider.payments.empty());
    CHECK(audit() == "");
}

}  // namespace kazi::tests
