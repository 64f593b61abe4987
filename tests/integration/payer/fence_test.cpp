// SPDX-License-Identifier: Apache-2.0
// A provider to which a repeated key is a fence, whose callbacks are only hints, and that wants a
// bearer token.
#include <doctest/doctest.h>

#include "gateway/engine/keys.hpp"
#include "tests/integration/payer/momo_office.hpp"

namespace kazi::tests {

using billing::PayoutState;
using protocols::HttpReply;

TEST_CASE("a query that finds nothing sends the same key again, and only then") {
    PayOffice office;
    move_to_momo(office);
    office.account().call_deadline = std::chrono::milliseconds(300);
    office.provider.on_payment = [](std::size_t n) { return n == 0 ? silence() : momo_taken(); };
    office.provider.on_query = [&office] {
        const bool lost = office.provider.payments.size() < 2;
        return lost ? momo_unknown() : momo_transfer("SUCCESSFUL");
    };
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::in_doubt);
    const std::string key = office.payout(id).attempts.front().key;
    office.pass(12);
    office.until([&] { return office.provider.payments.size() == 2; });
    office.pass(60);
    office.pass(60);
    office.until_state(id, PayoutState::succeeded);
    CHECK(office.provider.payments.size() == 2);
    CHECK(office.provider.payments[0].body == office.provider.payments[1].body);
    CHECK(office.provider.queries.front() == "/query/transfer/" + key);
    CHECK(office.payout(id).attempts.size() == 1);
    CHECK(office.outbound.payments_on_fresh_connections == 2);
    CHECK(office.audit() == "");
}

TEST_CASE("a hint that names our payout leads to a question, and moves nothing by itself") {
    PayOffice office;
    move_to_momo(office);
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::pending);
    const std::string hint =
        R"({"amount":"20","currency":"KES","financialTransactionId":"1","externalId":")" + id +
        R"(","status":"SUCCESSFUL"})";
    office.provider.on_query = [] { return momo_transfer("PENDING"); };
    const auto heard = office.call_back(hint, "/hooks/at/planted-token/payout", "application/json");
    CHECK(heard.status == 200);
    CHECK(office.payout(id).state == PayoutState::pending);
    office.pass(1);
    office.until([&] { return !office.provider.queries.empty(); });
    CHECK(office.payout(id).state == PayoutState::pending);
    office.provider.on_query = [] { return momo_transfer("SUCCESSFUL"); };
    office.pass(60);
    office.until_state(id, PayoutState::succeeded);
    CHECK(office.payout(id).attempts.front().receipt == "363440463");
    CHECK(office.audit() == "");
}

TEST_CASE("a hint about a payment that was given up leads to a question, and holds the payout") {
    PayOffice office;
    move_to_momo(office);
    office.provider.on_query = [] { return momo_transfer("FAILED", "PAYEE_NOT_FOUND"); };
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::pending);
    office.pass(12);
    office.until_state(id, PayoutState::returned);
    const std::size_t asked = office.provider.queries.size();
    const auto hint = [&](const char* word) {
        return office.call_back(R"({"amount":"20","currency":"KES","financialTransactionId":"1",)"
                                R"("externalId":")" +
                                    id + R"(","status":")" + word + R"("})",
                                "/hooks/at/planted-token/payout", "application/json");
    };
    office.provider.on_query = [] { return protocols::HttpReply{503, "", "", {}}; };
    CHECK(hint("SUCCESSFUL").status == 200);
    office.pass(1);
    office.until([&] { return office.provider.queries.size() > asked; });
    CHECK(office.payout(id).state == PayoutState::returned);
    office.provider.on_query = [] { return momo_transfer("SUCCESSFUL"); };
    office.pass(601);
    office.until_state(id, PayoutState::held);
    CHECK(office.audit() == "");
}

TEST_CASE("two daemons fetch one token, which nobody can read in store or log") {
    PayOffice office;
    move_to_momo(office);
    office.provider.on_query = [] { return momo_transfer("SUCCESSFUL"); };
    office.open();
    office.open();
    for (int n = 0; n < 4; ++n) {
        const std::string id = office.order();
        office.until_state(id, PayoutState::pending);
        office.pass(12);
        office.until_state(id, PayoutState::succeeded);
    }
    CHECK(office.provider.tokens_given == 1);
    const auto kept = office.redis.call.fields(gateway::keys::payout_tokens, {"at"});
    REQUIRE(kept);
    REQUIRE(kept->front());
    CHECK(kept->front()->find("planted-bearer") == std::string::npos);
    CHECK_FALSE(office.lines->contains("planted"));
    CHECK(office.provider.bearers.back() == "Bearer planted-bearer-0");
    // Before it dies, another is fetched, and nothing is refused.
    office.pass(3'300);
    const std::string id = office.order();
    office.until_state(id, PayoutState::pending);
    CHECK(office.provider.tokens_given == 2);
    CHECK(office.provider.bearers.back() == "Bearer planted-bearer-1");
}

TEST_CASE("a token that the provider does not take is fetched anew, once; the key stays") {
    PayOffice office;
    move_to_momo(office);
    office.provider.on_payment = [](std::size_t n) {
        return n == 0 ? HttpReply{401, "application/json", "{}", {}} : momo_taken();
    };
    const std::string id = office.order();
    office.open();
    office.pass_until_state(id, PayoutState::pending);
    CHECK(office.provider.tokens_given == 2);
    CHECK(office.payout(id).attempts.size() == 1);
    CHECK(office.provider.payments.size() == 2);
    REQUIRE(office.provider.bearers.size() == 2);
    CHECK(office.provider.bearers[0] != office.provider.bearers[1]);
}

}  // namespace kazi::tests
