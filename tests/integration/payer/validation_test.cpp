// SPDX-License-Identifier: Apache-2.0
// The question that the provider asks before it executes a top-up: yes once, on record.
#include <doctest/doctest.h>

#include "tests/integration/payer/pay_office.hpp"

namespace kazi::tests {

using billing::PayoutState;

namespace {

constexpr const char* yes = R"({"status":"Validated"})";
constexpr const char* no = R"({"status":"Failed"})";

std::string question(const std::string& transaction, const std::string& amount) {
    return R"({"transactionId":")" + transaction +
           R"(","phoneNumber":"+254711000111","sourceIpAddress":"10.0.0.1",)" +
           R"("currencyCode":"KES","amount":")" + amount + R"("})";
}

std::string answer(PayOffice& office, const std::string& body) {
    const auto reply = office.call_back(body, "/hooks/at/planted-token/payout", "application/json");
    CHECK(reply.status == 200);
    return reply.body;
}

}  // namespace

TEST_CASE("a payment under way is validated once, and only with everything equal") {
    PayOffice office;
    office.provider.on_payment = [](std::size_t) { return silence(); };
    CHECK(answer(office, question("ATXid_1", "20.00")) == no);
    const std::string id = office.order();
    CHECK(answer(office, question("ATXid_1", "20.00")) == no);
    office.open();
    office.until([&] { return office.provider.payments.size() == 1; });

    CHECK(answer(office, question("ATXid_1", "25.00")) == no);
    CHECK(answer(office, question("ATXid_1", "20.00")) == yes);
    CHECK(office.payout(id).attempts.front().validation_id == "ATXid_1");
    CHECK(answer(office, question("ATXid_1", "20.00")) == no);
    CHECK(answer(office, question("ATXid_2", "20.00")) == no);
    CHECK(office.payout(id).attempts.front().validation_id == "ATXid_1");

    office.provider.let_go();
    office.until_state(id, PayoutState::pending);
    CHECK(office.tell("ATXid_1", "Success").status == 200);
}

TEST_CASE("a question that can't be put on record is answered with no") {
    PayOffice office;
    const std::string id = office.order();
    REQUIRE(office.claim(id).heard());
    office.redis.server.kill();
    office.until([&] { return !office.redis.store.is_up(); });
    CHECK(answer(office, question("ATXid_1", "20.00")) == no);
}

}  // namespace kazi::tests
