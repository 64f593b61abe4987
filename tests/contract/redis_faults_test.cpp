// SPDX-License-Identifier: Apache-2.0
// A real redis-server killed, frozen, cut short and filled up.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/contract/redis_fixture.hpp"

namespace kazi::tests {

using namespace gateway::store;

namespace {

/// One turn of a worker: the next version of her record and one answer more, together.
Batch turn(std::uint32_t before) {
    const Record next{before + 1, {}, "state"};
    return {
        "ke-0",
        {VersionIs{{"w:1"}, before}},
        {Put{{"w:1"}, encode_record(next)}, Add{"count", "answers", 1}, Append{"log", "answer"}}};
}

std::uint32_t version_of(RedisFixture& redis) {
    const auto loaded = redis.call.load({"ke-0", "w:1"});
    REQUIRE(loaded);
    return loaded->record.version;
}

std::string answers_of(RedisFixture& redis) {
    return redis.call.fields("count", {"answers"})->at(0).value_or("0");
}

/// Kills the server and waits until the store has noticed.
void kill_and_miss(RedisFixture& redis) {
    redis.server.kill();
    REQUIRE(turn_until(redis.io, [&] { return !redis.store.is_up(); }));
}

bool told(const Events& events, ConnectionEvent::Kind kind) {
    return std::any_of(events.begin(), events.end(),
                       [&](const auto& event) { return event.kind == kind; });
}

}  // namespace

TEST_CASE("a killed server is missed, and found again with everything acknowledged") {
    RedisFixture redis;
    for (std::uint32_t version = 0; version < 5; ++version)
        REQUIRE(redis.call.commit(turn(version))->applied);
    redis.server.kill();
    const auto lost = redis.call.commit(turn(5));
    REQUIRE_FALSE(lost.has_value());
    CHECK(turn_until(redis.io, [&] { return told(redis.events, ConnectionEvent::Kind::down); }));
    CHECK_FALSE(redis.store.is_up());
    CHECK(redis.call.commit(turn(5)).error().fault == StoreFault::not_sent);
    redis.server.start();
    REQUIRE(turn_until(redis.io, [&] { return redis.store.is_up(); }));
    CHECK(version_of(redis) == 5);
    CHECK(redis.call.commit(turn(5))->applied);
    CHECK(answers_of(redis) == "6");
}

TEST_CASE("a frozen server applies what timed out, and the version guard makes a second try safe") {
    RedisFixture redis({}, 300);
    redis.server.freeze();
    const auto outcome = redis.call.commit(turn(0));
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().fault == StoreFault::outcome_unknown);
    redis.server.thaw();
    REQUIRE(turn_until(redis.io, [&] { return redis.store.is_up(); }));
    const auto again = redis.call.commit(turn(0));
    REQUIRE(again);
    CHECK_FALSE(again->applied);  // the first one had arrived after all
    CHECK(version_of(redis) == 1);
    CHECK(answers_of(redis) == "1");
}

TEST_CASE("wherever the file is cut, a batch is there whole or not at all") {
    RedisFixture redis;
    const auto empty = redis.server.aof_bytes();
    for (std::uint32_t version = 0; version < 20; ++version)
        REQUIRE(redis.call.commit(turn(version))->applied);
    std::uint32_t least = 20;
    for (int cut = 1; cut <= 8; ++cut) {
        kill_and_miss(redis);
        const auto full = redis.server.aof_bytes();
        redis.server.cut_aof(std::max(empty, full - static_cast<std::size_t>(37 * cut)));
        redis.server.start();
        REQUIRE(turn_until(redis.io, [&] { return redis.store.is_up(); }));
        const auto version = version_of(redis);
        CHECK(version <= least);
        least = version;
        CHECK(answers_of(redis) == std::to_string(version));
        CHECK(redis.call.range({"ke-0", "log", "0"})->size() == version);
    }
    CHECK(least < 20);
    CHECK(redis.call.commit(turn(least))->applied);
}

TEST_CASE("a server that keeps nothing is refused unless that is allowed") {
    RedisServer server({"--appendonly", "no"});
    boost::asio::io_context io;
    Events events;
    auto options = connect_to(server.socket_path(), events);
    {
        RedisStore store(io, options);
        REQUIRE(turn_until(io, [&] { return told(events, ConnectionEvent::Kind::refused); }));
        CHECK_FALSE(store.is_up());
    }
    options.require_persistence = false;
    RedisStore store(io, options);
    CHECK(turn_until(io, [&] { return store.is_up(); }));
}

TEST_CASE("a server with users lets us in by name and password only") {
    RedisServer server;
    server.run({"ACL", "SETUSER", "kazi", "on", ">planted", "~*", "&*", "+@all"});
    boost::asio::io_context io;
    Events events;
    auto options = connect_to(server.socket_path(), events);
    SUBCASE("the right one") {
        options.credentials = {"kazi", config::Secret("planted")};
        RedisStore store(io, options);
        CHECK(turn_until(io, [&] { return store.is_up(); }));
    }
    SUBCASE("a wrong one, which nobody gets to read") {
        options.credentials = {"kazi", config::Secret("plantee")};
        RedisStore store(io, options);
        CHECK(turn_until(io, [&] { return told(events, ConnectionEvent::Kind::refused); }));
        CHECK(events.front().text.find("plantee") == std::string::npos);
        CHECK_FALSE(store.is_up());
    }
}

TEST_CASE("a server out of memory refuses commits and goes on answering loads") {
    RedisFixture redis;
    REQUIRE(redis.call.commit(turn(0))->applied);
    REQUIRE(redis.server.run({"CONFIG", "SET", "maxmemory", "1"}) == "OK");
    const auto outcome = redis.call.commit(turn(1));
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().fault == StoreFault::refused);
    CHECK(outcome.error().text.starts_with("OOM"));
    CHECK(version_of(redis) == 1);
    REQUIRE(redis.server.run({"CONFIG", "SET", "maxmemory", "0"}) == "OK");
    CHECK(redis.call.commit(turn(1))->applied);
}

TEST_CASE("a replica refuses commits") {
    RedisFixture redis;
    REQUIRE(redis.call.commit(turn(0))->applied);
    REQUIRE(redis.server.run({"REPLICAOF", "127.0.0.1", "1"}) == "OK");
    const auto outcome = redis.call.commit(turn(1));
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().fault == StoreFault::refused);
    REQUIRE(redis.server.run({"REPLICAOF", "NO", "ONE"}) == "OK");
    CHECK(redis.call.commit(turn(1))->applied);
}

TEST_CASE("a flushed function library comes back by itself") {
    RedisFixture redis;
    REQUIRE(redis.server.run({"FUNCTION", "FLUSH"}) == "OK");
    CHECK(redis.call.commit(turn(0)).error().fault == StoreFault::refused);
    REQUIRE(turn_until(redis.io, [&] { return redis.store.is_up(); }));
    CHECK(redis.call.commit(turn(0))->applied);
}

TEST_CASE("commits on a slow disk are slow, not lost") {
    RedisFixture redis;
    REQUIRE(redis.server.run({"DEBUG", "AOF-FLUSH-SLEEP", "100000"}) == "OK");
    for (std::uint32_t version = 0; version < 3; ++version)
        CHECK(redis.call.commit(turn(version))->applied);
    CHECK(version_of(redis) == 3);
}

TEST_CASE("many commits in flight at once are each answered, in order") {
    RedisFixture redis;
    std::vector<int> order;
    for (int n = 0; n < 2000; ++n)
        redis.store.commit({"ke-0", {}, {Add{"h", "n", 1}}}, [&order, n](const auto& outcome) {
            CHECK(outcome->applied);
            order.push_back(n);
        });
    REQUIRE(turn_until(redis.io, [&] { return order.size() == 2000; }));
    CHECK(std::is_sorted(order.begin(), order.end()));
    CHECK(redis.call.fields("h", {"n"})->at(0) == "2000");
}

}  // namespace kazi::tests
