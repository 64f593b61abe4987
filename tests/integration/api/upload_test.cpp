// SPDX-License-Identifier: Apache-2.0
// Items on their way in: streamed, checked row by row, and each of them once.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <boost/json.hpp>
#include <set>

#include "gateway/engine/keys.hpp"
#include "gateway/records/item_record.hpp"
#include "tests/integration/api/api_fixture.hpp"
#include "tests/integration/http/plain_socket.hpp"

using namespace kazi;
using namespace kazi::tests;
using protocols::HttpReply;

namespace {

HttpReply upload(ApiFixture& api, const std::string& id, std::string body, std::string key = "",
                 std::string type = "application/x-ndjson") {
    return api.ask({"POST", "/v1/campaigns/" + id + "/items", std::move(body), std::move(type),
                    std::move(key)});
}

int items_of(ApiFixture& api, const std::string& id) {
    return std::stoi(member(api.get("/v1/campaigns/" + id), "items"));
}

// Sends the head of a longer upload and `sent` of its body, and hangs up once `rows` are stored.
void break_off(ApiFixture& api, const std::string& id, const std::string& body, std::size_t sent,
               const std::string& key) {
    PlainSocket socket(api.port());
    socket.send(fmt::format("POST /v1/campaigns/{}/items HTTP/1.1\r\nHost: x\r\n"
                            "Authorization: Bearer {}\r\nIdempotency-Key: {}\r\n"
                            "Content-Type: application/x-ndjson\r\nContent-Length: {}\r\n\r\n",
                            id, api.key(), key, body.size()) +
                body.substr(0, sent));
    REQUIRE(api.wait_until([&] { return items_of(api, id) > 0; }));
}

// Every item stands once, under its own index.
void check_items(ApiFixture& api, int count) {
    const auto items = api.redis.call.scan("items:1", 1000);
    REQUIRE(items.has_value());
    std::set<std::string> ids;
    for (const auto& [index, bytes] : *items) {
        const auto item = gateway::records::item_from(bytes);
        REQUIRE(item.has_value());
        ids.insert(item->id);
    }
    CHECK(items->size() == static_cast<std::size_t>(count));
    CHECK(ids.size() == static_cast<std::size_t>(count));
    const auto names = api.redis.call.scan("itemids:1", 1000);
    CHECK(names->size() == static_cast<std::size_t>(count));
}

}  // namespace

TEST_CASE("good rows are taken, bad ones are named by line and field") {
    ApiFixture api;
    const std::string id = api.new_campaign();
    const HttpReply reply = upload(api, id,
                                   "{\"id\":\"a\",\"tweet\":\"x\"}\n"
                                   "not json\n"
                                   "\n"
                                   "{\"id\":\"b\"}\n"
                                   "{\"id\":\"a\",\"tweet\":\"again\"}\n"
                                   "{\"id\":\"c\",\"tweet\":\"z\"}");
    CHECK(reply.status == 200);
    CHECK(member(reply, "accepted") == "2");
    CHECK(member(reply, "rejected") == "3");
    const auto errors = json_of(reply).at("errors");
    CHECK(errors.at(0).at("line").as_int64() == 2);
    CHECK(errors.at(1).at("line").as_int64() == 4);
    CHECK(errors.at(1).at("field").as_string() == "tweet");
    CHECK(errors.at(2).at("line").as_int64() == 5);
    CHECK(errors.at(2).at("field").as_string() == "id");
    check_items(api, 2);
}

TEST_CASE("CSV, with quotes, and a header that does not do") {
    ApiFixture api;
    const std::string id = api.new_campaign();
    const HttpReply reply =
        upload(api, id, "tweet,id,truth\r\n\"Rain, \"\"rain\"\"\r\nmore\",t1,x\r\nshort,t2\r\n", "",
               "text/csv");
    CHECK(reply.status == 200);
    CHECK(member(reply, "accepted") == "1");
    CHECK(json_of(reply).at("errors").at(0).at("line").as_int64() == 4);
    const HttpReply refused = upload(api, id, "tweet,name\nx,y\n", "", "text/csv");
    CHECK(refused.status == 422);
    CHECK(member(refused, "field") == "id");
    CHECK(items_of(api, id) == 1);
}

TEST_CASE("an empty upload is a complete one") {
    ApiFixture api;
    const HttpReply reply = upload(api, api.new_campaign(), "", "empty");
    CHECK(reply.body == R"({"accepted":0,"rejected":0,"errors":[]})");
}

TEST_CASE("an upload of many chunks is taken once, with its key or without") {
    ApiFixture api;
    const std::string id = api.new_campaign();
    const std::string body = item_lines(1, 2600);
    const HttpReply first = upload(api, id, body, "items");
    CHECK(member(first, "accepted") == "2600");
    CHECK(upload(api, id, body, "items").body == first.body);
    check_items(api, 2600);
    const HttpReply without = upload(api, id, body);
    CHECK(member(without, "accepted") == "0");
    CHECK(member(without, "rejected") == "2600");
    CHECK(json_of(without).at("errors").as_array().size() == 100);
    check_items(api, 2600);
}

TEST_CASE("another body with an upload's key is refused, wherever it differs") {
    ApiFixture api;
    const std::string id = api.new_campaign();
    REQUIRE(upload(api, id, item_lines(1, 10), "items").status == 200);
    for (const std::string& body :
         {item_lines(1, 9), item_lines(1, 11), item_lines(2, 10), std::string{}})
        CHECK(upload(api, id, body, "items").status == 422);
    CHECK(api.post("/v1/campaigns/" + id + "/stop", "", "items").status == 422);
    check_items(api, 10);
}

TEST_CASE("an upload that broke off goes on where it stopped") {
    ApiFixture api;
    const std::string id = api.new_campaign();
    const std::string body = item_lines(1, 1400);
    break_off(api, id, body, body.size() / 2, "items");
    const int before = items_of(api, id);
    CHECK(before == 500);
    // Not with another beginning: what was taken would no longer be what was sent.
    CHECK(upload(api, id, item_lines(2, 1400), "items").status == 422);
    const HttpReply reply = upload(api, id, body, "items");
    CHECK(reply.status == 200);
    CHECK(member(reply, "accepted") == "1400");
    CHECK(member(reply, "rejected") == "0");
    check_items(api, 1400);
}

TEST_CASE("the answer of a completed upload outlives the start") {
    ApiFixture api;
    api.fund("1000.00");
    const std::string id = api.new_campaign();
    const HttpReply first = upload(api, id, item_lines(1, 5), "items");
    REQUIRE(api.post("/v1/campaigns/" + id + "/start").status == 200);
    CHECK(upload(api, id, item_lines(1, 5), "items").body == first.body);
    CHECK(upload(api, id, item_lines(6, 5), "more").status == 409);
}

TEST_CASE("uploads at once mix and lose nothing") {
    ApiFixture api;
    const std::string id = api.new_campaign();
    const std::string target = "/v1/campaigns/" + id + "/items";
    std::vector<Ask> asks;
    for (int i = 0; i < 3; ++i)
        asks.push_back({"POST", target, item_lines(1 + i * 1100, 1100), "application/x-ndjson"});
    for (const HttpReply& reply : api.ask_together(asks)) {
        CHECK(reply.status == 200);
        CHECK(member(reply, "accepted") == "1100");
    }
    check_items(api, 3300);
}

TEST_CASE("the same upload twice at once lands once") {
    ApiFixture api;
    const std::string id = api.new_campaign();
    const std::string target = "/v1/campaigns/" + id + "/items";
    const std::vector<Ask> asks(
        2, Ask{"POST", target, item_lines(1, 1200), "application/x-ndjson", "items"});
    for (const HttpReply& reply : api.ask_together(asks)) {
        if (reply.status == 409) {
            CHECK(member(reply, "type") == "/problems/upload-under-way");
        } else {
            CHECK(member(reply, "accepted") == "1200");
        }
    }
    CHECK(member(upload(api, id, item_lines(1, 1200), "items"), "accepted") == "1200");
    check_items(api, 1200);
}
