// SPDX-License-Identifier: Apache-2.0
// A provider that holds a payment until we confirm it.
#include <doctest/doctest.h>

#include "tests/integration/payer/pay_office.hpp"

namespace kazi::tests {

using billing::PayoutState;
using protocols::HttpReply;

namespace {

HttpReply transaction(int http, const std::string& word, int id) {
    return {http,
            "application/json",
            R"({"id":123,"status":{"id":)" + std::to_string(id) + R"(,"message":")" + word +
                R"(","class":{"id":)" + std::to_string(id / 10'000) + R"(,"message":")" + word +
                R"("}}})",
            {}};
}

}  // namespace

TEST_CASE("a payment that is held is confirmed, and once more while it still waits for it") {
    PayOffice office;
    auto& account = office.account();
    account.provider = billing::find_provider("dtone");
    account.account.status_url = office.provider.url("/transactions");
    account.account.options = {{"product", "77"}};
    office.provider.on_payment = [](std::size_t) { return transaction(201, "CREATED", 10'000); };
    office.provider.on_query = [&office] {
        return office.provider.confirmed.size() < 2 ? transaction(200, "CREATED", 10'000)
                                                    : transaction(200, "COMPLETED", 70'000);
    };
    const std::string id = office.order();
    office.open();
    office.until([&] { return office.provider.confirmed.size() == 1; });
    CHECK(office.payout(id).state == PayoutState::pending);
    office.pass(11);
    office.until([&] { return office.provider.confirmed.size() == 2; });
    office.pass(11);
    office.pass(30);
    office.until_state(id, PayoutState::succeeded);
    CHECK(office.provider.payments.size() == 1);
    CHECK(office.provider.confirmed.size() == 2);
    CHECK(office.provider.confirmed.front() == "/airtime/send/123/confirm");
    CHECK(office.provider.queries.front() == "/transactions/123");
    CHECK(office.audit() == "");
}

}  // namespace kazi::tests
