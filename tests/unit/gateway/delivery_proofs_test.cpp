// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/delivery_proofs.hpp"

#include <doctest/doctest.h>

using kazi::gateway::hooks::DeliveryProofs;
using kazi::taskflow::WorkerId;

namespace {

WorkerId worker(std::uint8_t n) {
    WorkerId id{};
    id.bytes[0] = n;
    return id;
}

}  // namespace

TEST_CASE("an answer proves the latest message, once") {
    DeliveryProofs proofs;
    proofs.sent(worker(1), "m:a:1");
    proofs.sent(worker(1), "m:a:2");
    proofs.sent(worker(2), "m:a:3");
    CHECK(proofs.empty());
    proofs.answered(worker(1));
    proofs.answered(worker(1));
    proofs.answered(worker(3));
    CHECK_FALSE(proofs.empty());
    CHECK(proofs.take(10) == std::vector<std::string>{"m:a:2"});
    CHECK(proofs.empty());
}

TEST_CASE("proofs are taken a few at a time, and what is remembered is bounded") {
    DeliveryProofs proofs;
    for (std::uint32_t n = 0; n < 20'000; ++n) {
        WorkerId id{};
        id.bytes[0] = static_cast<std::uint8_t>(n >> 8);
        id.bytes[1] = static_cast<std::uint8_t>(n);
        proofs.sent(id, "k");
        proofs.answered(id);
    }
    std::size_t taken = proofs.take(3).size();
    CHECK(taken == 3);
    while (!proofs.empty())
        taken += proofs.take(1'000).size();
    CHECK(taken == 10'000);
}
