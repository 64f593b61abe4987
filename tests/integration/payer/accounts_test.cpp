// SPDX-License-Identifier: Apache-2.0
// Several accounts in one market: who pays, who stands in, who is left alone.
#include <doctest/doctest.h>

#include "gateway/payer/words.hpp"
#include "tests/integration/payer/pay_office.hpp"

namespace kazi::tests {

using billing::PayoutState;

namespace {

constexpr std::int64_t kes = 1'000'000;
constexpr std::int64_t day_s = 86'400;
constexpr const char* cheap = "/airtime/send";
constexpr const char* dear = "/dear/send";

/// A second account at the same provider, which takes a fee.
struct TwoAccounts {
    TwoAccounts() {
        office.account().number_spacing = std::chrono::milliseconds(0);
        auto second = office.account();
        second.name = "dear";
        second.account.send_url = office.provider.url(dear);
        second.route.name = second.name;
        second.route.fee_micro = kes;
        office.settings.accounts.push_back(second);
    }
    [[nodiscard]] std::size_t by_cheap() const { return office.provider.paid_at(cheap); }
    [[nodiscard]] std::size_t by_dear() const { return office.provider.paid_at(dear); }
    [[nodiscard]] bool shows(const std::string& gauge) const {
        return office.metrics.render().find(gauge) != std::string::npos;
    }
    /// What the cheap account answers; the dear one takes everything.
    void let_cheap_say(const std::function<protocols::HttpReply()>& what) {
        office.provider.on_payment = [this, what](std::size_t n) {
            const bool to_cheap = office.provider.payments.back().target == cheap;
            return to_cheap ? what() : handed_over("ATQid_" + std::to_string(n));
        };
    }

    PayOffice office;
};

}  // namespace

TEST_CASE_FIXTURE(TwoAccounts, "the cheaper account pays; after a final refusal, the other") {
    let_cheap_say([] { return handed_over("ATQid_first"); });
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::pending);
    CHECK(by_cheap() == 1);
    CHECK(by_dear() == 0);
    office.tell("ATQid_first", "Failed");
    office.pass(1);
    office.until_state(id, PayoutState::pending);
    CHECK(by_dear() == 1);
    const auto attempts = office.payout(id).attempts;
    REQUIRE(attempts.size() == 2);
    CHECK(attempts[0].provider == "at");
    CHECK(attempts[1].provider == "dear");
    CHECK(attempts[0].key != attempts[1].key);

    const auto told = office.call_back(
        "phoneNumber=%2B254711000111&status=Success&requestId=ATQid_1&value=KES+20.0000",
        "/hooks/dear/planted-token/payout");
    CHECK(told.status == 200);
    CHECK(office.payout(id).state == PayoutState::succeeded);
    CHECK(office.balance("paid_out:dear") == 20 * kes);
    CHECK(office.balance("paid_out:at") == 0);
    CHECK(office.audit() == "");
}

TEST_CASE_FIXTURE(TwoAccounts, "what may have been paid is never paid by another account") {
    let_cheap_say([] { return whole_refusal("A duplicate request was received"); });
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::in_doubt);
    for (int hour = 0; hour < 3; ++hour)
        office.pass(3600);
    CHECK(by_cheap() == 1);
    CHECK(by_dear() == 0);
}

TEST_CASE_FIXTURE(TwoAccounts, "an account without float stops; a word of the operator opens it") {
    let_cheap_say([] { return refused("Insufficient Credit"); });
    office.account().queue_pause = std::chrono::hours(2);
    const std::string first = office.order();
    office.open();
    office.until_state(first, PayoutState::pending);
    CHECK(by_cheap() == 1);
    CHECK(by_dear() == 1);
    CHECK(shows("kazi_payouts_stopped{provider=\"at\"} 1"));
    CHECK(office.lines->contains("payout_account_stopped"));
    const std::string second = office.order();
    office.until_state(second, PayoutState::pending);
    CHECK(by_dear() == 2);

    let_cheap_say([] { return handed_over("ATQid_mended"); });
    gateway::store::Batch batch;
    batch.cell = "ke-0";
    batch.writes.push_back(gateway::payer::word_write("at", office.clock.at + 1));
    REQUIRE(office.redis.call.commit(batch));
    office.pass(2);
    CHECK(shows("kazi_payouts_stopped{provider=\"at\"} 0"));
    const std::string third = office.order();
    office.until_state(third, PayoutState::pending);
    CHECK(by_cheap() == 2);
    CHECK(office.audit() == "");
}

TEST_CASE_FIXTURE(TwoAccounts, "an account that fails again and again is left alone") {
    let_cheap_say([] { return protocols::HttpReply{502, "text/html", "<h1>no</h1>", {}}; });
    office.open();
    for (int n = 0; n < 5; ++n) {
        const std::string id = office.order();
        office.until_state(id, PayoutState::in_doubt);
    }
    CHECK(shows("kazi_payouts_shut{provider=\"at\"} 1"));
    const std::string id = office.order();
    office.until_state(id, PayoutState::pending);
    CHECK(by_cheap() == 5);
    CHECK(by_dear() == 1);

    let_cheap_say([] { return handed_over("ATQid_well"); });
    office.pass(6);
    const std::string probe = office.order();
    office.until_state(probe, PayoutState::pending);
    CHECK(by_cheap() == 6);
    CHECK(shows("kazi_payouts_shut{provider=\"at\"} 0"));
}

TEST_CASE_FIXTURE(TwoAccounts,
                  "a full account leaves the day to the other; what failed counts not") {
    office.account().day_cap_micro = 40 * kes;
    let_cheap_say([this] { return handed_over("ATQid_c" + std::to_string(by_cheap())); });
    office.open();
    for (int n = 0; n < 2; ++n) {
        const std::string id = office.order();
        office.until_state(id, PayoutState::pending);
    }
    const std::string third = office.order();
    office.until_state(third, PayoutState::pending);
    CHECK(by_cheap() == 2);
    CHECK(by_dear() == 1);
    CHECK(shows("kazi_payouts_capped{provider=\"at\"} 1"));
    CHECK(office.redis.server.run({"HGET", "{ke-0}:payouts:spent:19675", "account:at"}) ==
          "-40000000");

    office.tell("ATQid_c1", "Failed");
    CHECK(office.redis.server.run({"HGET", "{ke-0}:payouts:spent:19675", "account:at"}) ==
          "-20000000");
    office.pass(day_s);
    const std::string next_day = office.order();
    office.until_state(next_day, PayoutState::pending);
    CHECK(by_cheap() >= 3);
}

TEST_CASE(
    "what a number may get in a day is kept, however much she is owed; the rest comes next day") {
    PayOffice office;
    office.account().number_spacing = std::chrono::milliseconds(0);
    office.account().number_day_cap_micro = 30 * kes;
    office.open();
    const std::string first = office.order();
    office.until_state(first, PayoutState::pending);
    const std::string second = office.order();
    office.until([&] { return office.lines->contains("the number's day cap"); });
    CHECK(office.payout(second).state == PayoutState::created);
    office.pass(day_s);
    office.until_state(second, PayoutState::pending);
    CHECK(office.provider.payments.size() == 2);
}

TEST_CASE_FIXTURE(TwoAccounts,
                  "a number that was taken to another network is paid by who serves that one") {
    office.settings.operators = {{"2547", "safaricom"}, {"25473", "airtel"}};
    office.account().route.operators = {"safaricom"};
    office.settings.accounts.back().route.operators = {"airtel"};
    let_cheap_say([] { return handed_over("ATQid_gone"); });
    const std::string first = office.order();
    SUBCASE("known before: by its new network at once") {
        office.name_network("airtel");
        office.open();
        office.until_state(first, PayoutState::pending);
        CHECK(by_cheap() == 0);
        CHECK(by_dear() == 1);
    }
    SUBCASE("refused by the old one, and heard of on the new one: the next attempt goes there") {
        office.open();
        office.until_state(first, PayoutState::pending);
        CHECK(by_cheap() == 1);
        office.name_network("airtel");
        office.tell("ATQid_gone", "Failed");
        office.pass(1);
        office.until_state(first, PayoutState::pending);
        CHECK(by_cheap() == 1);
        CHECK(by_dear() == 1);
    }
    SUBCASE("told longer ago than it is believed: as the number begins") {
        office.name_network("airtel");
        office.clock.at += (office.settings.network_days + 1) * day_s * 1'000'000;
        office.open();
        office.until_state(first, PayoutState::pending);
        CHECK(by_cheap() == 1);
        CHECK(by_dear() == 0);
    }
    SUBCASE("a network that no account is chosen by: as the number begins") {
        office.name_network("telkom");
        office.open();
        office.until_state(first, PayoutState::pending);
        CHECK(by_cheap() == 1);
    }
    CHECK(office.audit() == "");
}

TEST_CASE("nobody pays to a number that no account serves; it waits for a person") {
    PayOffice office;
    SUBCASE("its beginning") {
        office.account().route.countries = {"25573"};
    }
    SUBCASE("its operator") {
        office.settings.operators = {{"2547", "airtel"}, {"25471", "safaricom"}};
        office.account().route.operators = {"airtel"};
    }
    SUBCASE("the amount") {
        office.account().route.minimum_micro = 50 * kes;
    }
    const std::string id = office.order();
    office.open();
    office.until([&] { return office.lines->contains("payout_without_route"); });
    CHECK(office.payout(id).state == PayoutState::created);
    CHECK(office.provider.payments.empty());
}

}  // namespace kazi::tests
