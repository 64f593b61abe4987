// SPDX-License-Identifier: Apache-2.0
// The same decision has the same id for ever: these values may never change.
#include "billing/payout_id.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace kazi::billing;

namespace {

const std::string worker(16, '\xab');
const std::string deployment_key = "a deployment key for tests";
const std::string id = "abababababababababababababababab-7";

}  // namespace

TEST_CASE("payout_id: worker and sequence, and back") {
    CHECK(payout_id(worker, 7) == id);
    const auto parts = parse_payout_id(id);
    REQUIRE(parts);
    CHECK(parts->worker == worker);
    CHECK(parts->sequence == 7);
    for (const char* bad :
         {"", "ab-7", "abababababababababababababababab-", "abababababababababababababababab-07",
          "abababababababababababababababab--7", "abababababababababababababababab-7x",
          "ABababababababababababababababab-7",
          "abababababababababababababababab-99999999999999999999"})
        CHECK_MESSAGE(!parse_payout_id(bad), bad);
}

TEST_CASE("provider_key: golden value, hex and UUID") {
    const KeySubject subject{id, "africastalking_airtime", 1};
    CHECK(provider_key(deployment_key, subject) == "58732c237cbb03729d2063b129ba5b2a");
    CHECK(provider_key(deployment_key, subject, KeyForm::uuid4) ==
          "58732c23-7cbb-4372-9d20-63b129ba5b2a");
}

TEST_CASE("provider_key: differs by payout, provider, attempt and deployment") {
    std::set<std::string> keys;
    for (const std::string& payout : {id, payout_id(worker, 8)})
        for (const char* provider : {"a", "b"})
            for (const int attempt : {1, 2, 3})
                for (const char* key : {"k1", "k2"})
                    keys.insert(provider_key(key, {payout, provider, attempt}));
    CHECK(keys.size() == 24);
}

TEST_CASE("fingerprint: same content, same value; any change shows") {
    const Money amount{20'000'000, *Currency::parse("KES")};
    const auto of = [](const char* provider, const char* msisdn, Money money) {
        return fingerprint(deployment_key, provider, msisdn, money);
    };
    const std::string base = of("a", "+254711000111", amount);
    CHECK(base.size() == 32);
    CHECK(base == of("a", "+254711000111", amount));
    CHECK(base != of("b", "+254711000111", amount));
    CHECK(base != of("a", "+254711000112", amount));
    CHECK(base != of("a", "+254711000111", {20'000'001, amount.currency}));
    CHECK(base != of("a", "+254711000111", {20'000'000, *Currency::parse("UGX")}));
    CHECK(base != fingerprint("another key", "a", "+254711000111", amount));
    CHECK(base.find("254711") == std::string::npos);
}
