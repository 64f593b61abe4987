// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "gateway/engine/keys.hpp"
#include "tests/integration/payer/pay_office.hpp"

namespace kazi::tests {

namespace keys = gateway::keys;
using billing::PayoutState;

namespace {

constexpr std::int64_t kes_19_20 = 19'200'000;

}  // namespace

TEST_CASE("a payout that is accepted and confirmed is paid, once, and she hears of it") {
    PayOffice office;
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::pending);
    REQUIRE(office.provider.payments.size() == 1);
    CHECK(office.provider.keys().front() == office.payout(id).attempts.front().key);
    CHECK(office.balance("payout:in_flight") == kes_20);

    CHECK(office.tell("ATQid_0", "Success").status == 200);
    CHECK(office.payout(id).state == PayoutState::succeeded);
    CHECK(office.tell("ATQid_0", "Success").status == 200);
    CHECK(office.balance("payout:in_flight") == 0);
    CHECK(office.balance("paid_out:at") == kes_20);
    CHECK(office.balance("float:at") == -kes_19_20);
    CHECK(office.balance("float_spent:at") == kes_19_20);
    CHECK_FALSE(office.worker().payout_open);
    CHECK(office.entries(keys::bulk) == 1);
    CHECK(office.entries(keys::payouts_due) == 0);
    CHECK_FALSE(office.scheduled(id));
    CHECK(office.provider.payments.size() == 1);
    CHECK(office.outbound.payments == 1);
    CHECK(office.outbound.payments_on_fresh_connections == 1);
    CHECK(office.audit() == "");
}

TEST_CASE("logs name no number, no key and no token") {
    PayOffice office;
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::pending);
    office.tell("ATQid_0", "Success");
    office.call_back("status=Success", "/hooks/at/guessed-token/payout");
    CHECK(office.lines->contains(id));
    CHECK(office.lines->contains("+2547****0111"));
    CHECK_FALSE(office.lines->contains("254711000111"));
    CHECK_FALSE(office.lines->contains("planted"));
    CHECK_FALSE(office.lines->contains("guessed-token"));
}

TEST_CASE("a refusal for good gives the money back to her wallet") {
    PayOffice office;
    office.provider.on_payment = [](std::size_t) {
        return refused("Value Outside The Allowed Limits");
    };
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::returned);
    CHECK(office.payout(id).attempts.front().reason == billing::Reason::amount_invalid);
    CHECK(office.worker().available_micro == kes_20);
    CHECK_FALSE(office.worker().payout_open);
    CHECK(office.balance("payout:in_flight") == 0);
    CHECK(office.balance("paid_out:at") == 0);
    CHECK(office.entries(keys::bulk) == 1);
    CHECK_FALSE(office.scheduled(id));
    CHECK(office.provider.payments.size() == 1);
    CHECK(office.audit() == "");
}

TEST_CASE("a passing failure is tried anew with another key, three times a day, then given back") {
    PayOffice office;
    const std::string id = office.order();
    office.open();
    for (int attempt = 0; attempt < 3; ++attempt) {
        office.until_state(id, PayoutState::pending);
        office.tell("ATQid_" + std::to_string(attempt), "Failed");
        office.pass(359);
        CHECK(office.provider.payments.size() == static_cast<std::size_t>(attempt) + 1);
        office.pass(2);
    }
    office.until_state(id, PayoutState::returned);
    const auto keys_seen = office.provider.keys();
    REQUIRE(keys_seen.size() == 3);
    CHECK(keys_seen[0] != keys_seen[1]);
    CHECK(keys_seen[1] != keys_seen[2]);
    CHECK(office.worker().available_micro == kes_20);
    CHECK(office.audit() == "");
}

TEST_CASE("a request that never left is made again with the same key") {
    PayOffice office;
    office.provider.go_away();
    const std::string id = office.order();
    office.open();
    office.until([&] { return office.lines->contains("payout_not_sent"); });
    CHECK(office.payout(id).state == PayoutState::submitted);
    office.provider.come_back();
    office.pass_until_state(id, PayoutState::pending);
    CHECK(office.payout(id).attempts.size() == 1);
    CHECK(office.provider.keys() == std::vector{office.payout(id).attempts.front().key});
    office.tell("ATQid_0", "Success");
    CHECK(office.audit() == "");
}

TEST_CASE("refused credentials stop the queue; the same key leaves once it is open") {
    PayOffice office;
    office.provider.on_payment = [](std::size_t n) {
        return n == 0 ? protocols::HttpReply{401, "text/plain", "who are you", {}}
                      : handed_over("ATQid_1");
    };
    const std::string id = office.order();
    office.account().queue_pause = std::chrono::seconds(5);
    office.open();
    office.until([&] { return office.lines->contains("alarm=credentials"); });
    CHECK(office.payout(id).state == PayoutState::submitted);
    office.pass(1);
    CHECK(office.provider.payments.size() == 1);
    office.pass_until_state(id, PayoutState::pending);
    const std::string key = office.payout(id).attempts.front().key;
    CHECK(office.provider.keys() == std::vector{key, key});
}

TEST_CASE("two payouts to one number keep their distance") {
    PayOffice office;
    const std::string first = office.order();
    office.open();
    office.until_state(first, PayoutState::pending);
    office.tell("ATQid_0", "Success");
    office.pass(100);
    const std::string second = office.order();
    office.until([&] { return office.entries(keys::payouts_due) == 0; });
    CHECK(office.payout(second).state == PayoutState::created);
    CHECK(office.scheduled(second));
    office.pass(259);
    CHECK(office.payout(second).state == PayoutState::created);
    office.pass(2);
    office.until_state(second, PayoutState::pending);
    CHECK(office.provider.payments.size() == 2);
}

TEST_CASE("two payers at one outbox send each payout once") {
    PayOffice office;
    office.account().number_spacing = std::chrono::milliseconds(0);
    office.open();
    office.open();
    for (std::size_t n = 0; n < 6; ++n) {
        const std::string id = office.order();
        office.until_state(id, PayoutState::pending);
        CHECK(office.tell("ATQid_" + std::to_string(n), "Success").status == 200);
        CHECK(office.payout(id).state == PayoutState::succeeded);
        CHECK(office.provider.payments.size() == n + 1);
    }
    CHECK(office.balance("paid_out:at") == 6 * kes_20);
    CHECK(office.audit() == "");
}

TEST_CASE("of several who claim a payout at once, one gets it") {
    PayOffice office;
    const std::string id = office.order();
    const auto all = office.claim_at_once(id, 4);
    const auto moved = [](const auto& applied) {
        return applied.kind == gateway::payer::Applied::Kind::moved;
    };
    CHECK(std::count_if(all.begin(), all.end(), moved) == 1);
    CHECK(office.payout(id).attempts.size() == 1);
}

// An outbox entry is claimed by one of them only; a timer goes off for both.
TEST_CASE("two payers whose timer goes off at once send once") {
    PayOffice office;
    office.open();
    office.open();
    for (std::size_t n = 0; n < 4; ++n) {
        const std::string id = office.order();
        office.until([&] { return office.entries(keys::payouts_due) == 0; });
        office.pass(361);
        office.until_state(id, PayoutState::pending);
        office.pass(1);
        CHECK(office.provider.payments.size() == n + 1);
        office.tell("ATQid_" + std::to_string(n), "Success");
    }
    CHECK(office.balance("paid_out:at") == 4 * kes_20);
    CHECK(office.audit() == "");
}

}  // namespace kazi::tests
