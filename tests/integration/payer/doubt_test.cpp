// SPDX-License-Identifier: Apache-2.0
// What may have been paid is asked about, and never sent again.
#include <doctest/doctest.h>

#include "tests/integration/payer/pay_office.hpp"

namespace kazi::tests {

using billing::PayoutState;
using gateway::payer::Applied;
using protocols::HttpReply;

namespace {

HttpReply transaction(const std::string& status) {
    return {200,
            "application/json",
            R"({"status":"Success","data":{"status":")" + status + R"("}})",
            {}};
}

// Hours in which a payer looks at it again and again.
void let_hours_pass(PayOffice& office, int hours) {
    for (int hour = 0; hour < hours; ++hour)
        office.pass(hour_s);
}

}  // namespace

TEST_CASE("a lost reply leaves the payout in doubt; a notice with its content pays it") {
    PayOffice office;
    office.provider.on_payment = [](std::size_t) { return silence(); };
    office.account().call_deadline = std::chrono::milliseconds(200);
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::in_doubt);
    let_hours_pass(office, 3);
    CHECK(office.provider.payments.size() == 1);
    CHECK(office.balance("payout:in_flight") == kes_20);
    CHECK(office.worker().payout_open);

    CHECK(office.tell("ATQid_9", "Success").status == 200);
    CHECK(office.payout(id).state == PayoutState::succeeded);
    CHECK(office.payout(id).attempts.front().provider_ref == "ATQid_9");
    CHECK(office.audit() == "");
}

TEST_CASE("a refusal as a duplicate within five minutes says nothing about the first request") {
    PayOffice office;
    office.provider.on_payment = [](std::size_t) {
        return whole_refusal("A duplicate request was received within the last 5 minutes");
    };
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::in_doubt);
    let_hours_pass(office, 2);
    CHECK(office.payout(id).attempts.size() == 1);
    CHECK(office.provider.payments.size() == 1);
}

TEST_CASE("a server's error is a doubt, not a failure") {
    PayOffice office;
    office.provider.on_payment = [](std::size_t) {
        return HttpReply{502, "text/html", "<h1>Bad gateway</h1>", {}};
    };
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::in_doubt);
    let_hours_pass(office, 2);
    CHECK(office.provider.payments.size() == 1);
}

TEST_CASE("a day in doubt calls a person, once; her word moves the money") {
    PayOffice office;
    office.provider.on_payment = [](std::size_t) { return whole_refusal("duplicate request"); };
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::in_doubt);
    CHECK_FALSE(office.lines->contains("payout_needs_person"));
    office.pass(25 * hour_s);
    CHECK(office.lines->contains("payout_needs_person"));
    CHECK_FALSE(office.scheduled(id));

    SUBCASE("paid") {
        CHECK(office.decide(id, billing::Verdict::paid).kind == Applied::Kind::moved);
        CHECK(office.payout(id).state == PayoutState::succeeded);
        CHECK_FALSE(office.worker().payout_open);
    }
    SUBCASE("not paid: it is sent anew, under a new key") {
        office.provider.on_payment = [](std::size_t) { return handed_over("ATQid_1"); };
        CHECK(office.decide(id, billing::Verdict::not_paid).kind == Applied::Kind::moved);
        office.until_state(id, PayoutState::pending);
        CHECK(office.payout(id).attempts.size() == 2);
        const auto sent = office.provider.keys();
        REQUIRE(sent.size() == 2);
        CHECK(sent[0] != sent[1]);
    }
    CHECK(office.payout(id).decisions.size() == 1);
    CHECK(office.audit() == "");
}

TEST_CASE("an attempt that was recorded and perhaps never made is not made again") {
    PayOffice office;
    const std::string id = office.order();
    REQUIRE(office.claim(id).kind == Applied::Kind::moved);
    office.open();
    office.pass(1);
    CHECK(office.payout(id).state == PayoutState::submitted);
    office.pass(61);
    office.until_state(id, PayoutState::in_doubt);
    let_hours_pass(office, 2);
    CHECK(office.provider.payments.empty());
    CHECK(office.payout(id).attempts.size() == 1);
}

TEST_CASE("without a callback the provider is asked") {
    PayOffice office;
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::pending);
    CHECK(office.provider.queries.empty());

    SUBCASE("paid") {
        office.provider.on_query = [] { return transaction("Success"); };
        office.pass(12);
        office.until_state(id, PayoutState::succeeded);
        CHECK(office.provider.queries.front() ==
              "/query/transaction/find?username=kazi&transactionId=ATQid_0");
    }
    SUBCASE("not yet, then paid") {
        office.provider.on_query = [] { return transaction("Queued"); };
        office.pass(12);
        office.until([&] { return office.provider.queries.size() == 1; });
        CHECK(office.payout(id).state == PayoutState::pending);
        office.provider.on_query = [] { return transaction("Success"); };
        office.pass(35);
        office.until_state(id, PayoutState::succeeded);
        CHECK(office.provider.queries.size() == 2);
    }
    SUBCASE("nobody knows: in doubt after the deadline, and still asked") {
        office.pass(12);
        office.pass(590);
        office.until_state(id, PayoutState::in_doubt);
        office.provider.on_query = [] { return transaction("Success"); };
        office.pass(hour_s);
        office.until_state(id, PayoutState::succeeded);
    }
    CHECK(office.provider.payments.size() == 1);
    CHECK(office.audit() == "");
}

}  // namespace kazi::tests
