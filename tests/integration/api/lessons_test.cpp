// SPDX-License-Identifier: Apache-2.0
// Lessons as a client asks for them: shown again, reserved in the escrow, refused by their place.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "gateway/engine/keys.hpp"
#include "tests/integration/api/api_fixture.hpp"

using namespace kazi;
using namespace kazi::tests;

namespace {

std::string spec_with(const std::string& lessons) {
    auto spec = boost::json::parse(campaign_spec).as_object();
    spec["lessons"] = boost::json::parse(lessons);
    return boost::json::serialize(spec);
}

std::string lessons_of(const std::string& lesson) {
    return R"({"pay":"1.00","at_most":10,"repeat_after":0,"items":[)" + lesson + "]}";
}

constexpr const char* rainy =
    R"({"values":{"tweet":"It rained on us"},"right":"negative",
        "why":{"en":"Rain is bad news.","sw":"Mvua ni habari mbaya."}})";

}  // namespace

TEST_CASE("lessons come back as they were asked for, and the escrow holds what they may cost") {
    ApiFixture api;
    api.fund("5000.00");
    REQUIRE(api.post("/v1/campaigns", campaign_spec).status == 201);
    REQUIRE(api.post("/v1/campaigns", spec_with(lessons_of(rainy))).status == 201);
    const auto shown = api.get("/v1/campaigns/ke-c2");
    CHECK(member(shown, "lessons.at_most") == "10");
    CHECK(member(shown, "lessons.pay") == "1.00");
    CHECK(member(shown, "lessons.items").find("It rained on us") != std::string::npos);
    std::vector<std::int64_t> escrows;
    for (const std::string campaign : {"ke-c1", "ke-c2"}) {
        api.upload_items(campaign, 5);
        const auto started = api.post("/v1/campaigns/" + campaign + "/start");
        REQUIRE(started.status == 200);
        escrows.push_back(std::stoll(member(started, "progress.escrow")));
    }
    // Ten workers, one lesson each: KES 1.00 and the message that carries it.
    CHECK(escrows.back() - escrows.front() >= 10);
    const auto running = api.get("/v1/campaigns/ke-c2");
    CHECK(member(running, "progress.lesson_places") == "10");
    CHECK(member(running, "progress.lessons") == "0");
    CHECK(member(running, "progress.lesson_pay") == "0.00");
    const auto places =
        api.redis.call.fields(gateway::keys::tally(2), {gateway::keys::lesson_places});
    CHECK(places->front() == "10");
}

TEST_CASE("a lesson that can't be taught is refused by its place") {
    ApiFixture api;
    const auto refused = [&](const std::string& lesson) {
        const auto reply = api.post("/v1/campaigns", spec_with(lessons_of(lesson)));
        CHECK(reply.status == 422);
        return reply.body;
    };
    CHECK(refused(R"({"values":{"tweet":"x"},"right":"neither","why":{"en":"a","sw":"b"}})")
              .find("lessons.items.0.right") != std::string::npos);
    CHECK(refused(R"({"values":{"tweet":"x"},"right":"positive","why":{"en":"a"}})")
              .find("lessons.items.0.why") != std::string::npos);
    CHECK(refused(R"({"values":{},"right":"positive","why":{"en":"a","sw":"b"}})")
              .find("lessons.items.0.values") != std::string::npos);
}
