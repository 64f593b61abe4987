// SPDX-License-Identifier: Apache-2.0
// The same request twice, one after the other and at once: one effect, one answer.
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <set>

#include "tests/integration/api/api_fixture.hpp"

using namespace kazi;
using namespace kazi::tests;
using protocols::HttpReply;

namespace {

constexpr const char* funding = R"({"amount":"10.00","currency":"KES","reference":"r"})";

std::string balance(ApiFixture& api) {
    const auto funds = json_of(api.get("/v1/funds"));
    return std::string(funds.at("balances").at(0).at("balance").as_string());
}

}  // namespace

TEST_CASE("a repeated request has the same answer and no second effect") {
    ApiFixture api;
    const HttpReply first = api.post("/v1/funds", funding, "once");
    api.fund("7.00");
    const HttpReply second = api.post("/v1/funds", funding, "once");
    CHECK(first.status == 201);
    CHECK(second.status == 201);
    CHECK(second.body == first.body);
    CHECK(second.content_type == first.content_type);
    CHECK(balance(api) == "17.00");
}

TEST_CASE("another request with the same key is refused") {
    ApiFixture api;
    REQUIRE(api.post("/v1/funds", funding, "k").status == 201);
    const std::string more = R"({"amount":"99.00","currency":"KES","reference":"r"})";
    CHECK(api.post("/v1/funds", more, "k").status == 422);
    CHECK(api.post("/v1/campaigns", campaign_spec, "k").status == 422);
    CHECK(balance(api) == "10.00");
    const std::string other = api.new_client("other", true);
    CHECK(api.ask({"POST", "/v1/funds", funding, "application/json", "k", other}).status == 201);
}

TEST_CASE("the same request many times at once has one effect") {
    ApiFixture api;
    const std::vector<Ask> asks(12, Ask{"POST", "/v1/funds", funding, "application/json", "once"});
    for (const HttpReply& reply : api.ask_together(asks)) {
        CHECK(reply.status == 201);
        CHECK(member(reply, "balance") == "10.00");
    }
    CHECK(balance(api) == "10.00");
}

TEST_CASE("different requests at once all have their effect") {
    ApiFixture api;
    const std::vector<Ask> asks(6, Ask{"POST", "/v1/campaigns", campaign_spec});
    std::set<std::string> ids;
    for (const HttpReply& reply : api.ask_together(asks)) {
        REQUIRE(reply.status == 201);
        ids.insert(member(reply, "id"));
    }
    CHECK(ids.size() == 6);
    CHECK(json_of(api.get("/v1/campaigns")).at("campaigns").as_array().size() == 6);
}

TEST_CASE("a campaign is started once, whoever asks how often") {
    ApiFixture api;
    api.fund("2000.00");
    const std::string id = api.new_campaign();
    api.upload_items(id, 20);
    const std::vector<Ask> asks(5, Ask{"POST", "/v1/campaigns/" + id + "/start"});
    for (const HttpReply& reply : api.ask_together(asks)) {
        CHECK(reply.status == 200);
        CHECK(member(reply, "progress.escrow") == "960.00");
    }
    CHECK(balance(api) == "1040.00");
}

TEST_CASE("a request without effect is remembered all the same") {
    ApiFixture api;
    api.fund("2000.00");
    const std::string id = api.new_campaign();
    const std::string path = "/v1/campaigns/" + id;
    api.upload_items(id, 1);
    REQUIRE(api.post(path + "/start").status == 200);
    const HttpReply resumed = api.post(path + "/resume", "", "r");
    REQUIRE(api.post(path + "/pause").status == 200);
    CHECK(api.post(path + "/resume", "", "r").body == resumed.body);
    CHECK(member(api.get(path), "state") == "paused");
}
