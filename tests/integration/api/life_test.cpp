// SPDX-License-Identifier: Apache-2.0
// A campaign's life as its client sees it, from the first money to the last result.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "gateway/admin/admin.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/journal_record.hpp"
#include "tests/integration/api/api_fixture.hpp"

using namespace kazi;
using namespace kazi::tests;
using protocols::HttpReply;

namespace {

void settle(ApiFixture& api, const char* id, std::uint32_t index,
            std::optional<std::string> gold = {}) {
    gateway::store::Batch batch;
    batch.cell = "ke-0";
    const gateway::records::ItemResult result{id,
                                              index,
                                              "positive",
                                              973'100,
                                              6,
                                              gateway::records::ItemOutcome::confident,
                                              1'772'357'400'250'000,
                                              std::move(gold),
                                              {{0xF3A1, 0, "", 870}}};
    batch.writes.push_back(
        gateway::store::Append{gateway::keys::results(1), gateway::records::pack_result(result)});
    batch.writes.push_back(gateway::store::Add{gateway::keys::tally(1), "closed", 1});
    batch.writes.push_back(gateway::store::Add{gateway::keys::tally(1), "answers", 6});
    REQUIRE(api.redis.call.commit(batch)->applied);
}

HttpReply results_after(ApiFixture& api, const std::string& cursor, int limit) {
    return api.get("/v1/campaigns/ke-c1/results?cursor=" + cursor +
                   "&limit=" + std::to_string(limit));
}

}  // namespace

TEST_CASE("money, a draft, items, a start, a pause, results, an end") {
    ApiFixture api;
    CHECK(api.get("/v1/funds").body ==
          R"({"balances":[{"market":"ke","currency":"KES","balance":"0.00"}]})");
    api.fund("5000.00");
    const std::string id = api.new_campaign();
    CHECK(id == "ke-c1");
    const std::string path = "/v1/campaigns/" + id;
    CHECK(member(api.get(path), "state") == "draft");
    api.upload_items(id, 20);

    HttpReply reply = api.post(path + "/start");
    REQUIRE(reply.status == 200);
    CHECK(member(reply, "state") == "running");
    CHECK(member(reply, "items") == "20");
    CHECK(member(reply, "progress.escrow") == "960.00");  // 20 × 12 × (2.00 + 0.40 + 2 × 0.80)
    CHECK(member(api.get("/v1/funds"), "balances").find("4040.00") != std::string::npos);
    CHECK(*api.redis.call.slice("open:1", 0, 100) == std::string(20, '\3'));

    CHECK(member(api.post(path + "/pause", "{}"), "state") == "paused");
    CHECK(member(api.post(path + "/pause"), "state") == "paused");
    CHECK(member(api.post(path + "/resume"), "state") == "running");

    reply = api.get(path + "/results");
    CHECK(reply.body.empty());
    CHECK(header_of(reply, "Kazi-Cursor") == "0");
    settle(api, "t1", 0);
    settle(api, "t2", 1);
    settle(api, "t3", 2);
    reply = results_after(api, "0", 2);
    CHECK(reply.content_type == "application/x-ndjson");
    CHECK(reply.body.starts_with(R"({"item":"t1","index":0,"value":"positive",)"));
    CHECK(std::count(reply.body.begin(), reply.body.end(), '\n') == 2);
    reply = results_after(api, header_of(reply, "Kazi-Cursor"), 2);
    CHECK(reply.body.starts_with(R"({"item":"t3","index":2,)"));
    const std::string last = header_of(reply, "Kazi-Cursor");
    CHECK(api.get(path + "/results?answers=some").status == 400);
    CHECK(api.get(path + "/results?answers=all").body.find(R"("worker":"00000000f3a1")") !=
          std::string::npos);
    reply = results_after(api, last, 2);
    CHECK(reply.body.empty());
    CHECK(header_of(reply, "Kazi-Cursor") == last);

    settle(api, "g1", 3, "positive");
    settle(api, "g2", 4, "negative");
    settle(api, "t4", 5);
    reply = results_after(api, last, 1);
    CHECK(reply.body.starts_with(R"({"item":"t4",)"));
    reply = api.get(path + "/report");
    CHECK(member(reply, "items") == "4");
    CHECK(member(reply, "answers") == "36");
    CHECK(member(reply, "gold.items") == "2");
    CHECK(member(reply, "advice").starts_with("Bring 30 items"));
    CHECK(api.get("/v1/campaigns/ke-c9/report").status == 404);

    CHECK(member(api.get(path), "progress.closed") == "6");
    CHECK(member(api.get(path), "progress.paid") == "72.00");
    CHECK(member(api.post(path + "/stop"), "state") == "stopping");
    CHECK(member(api.get("/v1/campaigns"), "campaigns").find("\"stopping\"") != std::string::npos);
}

TEST_CASE("every movement of money is in the journal, and every entry balances") {
    ApiFixture api;
    api.fund("1000.00");
    const std::string id = api.new_campaign();
    api.upload_items(id, 10);
    REQUIRE(api.post("/v1/campaigns/" + id + "/start").status == 200);
    const auto entries = api.redis.call.range({"ke-0", "journal", "0", 10});
    REQUIRE(entries.has_value());
    REQUIRE(entries->size() == 2);
    const auto funding = gateway::records::journal_from((*entries)[0].payload);
    const auto start = gateway::records::journal_from((*entries)[1].payload);
    REQUIRE(funding.has_value());
    REQUIRE(start.has_value());
    CHECK(funding->cause == gateway::records::Cause::funding);
    CHECK(funding->reference == "transfer");
    CHECK(billing::balances(funding->postings));
    CHECK(start->cause == gateway::records::Cause::campaign);
    CHECK(start->reference == "c1");
    CHECK(billing::balances(start->postings));
}

TEST_CASE("a client's campaigns, and nobody else's, are listed in order") {
    ApiFixture api;
    for (int i = 0; i < 60; ++i)
        api.new_campaign();
    const std::string other = api.new_client("other", false);
    const auto made =
        api.ask({"POST", "/v1/campaigns", campaign_spec, "application/json", "k", other});
    CHECK(member(made, "id") == "ke-c61");
    const auto mine = json_of(api.get("/v1/campaigns"));
    const auto& campaigns = mine.at("campaigns").as_array();
    REQUIRE(campaigns.size() == 60);
    CHECK(campaigns.front().at("id").as_string() == "ke-c1");
    CHECK(campaigns.back().at("id").as_string() == "ke-c60");
    const auto theirs = api.ask({"GET", "/v1/campaigns", "", "", "", other});
    CHECK(json_of(theirs).at("campaigns").as_array().size() == 1);
}

TEST_CASE("every kind of question can be made, and comes back as it was sent") {
    ApiFixture api;
    for (const char* question :
         {R"({"type":"yes_no","texts":{"en":{"text":"Is {a} open?"}}})",
          R"({"type":"number","texts":{"sw":{"text":"Bei ya {a}?"}},"minimum":0,"maximum":500})",
          R"({"type":"short_text","texts":{"en":{"text":"Name of {a}?"}}})"}) {
        const std::string spec = R"({"title":"T","market":"ke","pay":"0.125","push":false,)"
                                 R"("redundancy":{"answers":5},"lease_minutes":30,"question":)" +
                                 std::string(question) + "}";
        const auto reply = api.post("/v1/campaigns", spec);
        REQUIRE_MESSAGE(reply.status == 201, reply.body);
        CHECK(member(reply, "question") == question);
        CHECK(member(reply, "pay") == "0.125");
        CHECK(member(reply, "fee") == "0.025");
        CHECK(member(reply, "redundancy.minimum") == "5");
        CHECK(member(reply, "redundancy.maximum") == "5");
    }
}

TEST_CASE("a draft that is stopped is over") {
    ApiFixture api;
    const std::string path = "/v1/campaigns/" + api.new_campaign();
    CHECK(member(api.post(path + "/stop"), "state") == "finished");
    CHECK(api.post(path + "/start").status == 409);
}

TEST_CASE("the description is served to anybody") {
    ApiFixture api;
    Ask nobody{"GET", "/v1/openapi.yaml"};
    nobody.api_key = "";
    const auto reply = api.ask(nobody);
    CHECK(reply.status == 200);
    CHECK(reply.content_type == "application/yaml");
    CHECK(reply.body.find("openapi: 3.1.0") != std::string::npos);
    CHECK(reply.body.ends_with("segments_sent: 0\n"));
}

TEST_CASE("the admin listener's answers follow the store and the drain") {
    RedisFixture redis;
    gateway::Metrics metrics;
    gateway::admin::Admin admin(metrics, redis.store);
    CHECK(admin.serve("GET", "/healthz").status == 200);
    CHECK(admin.serve("GET", "/readyz?verbose").status == 200);
    CHECK(admin.serve("GET", "/metrics").body.find("kazi_store_up 1") != std::string::npos);
    CHECK(admin.serve("POST", "/metrics").status == 405);
    CHECK(admin.serve("GET", "/").status == 404);
    redis.server.kill();
    REQUIRE(turn_until(redis.io, [&] { return !redis.store.is_up(); }));
    CHECK(admin.serve("GET", "/healthz").status == 200);
    CHECK(admin.serve("GET", "/readyz").status == 503);
    CHECK(admin.serve("GET", "/metrics").body.find("kazi_store_up 0") != std::string::npos);
    redis.server.start();
    REQUIRE(turn_until(redis.io, [&] { return redis.store.is_up(); }));
    admin.begin_drain();
    CHECK(admin.serve("GET", "/readyz").body == "going down\n");
}
