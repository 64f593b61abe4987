// SPDX-License-Identifier: Apache-2.0
// What was said with a provider is kept with the payout, and goes after its time.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/integration/payer/pay_office.hpp"

namespace kazi::tests {

using billing::PayoutState;
using gateway::payer::Capture;

namespace {

bool has_secrets(const Capture& capture) {
    const std::string text = capture.request + capture.reply;
    return text.find("planted") != std::string::npos || text.find("711000111") != std::string::npos;
}

}  // namespace

TEST_CASE("request, answer and callback of an attempt are kept, without secrets and numbers") {
    PayOffice office;
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::pending);
    office.tell("ATQid_0", "Success");
    const auto kept = office.exchanges();
    REQUIRE(kept.size() == 2);
    CHECK(kept[0].kind == Capture::Kind::payment);
    CHECK(kept[0].payout == id);
    CHECK(kept[0].attempt == 1);
    CHECK(kept[0].http == 201);
    CHECK(kept[0].request.find("/airtime/send") != std::string::npos);
    CHECK(kept[0].reply.find("ATQid_0") != std::string::npos);
    CHECK(kept[1].kind == Capture::Kind::callback);
    CHECK(kept[1].request.find("status=Success") != std::string::npos);
    CHECK(std::none_of(kept.begin(), kept.end(), has_secrets));
}

TEST_CASE("an answer that never came leaves the request; a final answer to a question is kept") {
    PayOffice office;
    office.account().call_deadline = std::chrono::milliseconds(200);
    office.provider.on_payment = [](std::size_t) { return silence(); };
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::in_doubt);
    const auto kept = office.exchanges();
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].http == 0);
    CHECK(kept[0].reply.empty());
    CHECK_FALSE(kept[0].request.empty());
}

TEST_CASE("after ninety days what was said goes, and the attempt stays") {
    PayOffice office;
    const std::string id = office.order();
    office.open();
    office.until_state(id, PayoutState::pending);
    office.tell("ATQid_0", "Success");
    const std::string key = "{ke-0}:payouts:raw:19675";
    office.pass(90 * 86'400);
    CHECK(office.redis.server.run({"EXISTS", key}) == "1");
    office.pass(86'400);
    office.until([&] { return office.redis.server.run({"EXISTS", key}) == "0"; });
    CHECK(office.payout(id).attempts.size() == 1);
}

}  // namespace kazi::tests
