// SPDX-License-Identifier: Apache-2.0
// What is refused, how it is told, and that it changed nothing.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "tests/integration/api/api_fixture.hpp"

using namespace kazi;
using namespace kazi::tests;
using protocols::HttpReply;

namespace {

void check_problem(const HttpReply& reply, int status, const std::string& slug) {
    CHECK(reply.status == status);
    CHECK(reply.content_type == "application/problem+json");
    CHECK(member(reply, "type") == "/problems/" + slug);
    CHECK(member(reply, "status") == std::to_string(status));
}

constexpr const char* small_funding = R"({"amount":"1.00","currency":"KES","reference":"r"})";

}  // namespace

TEST_CASE("without a good key there is nothing to be had") {
    ApiFixture api;
    for (const char* key : {"", "kz_unknown", "nonsense"}) {
        for (const char* target :
             {"/v1/funds", "/v1/campaigns", "/v1/campaigns/ke-c1", "/v1/campaigns/ke-c1/results"}) {
            Ask stranger{"GET", target};
            stranger.api_key = key;
            const auto reply = api.ask(stranger);
            check_problem(reply, 401, "unauthorized");
            CHECK(header_of(reply, "WWW-Authenticate") == "Bearer");
        }
    }
    Ask upload{"POST", "/v1/campaigns/ke-c1/items", item_lines(1, 5000), "application/x-ndjson"};
    upload.api_key = "";
    check_problem(api.ask(upload), 401, "unauthorized");
}

TEST_CASE("only some keys may fund") {
    ApiFixture api;
    Ask poor{"POST", "/v1/funds", small_funding};
    poor.api_key = api.new_client("poor", false);
    check_problem(api.ask(poor), 403, "forbidden");
}

TEST_CASE("somebody else's campaign does not exist") {
    ApiFixture api;
    const std::string path = "/v1/campaigns/" + api.new_campaign();
    const std::string other = api.new_client("other", true);
    for (const char* what : {"", "/results"}) {
        check_problem(api.ask({"GET", path + what, "", "", "", other}), 404, "not-found");
    }
    for (const char* what : {"/start", "/pause", "/resume", "/stop"}) {
        check_problem(api.ask({"POST", path + what, "", "application/json", "", other}), 404,
                      "not-found");
    }
    check_problem(
        api.ask({"POST", path + "/items", item_lines(1, 1), "application/x-ndjson", "", other}),
        404, "not-found");
    CHECK(member(api.get(path), "items") == "0");
    check_problem(api.get("/v1/campaigns/ke-c99"), 404, "not-found");
    check_problem(api.get("/v1/campaigns/xx-c1"), 404, "not-found");
    check_problem(api.get("/v1/nothing"), 404, "not-found");
}

TEST_CASE("wrong methods, parameters, headers and bodies") {
    ApiFixture api;
    const auto deleted = api.ask({"DELETE", "/v1/campaigns"});
    check_problem(deleted, 405, "method-not-allowed");
    CHECK(header_of(deleted, "Allow") == "GET, POST");
    const std::string path = "/v1/campaigns/" + api.new_campaign();
    check_problem(api.get(path + "/results?limit=0"), 400, "invalid-parameter");
    check_problem(api.get(path + "/results?cursor=%24"), 400, "invalid-parameter");
    check_problem(api.post("/v1/funds", small_funding, "has a blank"), 400, "invalid-parameter");
    check_problem(api.post("/v1/funds", "{"), 400, "malformed-body");
    check_problem(api.ask({"POST", "/v1/funds", small_funding, "text/plain"}), 415,
                  "unsupported-media-type");
    check_problem(api.ask({"POST", path + "/items", "[]", "application/json"}), 415,
                  "unsupported-media-type");
    check_problem(api.post("/v1/campaigns", std::string(300'000, ' ')), 413, "too-large");
    const auto wrong = api.post("/v1/funds", R"({"amount":"-1","currency":"KES","reference":"r"})");
    check_problem(wrong, 422, "invalid-field");
    CHECK(member(wrong, "field") == "amount");
    check_problem(api.post(path + "/pause", R"({"now":true})"), 422, "invalid-field");
    CHECK(member(api.get("/v1/funds"), "balances").find("\"0.00\"") != std::string::npos);
}

TEST_CASE("a start without items, and one without money") {
    ApiFixture api;
    const std::string id = api.new_campaign();
    const std::string path = "/v1/campaigns/" + id;
    check_problem(api.post(path + "/start"), 409, "wrong-state");
    api.upload_items(id, 20);
    api.fund("959.50");
    const auto reply = api.post(path + "/start", "", "start");
    check_problem(reply, 402, "insufficient-funds");
    CHECK(member(reply, "shortfall") == "0.50");
    CHECK(member(reply, "required") == "960.00");
    CHECK(member(api.get(path), "state") == "draft");
    // A refusal is not remembered: with the money there, the same request goes through.
    api.fund("0.50");
    CHECK(api.post(path + "/start", "", "start").status == 200);
    check_problem(api.ask({"POST", path + "/items", item_lines(21, 1), "application/x-ndjson"}),
                  409, "wrong-state");
    check_problem(api.post(path + "/resume", "", "start"), 422, "idempotency-key-reused");
}

TEST_CASE("a start that may cost more than its batch may is refused with the figure") {
    ApiFixture api;
    api.fund("1000.00");
    const auto start_under = [&](const std::string& cap) {
        auto spec = boost::json::parse(campaign_spec).as_object();
        spec["budget"] = {{"total", cap}};
        const auto made = api.post("/v1/campaigns", boost::json::serialize(spec));
        REQUIRE(made.status == 201);
        const std::string id = member(made, "id");
        api.upload_items(id, 20);
        return api.post("/v1/campaigns/" + id + "/start");
    };
    const auto refused = start_under("959.99");
    check_problem(refused, 422, "invalid-field");
    CHECK(member(refused, "field") == "budget.total");
    CHECK(member(refused, "detail").find("960.00") != std::string::npos);
    CHECK(member(api.get("/v1/funds"), "balances").find("\"1000.00\"") != std::string::npos);
    CHECK(start_under("960.00").status == 200);
}

TEST_CASE("while the store is away nothing is promised") {
    ApiFixture api;
    const std::string path = "/v1/campaigns/" + api.new_campaign();
    api.redis.server.kill();
    REQUIRE(api.wait_until([&] { return !api.redis.store.is_up(); }));
    for (const Ask& ask :
         {Ask{"GET", "/v1/funds"}, Ask{"POST", "/v1/funds", small_funding}, Ask{"GET", path},
          Ask{"POST", path + "/items", item_lines(1, 3), "application/x-ndjson"}}) {
        const auto reply = api.ask(ask);
        check_problem(reply, 503, "unavailable");
        CHECK(header_of(reply, "Retry-After") == "2");
    }
    api.redis.server.start();
    REQUIRE(api.wait_until([&] { return api.redis.store.is_up(); }));
    CHECK(member(api.get(path), "items") == "0");
}

TEST_CASE("the log names client and operation, and never a key") {
    ApiFixture api;
    api.fund("1.00");
    CHECK(api.log_lines->contains("client=acme what=addFunds status=201"));
    CHECK(!api.log_lines->contains(api.key()));
    CHECK(!api.log_lines->contains(gateway::api::hash_api_key(api.key())));
}
