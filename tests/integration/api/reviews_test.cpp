// SPDX-License-Identifier: Apache-2.0
// Reviews as a client meets them: what waits, its word, and what comes back for it.
#include <doctest/doctest.h>

#include "gateway/engine/keys.hpp"
#include "gateway/records/review_record.hpp"
#include "tests/integration/api/api_fixture.hpp"

using namespace kazi;
using namespace kazi::tests;
using gateway::records::Review;

namespace {

constexpr const char* rejection =
    R"({"answer":"3-0000000000f3","decision":"reject","reason":"wrong","right_answer":"negative"})";

void wait_for_client(ApiFixture& api) {
    Review review;
    review.value = "positive";
    review.pay_micro = 2'000'000;
    review.fee_micro = 400'000;
    review.accepts_at = 1'772'357'400'250'000;
    gateway::store::Batch batch;
    batch.cell = "ke-0";
    batch.writes.push_back(
        gateway::store::Put{gateway::keys::review({1, {3, 0xf3}}), pack_review(review)});
    REQUIRE(api.redis.call.commit(batch)->applied);
}

}  // namespace

TEST_CASE(
    "an answer that waits is listed, rejected once, and the same word again changes nothing") {
    ApiFixture api;
    api.fund("100.00");
    const std::string path = "/v1/campaigns/" + api.new_campaign() + "/reviews";
    CHECK(api.get(path).body == R"({"reviews":[]})");
    wait_for_client(api);
    CHECK(api.get(path).body.find(R"("state":"waiting","accepted_at":"2026-03-01T)") !=
          std::string::npos);
    const auto rejected = api.post(path, rejection);
    REQUIRE(rejected.status == 200);
    CHECK(member(rejected, "state") == "rejected");
    const std::string funds = api.get("/v1/funds").body;
    CHECK(funds.find("92.00") != std::string::npos);  // 2 × (2.00 + 0.40) + 4 × 0.80 are held
    CHECK(api.post(path, rejection).status == 200);
    CHECK(api.get("/v1/funds").body == funds);
}

TEST_CASE("what can't be decided is refused") {
    ApiFixture api;
    const std::string path = "/v1/campaigns/" + api.new_campaign() + "/reviews";
    CHECK(api.post(path, rejection).status == 404);
    wait_for_client(api);
    CHECK(api.post(path, rejection).status == 402);
    CHECK(api.post(path, R"({"answer":"3-0000000000f3","decision":"maybe"})").status == 422);
    CHECK(api.post(path, R"({"answer":"3-0000000000f3","decision":"accept"})").status == 200);
}
