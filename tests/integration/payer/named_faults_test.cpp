// SPDX-License-Identifier: Apache-2.0
// Faults of the list in tests/payouts/README.md that need a real store and several daemons.
#include <doctest/doctest.h>

#include <boost/asio/co_spawn.hpp>
#include <set>

#include "billing/payout_id.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/payer/window.hpp"
#include "tests/integration/payer/momo_office.hpp"

namespace kazi::tests {

namespace keys = gateway::keys;
using billing::PayoutState;
using protocols::HttpReply;

namespace {

/// What a daemon hears callbacks with.
struct Counter {
    explicit Counter(PayOffice& office)
        : rest(office.io),
          payer({office.world, office.engine, office.cell, rest}, office.settings, office.io) {}
    gateway::keepers::Rest rest;
    gateway::payer::Payer payer;
};

/// The same notice at each of the daemons before any has answered.
std::vector<int> hear_at_once(PayOffice& office, const std::vector<Counter*>& daemons,
                              const std::string& body) {
    const std::string target = "/hooks/at/planted-token/payout";
    const protocols::HeaderView headers[] = {{"Content-Type", PayOffice::form}};
    const protocols::Callback callback{"POST", target, body, headers};
    std::vector<int> heard;
    for (Counter* daemon : daemons)
        boost::asio::co_spawn(office.io, daemon->payer.callback("at", callback),
                              [&heard](const std::exception_ptr& failure, const HttpReply& reply) {
                                  if (failure) FAIL(gateway::http::text_of(failure));
                                  heard.push_back(reply.status);
                              });
    office.until([&] { return heard.size() == daemons.size(); });
    return heard;
}

/// A provider's float, and what it really moved, by key.
struct Float {
    std::int64_t left = 0;
    std::set<std::string> moved;
    std::set<std::string> refused;

    void pay(const std::string& key) {
        const bool known = moved.contains(key) || refused.contains(key);
        if (known) return;
        (left > 0 ? moved : refused).insert(key);
        if (left > 0) --left;
    }
    [[nodiscard]] HttpReply tell(const std::string& key) const {
        if (moved.contains(key)) return momo_transfer("SUCCESSFUL");
        return refused.contains(key) ? momo_transfer("FAILED", "NOT_ENOUGH_FUNDS") : momo_unknown();
    }
};

std::string tail_of(const std::string& target) {
    return target.substr(target.rfind('/') + 1);
}

}  // namespace

TEST_CASE("fault: the same callback five times, two at once at two daemons: one posting") {
    PayOffice office;
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::pending);
    Counter one(office);
    Counter other(office);
    const std::size_t before = office.entries(keys::journal);
    const std::string notice =
        "phoneNumber=%2B254711000111&status=Success&requestId=ATQid_0&discount=KES+0.8000&"
        "value=KES+20.0000";
    const std::vector<int> taken(2, 200);
    CHECK(hear_at_once(office, {&one, &other}, notice) == taken);
    CHECK(hear_at_once(office, {&other, &one}, notice) == taken);
    CHECK(hear_at_once(office, {&one}, notice).front() == 200);
    CHECK(office.payout(id).state == PayoutState::succeeded);
    CHECK(office.balance("paid_out:at") == kes_20);
    CHECK(office.entries(keys::journal) == before + 1);
    CHECK(office.entries(keys::bulk) == 1);
    CHECK(office.audit() == "");
}

TEST_CASE("fault: a genuine callback that somebody plays again under another token moves nothing") {
    PayOffice office;
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::pending);
    const std::string notice =
        "phoneNumber=%2B254711000111&status=Success&requestId=ATQid_0&value=KES+20.0000";
    CHECK(office.call_back(notice, "/hooks/at/another-token/payout").status == 404);
    CHECK(office.payout(id).state == PayoutState::pending);
    CHECK(office.call_back(notice).status == 200);
    const std::string second = office.order();
    office.pass(400);
    office.until_state(second, PayoutState::pending);
    CHECK(office.call_back(notice).status == 200);
    CHECK(office.payout(second).state == PayoutState::pending);
    CHECK(office.balance("paid_out:at") == kes_20);
    CHECK(office.audit() == "");
}

TEST_CASE("fault: the store refuses the intent, as with a full disk: nothing leaves before it") {
    PayOffice office;
    const std::string id = office.order();
    office.redis.server.run({"CONFIG", "SET", "maxmemory", "1"});
    office.open();
    office.pass(2);
    office.pass(2);
    CHECK(office.provider.payments.empty());
    CHECK(office.payout(id).state == PayoutState::created);
    office.redis.server.run({"CONFIG", "SET", "maxmemory", "0"});
    office.pass(361);
    office.until_state(id, PayoutState::pending);
    CHECK(office.provider.payments.size() == 1);
    CHECK(office.audit() == "");
}

TEST_CASE(
    "fault: the last intents are lost and the route changed meanwhile: the old one is asked") {
    namespace payer = gateway::payer;
    PayOffice office;
    move_to_momo(office);
    auto next = office.account();
    next.name = "next";
    next.route.name = next.name;
    next.account.send_url = office.provider.url("/next/transfer");
    next.account.status_url = office.provider.url("/query/next");
    office.settings.accounts.push_back(next);
    office.account().route.countries = {"25573"};
    const payer::Window open{0, true, false, office.clock.at};
    gateway::store::Batch batch;
    batch.cell = "ke-0";
    batch.writes.push_back(
        gateway::store::Put{payer::window_place(), payer::pack_window(open, open.version + 1)});
    REQUIRE(office.redis.call.commit(batch));
    const std::string id = office.order();
    const std::string lost = billing::provider_key("planted-identity-key", {id, "at", 1},
                                                   office.account().provider->traits.key_form);
    office.provider.on_query = [&] {
        const std::string& asked = office.provider.queries.back();
        return asked == "/query/transfer/" + lost ? momo_transfer("SUCCESSFUL") : momo_unknown();
    };
    office.open();
    office.until_state(id, PayoutState::succeeded);
    CHECK(office.provider.payments.empty());
    CHECK(office.payout(id).attempts.front().provider == "at");
    CHECK(office.balance("paid_out:at") == kes_20);
    CHECK(office.audit() == "");
}

TEST_CASE(
    "fault: the float runs out in a run of a thousand: each is paid once, nobody hears of it") {
    constexpr int people = 1000;
    PayOffice office;
    move_to_momo(office);
    office.account().payouts_per_second = 100'000;
    office.account().queue_pause = std::chrono::hours(1);
    Float money{people / 2, {}, {}};
    office.outbound.keeps = true;
    office.provider.on_payment = [&](std::size_t) { return HttpReply{202, "text/plain", "", {}}; };
    office.provider.on_query = [&] {
        const std::string key = tail_of(office.provider.queries.back());
        money.pay(key);
        return money.tell(key);
    };
    std::vector<std::string> ids;
    for (int n = 0; n < people; ++n)
        ids.push_back(office.order_for("+25471" + std::to_string(1'000'000 + n), 20));
    office.open();
    for (int round = 0; round < 100 && money.refused.empty(); ++round)
        office.pass(15);
    office.until([&] { return office.lines->contains("payout_account_stopped"); });
    money.left = people;
    for (int round = 0; round < 30 && money.moved.size() < people; ++round)
        office.pass(hour_s);
    for (int round = 0; round < 4; ++round)
        office.pass(60);
    int paid = 0;
    for (const std::string& id : ids)
        paid += office.payout(id).state == PayoutState::succeeded ? 1 : 0;
    CHECK(paid == people);
    CHECK(money.moved.size() == people);
    CHECK(office.balance("paid_out:at") == people * kes_20);
    CHECK(office.balance("payout:in_flight") == 0);
    CHECK(office.audit() == "");
}

TEST_CASE(
    "fault: our clock is an hour off, ahead and then behind: one payment, a token that serves") {
    PayOffice office;
    move_to_momo(office);
    bool token_dead = false;
    office.provider.on_payment = [&](std::size_t) {
        const bool bad = token_dead && office.provider.bearers.back() == office.provider.bearers[0];
        return bad ? HttpReply{401, "application/json", "{}", {}}
                   : HttpReply{202, "text/plain", "", {}};
    };
    office.provider.on_query = [] { return momo_transfer("PENDING"); };
    office.open();
    const std::string ahead = office.order();
    office.until_state(ahead, PayoutState::pending);
    office.pass(hour_s);
    CHECK(billing::is_open(office.payout(ahead).attempts.front().state));
    office.provider.on_query = [] { return momo_transfer("SUCCESSFUL"); };
    office.pass(hour_s);
    office.until_state(ahead, PayoutState::succeeded);
    // Behind: by our clock the token lives two hours longer than it does.
    office.clock.at -= 2 * hour_s * 1'000'000;
    token_dead = true;
    const std::string behind = office.order();
    office.pass_until_state(behind, PayoutState::pending);
    office.pass(60);
    office.until_state(behind, PayoutState::succeeded);
    CHECK(office.payout(ahead).attempts.size() == 1);
    CHECK(office.payout(behind).attempts.size() == 1);
    CHECK(office.balance("paid_out:at") == 2 * kes_20);
    CHECK(office.audit() == "");
}

TEST_CASE("two daemons and a day's cap: not one payment more") {
    PayOffice office;
    move_to_momo(office);
    office.account().day_cap_micro = 3 * kes_20;
    std::vector<std::string> ids;
    for (int n = 0; n < 8; ++n)
        ids.push_back(office.order_for("+25471" + std::to_string(1'000'000 + n), 20));
    office.open();
    office.open();
    office.until([&] { return office.lines->contains("payout_account_capped"); });
    office.pass(60);
    CHECK(office.provider.payments.size() == 3);
    CHECK(office.redis.server.run({"HGET", "{ke-0}:payouts:spent:19675", "account:at"}) ==
          "-60000000");
}

}  // namespace kazi::tests
