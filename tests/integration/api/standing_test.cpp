// SPDX-License-Identifier: Apache-2.0
// Gold, levels and urgency as a client asks for them, and what they make of the escrow.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "gateway/engine/keys.hpp"
#include "gateway/records/campaign_json.hpp"
#include "tests/integration/api/api_fixture.hpp"

using namespace kazi;
using namespace kazi::tests;

namespace {

constexpr const char* standing =
    R"({"least_level":2,"pay_by_level":{"4":"3.00"},"include":["0000000000f3"],
        "exclude":["0000000000f4"],"badges":["clear-eyes"],
        "gives_badge":{"badge":"moods","answers":5,"right":4}})";
constexpr const char* gold =
    R"({"gold":{"least":0.02,"most":0.25,"checks":10,
        "grow":{"after_hours":12,"confidence":0.99,"answers":4}}})";

std::string spec_with(const std::string& name, const std::string& value) {
    auto spec = boost::json::parse(campaign_spec).as_object();
    spec[name] = boost::json::parse(value);
    return boost::json::serialize(spec);
}

std::string spec_with_all() {
    auto spec = boost::json::parse(campaign_spec).as_object();
    spec["standing"] = boost::json::parse(standing);
    spec["quality"] = boost::json::parse(gold);
    spec["urgency"] = {{"priority", 70}, {"deadline", "2026-12-24T18:00:00Z"}};
    return boost::json::serialize(spec);
}

}  // namespace

TEST_CASE("standing, gold and urgency come back as they were asked for") {
    ApiFixture api;
    const auto made = api.post("/v1/campaigns", spec_with_all());
    REQUIRE(made.status == 201);
    const auto shown = api.get("/v1/campaigns/ke-c1");
    CHECK(member(shown, "standing.pay_by_level.4") == "3.00");
    CHECK(member(shown, "standing.include") == R"(["0000000000f3"])");
    CHECK(member(shown, "standing.gives_badge.right") == "4");
    CHECK(member(shown, "quality.gold.checks") == "10");
    CHECK(member(shown, "quality.gold.grow.after_hours") == "12");
    CHECK(member(shown, "urgency.deadline") == "2026-12-24T18:00:00Z");
}

TEST_CASE("the escrow reserves the highest pay for every answer and every check") {
    ApiFixture api;
    api.fund("5000.00");
    REQUIRE(api.post("/v1/campaigns", spec_with_all()).status == 201);
    const std::string path = "/v1/campaigns/ke-c1";
    const auto sent = api.ask({"POST", path + "/items",
                               R"({"id":"a","tweet":"good day","gold":"positive"})"
                               "\n"
                               R"({"id":"b","tweet":"rain again"})"
                               "\n",
                               "application/x-ndjson"});
    REQUIRE(sent.status == 200);
    const auto started = api.post(path + "/start");
    REQUIRE(started.status == 200);
    // (2 items × 12 + 10 checks) × (3.00 + 0.60 + 2 × 0.80)
    CHECK(member(started, "progress.escrow") == "176.80");
    CHECK(*api.redis.call.slice("open:1", 0, 100) == std::string("\3\3\12"));
    const auto fields = api.redis.call.fields("campaigns", {"1"});
    const auto stored = gateway::records::campaign_from(*fields->front());
    REQUIRE(stored);
    REQUIRE(stored->campaign.gold.items.size() == 1);
    CHECK(stored->campaign.gold.items[0].index == 0);
    CHECK(stored->campaign.standing.pays[0].fee_micro == 600'000);
}

TEST_CASE("what can't be is refused by its field") {
    ApiFixture api;
    const auto refused = [&](const std::string& name, const std::string& value) {
        const auto reply = api.post("/v1/campaigns", spec_with(name, value));
        CHECK(reply.status == 422);
        return reply.body;
    };
    CHECK(refused("standing", R"({"pay_by_level":{"3":"1.00"}})").find("pay_by_level.3") !=
          std::string::npos);
    CHECK(refused("urgency", R"({"priority":101})").find("urgency.priority") != std::string::npos);
    CHECK(refused("quality", R"({"gold":{"most":2}})").find("quality.gold.most") !=
          std::string::npos);
}
