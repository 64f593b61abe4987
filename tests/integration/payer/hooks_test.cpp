// SPDX-License-Identifier: Apache-2.0
// Every codec's callbacks come in by the account's hook, and none without its proof.
#include <doctest/doctest.h>

#include "billing/digest.hpp"
#include "billing/hex.hpp"
#include "gateway/engine/keys.hpp"
#include "tests/integration/payer/pay_office.hpp"

namespace kazi::tests {

using billing::PayoutState;
using protocols::HttpReply;

namespace {

/// An office with one account of every codec, each named after it.
struct AllCodecs {
    AllCodecs() {
        const gateway::payer::AccountSettings first = office.account();
        for (const billing::Provider& codec : billing::providers()) {
            gateway::payer::AccountSettings account = first;
            account.name = codec.name;
            account.route.name = codec.name;
            account.provider = &codec;
            account.account.callback_secret = "planted-callback-secret";
            office.settings.accounts.push_back(account);
        }
    }
    HttpReply post(const std::string& account, const std::string& token, const std::string& body,
                   std::vector<protocols::HeaderView> headers = {}) {
        headers.push_back({"Content-Type", "application/json"});
        const std::string target = "/hooks/" + account + "/" + token + "/payout";
        return office.hear(account, {"POST", target, body, headers});
    }

    PayOffice office;
};

}  // namespace

TEST_CASE_FIXTURE(AllCodecs, "a wrong token in the path opens no codec's hook") {
    for (const billing::Provider& codec : billing::providers()) {
        CAPTURE(codec.name);
        const HttpReply reply = post(std::string(codec.name), "guessed-token", "{}");
        CHECK(reply.status == 404);
    }
    CHECK(post("nobody", "planted-token", "{}").status == 404);
    CHECK(office.entries(gateway::keys::quarantine) == 0);
}

TEST_CASE_FIXTURE(AllCodecs, "a signed callback is taken with its signature alone") {
    const std::string body =
        R"({"event":"transfer.success","data":{"reference":"00112233445566778899aabbccddeeff",)"
        R"("status":"success","amount":2000,"currency":"KES","transfer_code":"TRF_1"}})";
    const std::string proof =
        billing::to_hex(billing::hmac_sha512("planted-callback-secret", body));
    const std::string forged = billing::to_hex(billing::hmac_sha512("guessed", body));
    CHECK(post("paystack", "planted-token", body).status >= 400);
    CHECK(post("paystack", "planted-token", body, {{"x-paystack-signature", forged}}).status >=
          400);
    CHECK(office.entries(gateway::keys::quarantine) == 0);
    CHECK(post("paystack", "planted-token", body, {{"x-paystack-signature", proof}}).status == 200);
}

TEST_CASE("a provider that signs is believed: its word pays without a question") {
    PayOffice office;
    auto& account = office.account();
    account.provider = billing::find_provider("paystack");
    account.account.callback_secret = "planted-callback-secret";
    account.account.options = {{"product", "RCP_1"}};
    account.account.status_url = office.provider.url("/transfer/verify");
    office.provider.on_payment = [](std::size_t) {
        return HttpReply{200,
                         "application/json",
                         R"({"status":true,"message":"Transfer requires","data":)"
                         R"({"status":"pending","transfer_code":"TRF_1"}})",
                         {}};
    };
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::pending);
    const std::string key = office.payout(id).attempts.front().key;
    const std::string body =
        R"({"event":"transfer.success","data":{"reference":")" + key +
        R"(","status":"success","amount":2000,"currency":"KES","transfer_code":"TRF_1"}})";
    const std::string proof =
        billing::to_hex(billing::hmac_sha512("planted-callback-secret", body));
    const protocols::HeaderView headers[] = {{"Content-Type", "application/json"},
                                             {"x-paystack-signature", proof}};
    const auto reply = office.hear("at", {"POST", "/hooks/at/planted-token/payout", body, headers});
    CHECK(reply.status == 200);
    CHECK(office.payout(id).state == PayoutState::succeeded);
    CHECK(office.provider.queries.empty());
    CHECK(office.audit() == "");
}

}  // namespace kazi::tests
