// SPDX-License-Identifier: Apache-2.0
// Notices early, twice, forged, wrong and unreadable.
#include <doctest/doctest.h>

#include "gateway/engine/keys.hpp"
#include "tests/integration/payer/pay_office.hpp"

namespace kazi::tests {

namespace keys = gateway::keys;
using billing::PayoutState;

namespace {

/// A payout whose request is at the provider, who has not answered yet.
struct Unanswered {
    Unanswered() {
        office.provider.on_payment = [](std::size_t) { return silence(); };
        office.open();
        id = office.order();
        office.until([this] { return office.provider.payments.size() == 1; });
    }
    PayOffice office;
    std::string id;
};

}  // namespace

TEST_CASE_FIXTURE(Unanswered, "a full notice before the reply is taken by its content") {
    CHECK(office.tell("ATQid_late", "Success").status == 200);
    CHECK(office.payout(id).state == PayoutState::succeeded);
    office.provider.let_go();
    office.pass(1);
    CHECK(office.payout(id).state == PayoutState::succeeded);
    CHECK(office.balance("paid_out:at") == kes_20);
    CHECK(office.entries(keys::bulk) == 1);
    CHECK(office.audit() == "");
}

TEST_CASE_FIXTURE(Unanswered, "a bare notice before the reply waits for its reference") {
    CHECK(office.call_back("status=Success&requestId=ATQid_late").status == 200);
    CHECK(office.call_back("status=Success&requestId=ATQid_late").status == 200);
    CHECK(office.payout(id).state == PayoutState::submitted);
    office.provider.let_go();
    office.until_state(id, PayoutState::succeeded);
    CHECK(office.balance("paid_out:at") == kes_20);
    office.close();
    CHECK(office.redis.server.run({"EXISTS", "{ke-0}:payouts:parked:at:ATQid_late"}) == "0");
    CHECK(office.audit() == "");
}

// Else a notice that comes between would wait for ever for a reference that is already there.
TEST_CASE("what names a recorded reference is not parked") {
    PayOffice office;
    const std::string id = office.order();
    CHECK(office.park("ATQid_0") == gateway::payer::Parking::Place::kept);
    office.open();
    office.until_state(id, PayoutState::succeeded);
    CHECK(office.park("ATQid_0") == gateway::payer::Parking::Place::referenced);
}

TEST_CASE_FIXTURE(Unanswered, "a forged notice changes nothing and is not kept") {
    const auto reply = office.call_back(
        "phoneNumber=%2B254711000111&status=Success&requestId=ATQid_late&value=KES+20.0000",
        "/hooks/at/guessed-token/payout");
    CHECK(reply.status == 404);
    CHECK(office.call_back("status=Success&requestId=ATQid_late", "/hooks/at/payout").status ==
          404);
    CHECK(office.payout(id).state == PayoutState::submitted);
    CHECK(office.entries(keys::quarantine) == 0);
    office.provider.let_go();
    office.until_state(id, PayoutState::pending);
}

TEST_CASE("a notice about another amount holds the payout for a person") {
    PayOffice office;
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::pending);
    const auto reply = office.call_back(
        "phoneNumber=%2B254711000111&status=Success&requestId=ATQid_0&value=KES+30.0000");
    CHECK(reply.status == 200);
    CHECK(office.payout(id).state == PayoutState::held);
    CHECK(office.lines->contains("alarm=mismatch"));
    CHECK_FALSE(office.scheduled(id));
    CHECK(office.balance("payout:in_flight") == kes_20);
    CHECK(office.audit() == "");
}

TEST_CASE("two finals that contradict hold the payout") {
    PayOffice office;
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::pending);
    office.tell("ATQid_0", "Success");
    CHECK(office.tell("ATQid_0", "Failed").status == 200);
    CHECK(office.payout(id).state == PayoutState::held);
    CHECK(office.lines->contains("alarm=conflict"));
    CHECK(office.balance("paid_out:at") == kes_20);
    CHECK(office.audit() == "");
}

TEST_CASE("a success after the failure pays, and what waited to be tried anew is not sent") {
    PayOffice office;
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::pending);
    office.tell("ATQid_0", "Failed");
    CHECK(office.payout(id).state == PayoutState::failed);
    office.tell("ATQid_0", "Success");
    CHECK(office.payout(id).state == PayoutState::succeeded);
    CHECK(office.lines->contains("alarm=late_success"));
    office.pass(400);
    CHECK(office.provider.payments.size() == 1);
    CHECK(office.audit() == "");
}

TEST_CASE("a notice that can't be read is kept for a person") {
    PayOffice office;
    CHECK(office.call_back("status=Success").status == 400);
    CHECK(office.entries(keys::quarantine) == 1);
}

TEST_CASE("nothing is answered that is not stored") {
    PayOffice office;
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::pending);
    office.redis.server.kill();
    office.until([&] { return !office.redis.store.is_up(); });
    CHECK(office.tell("ATQid_0", "Success").status == 503);
    office.redis.server.start();
    office.until([&] { return office.redis.store.is_up(); });
    CHECK(office.payout(id).state == PayoutState::pending);
    CHECK(office.tell("ATQid_0", "Success").status == 200);
    CHECK(office.payout(id).state == PayoutState::succeeded);
    CHECK(office.audit() == "");
}

}  // namespace kazi::tests
