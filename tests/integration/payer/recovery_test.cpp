// SPDX-License-Identifier: Apache-2.0
// The store may have forgotten payouts: before anything leaves, providers are asked for it.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>

#include "gateway/payer/window.hpp"
#include "tests/integration/payer/momo_office.hpp"

namespace kazi::tests {

using billing::PayoutState;
using gateway::payer::Window;
using protocols::HttpReply;

namespace {

void set_window(PayOffice& office, const Window& window) {
    namespace payer = gateway::payer;
    gateway::store::Batch batch;
    batch.cell = "ke-0";
    batch.writes.push_back(
        gateway::store::Put{payer::window_place(), payer::pack_window(window, window.version + 1)});
    REQUIRE(office.redis.call.commit(batch));
}

struct Restored {
    Restored() {
        move_to_momo(office);
        set_window(office, {0, true, false, office.clock.at});
    }
    PayOffice office;
};

}  // namespace

TEST_CASE_FIXTURE(Restored, "a payout that had left is adopted, and not paid twice") {
    office.provider.on_query = [this] {
        return office.provider.queries.size() == 1 ? momo_transfer("SUCCESSFUL", "", "20")
                                                   : momo_unknown();
    };
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::succeeded);
    CHECK(office.provider.payments.empty());
    CHECK(office.payout(id).attempts.size() == 1);
    CHECK(office.provider.queries.front() ==
          "/query/transfer/" + office.payout(id).attempts.front().key);
    CHECK(office.lines->contains("payout_adopted"));
    CHECK(office.balance("paid_out:at") == 20'000'000);
    CHECK(office.audit() == "");
}

TEST_CASE_FIXTURE(Restored, "one that left with another amount is held for a person") {
    office.provider.on_query = [this] {
        return office.provider.queries.size() == 1 ? momo_transfer("SUCCESSFUL", "", "15")
                                                   : momo_unknown();
    };
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::held);
    CHECK(office.provider.payments.empty());
    CHECK(office.payout(id).held_reason == "recovery: other content");
}

TEST_CASE_FIXTURE(Restored, "one that nobody knows is sent") {
    office.provider.on_query = [] { return momo_unknown(); };
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::pending);
    CHECK(office.provider.queries.size() == 3);
    CHECK(office.provider.payments.size() == 1);
}

TEST_CASE_FIXTURE(Restored, "without a clear answer nothing is sent") {
    office.provider.on_query = [] { return HttpReply{503, "text/plain", "later", {}}; };
    const std::string id = office.order();
    office.open();
    office.until([&] { return office.lines->contains("payout_not_recovered"); });
    office.pass(60);
    CHECK(office.payout(id).state == PayoutState::created);
    CHECK(office.provider.payments.empty());
}

TEST_CASE("an account that can't be asked waits until its report is matched") {
    PayOffice office;
    set_window(office, {0, true, false, office.clock.at});
    const std::string id = office.order();
    office.open();
    office.until([&] { return office.lines->contains("payout_not_recovered"); });
    office.pass(601);
    office.pass(1);
    CHECK(office.provider.payments.empty());
    set_window(office, {1, true, true, office.clock.at});
    office.pass(601);
    office.until_state(id, PayoutState::pending);
    CHECK(office.provider.payments.size() == 1);
}

TEST_CASE("a store that knows of fewer payouts than it did opens the window by itself") {
    PayOffice office;
    office.mark_file =
        std::filesystem::temp_directory_path() / ("kazi-mark-" + std::to_string(::getpid()));
    office.open();
    const std::string id = office.order();
    office.until_state(id, PayoutState::pending);
    office.pass(2);
    office.close();
    office.open();
    office.pass(2);
    CHECK_FALSE(office.lines->contains("payout_window_opened"));
    office.close();

    office.redis.server.run({"HSET", "{ke-0}:payouts:marks", "attempts", "0"});
    const std::string next = office.order();
    office.pass(361);
    office.open();
    office.until([&] { return office.lines->contains("payout_not_recovered"); });
    CHECK(office.lines->contains("payout_window_opened"));
    CHECK(office.payout(next).state == PayoutState::created);
    CHECK(office.provider.payments.size() == 1);
    std::filesystem::remove(office.mark_file);
}

}  // namespace kazi::tests
