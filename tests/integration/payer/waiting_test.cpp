// SPDX-License-Identifier: Apache-2.0
// The operator is told why a payout waits.
#include <doctest/doctest.h>

#include "gateway/engine/keys.hpp"
#include "tests/integration/payer/pay_office.hpp"

namespace kazi::tests {

namespace keys = gateway::keys;
using billing::PayoutState;

namespace {

constexpr std::int64_t kes = 1'000'000;

/// One payout on its way, so that the next one to the same number has to wait for something.
struct WaitingLine {
    void begin() {
        first = office.order();
        office.open();
        office.until_state(first, PayoutState::pending);
        second = office.order();
    }
    [[nodiscard]] gateway::payer::Waiting second_waits() {
        const auto waiting = office.waiting(second);
        REQUIRE(waiting);
        return *waiting;
    }

    PayOffice office;
    std::string first;
    std::string second;
};

}  // namespace

TEST_CASE_FIXTURE(WaitingLine, "a payout waits for the pause between two to one number") {
    begin();
    CHECK(office.waiting(first)->what == "provider");
    CHECK(second_waits().what == "spacing");
    CHECK(second_waits().account == "at");
    CHECK(second_waits().until == office.clock.at + 360 * kes);
    office.until([&] { return office.lines->contains("waits_for=spacing"); });
    office.tell("ATQid_0", "Success");
    CHECK_FALSE(office.waiting(first));
}

TEST_CASE_FIXTURE(WaitingLine,
                  "a payout waits for the next day, for its number's or an account's cap") {
    office.account().number_spacing = std::chrono::milliseconds(0);
    SUBCASE("the number's") {
        office.account().number_day_cap_micro = 30 * kes;
        begin();
        CHECK(second_waits().what == "number_day_cap");
    }
    SUBCASE("the account's") {
        office.account().day_cap_micro = 30 * kes;
        begin();
        CHECK(second_waits().what == "day_cap");
    }
    CHECK(second_waits().until > office.clock.at);
}

TEST_CASE_FIXTURE(WaitingLine,
                  "a payout waits for a queue that was stopped, and is told for what") {
    office.account().number_spacing = std::chrono::milliseconds(0);
    office.provider.on_payment = [](std::size_t) { return refused("Insufficient Credit"); };
    office.order();
    office.open();
    office.until([&] { return office.lines->contains("payout_account_stopped"); });
    office.pass(2);
    second = office.order();
    CHECK(second_waits().what == "stopped");
    CHECK(second_waits().because == "insufficient_float");
    CHECK(second_waits().account == "at");
}

TEST_CASE_FIXTURE(WaitingLine, "a payout waits for an account that is left alone for a while") {
    office.account().number_spacing = std::chrono::milliseconds(0);
    office.provider.on_payment = [](std::size_t) {
        return protocols::HttpReply{502, "text/html", "<h1>no</h1>", {}};
    };
    office.open();
    for (int n = 0; n < 5; ++n) {
        const std::string id = office.order();
        office.until_state(id, PayoutState::in_doubt);
    }
    office.pass(2);
    second = office.order();
    CHECK(second_waits().what == "shut");
}

TEST_CASE_FIXTURE(WaitingLine, "a payout waits for recovery, for a route, for a person") {
    second = office.order();
    SUBCASE("recovery") {
        gateway::store::Batch batch;
        batch.cell = "ke-0";
        batch.writes.push_back(
            gateway::store::Put{gateway::payer::window_place(),
                                gateway::payer::pack_window({0, true, false, office.clock.at}, 1)});
        REQUIRE(office.redis.call.commit(batch));
        CHECK(second_waits().what == "recovery");
    }
    SUBCASE("a route") {
        office.account().route.minimum_micro = 50 * kes;
        CHECK(second_waits().what == "route");
    }
    SUBCASE("a person") {
        office.decide(second, billing::Verdict::hold);
        CHECK(second_waits().what == "person");
        CHECK_FALSE(second_waits().because.empty());
    }
    SUBCASE("nothing: it leaves at once") {
        CHECK(second_waits().what == "sender");
    }
}

}  // namespace kazi::tests
