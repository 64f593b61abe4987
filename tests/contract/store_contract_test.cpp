// SPDX-License-Identifier: Apache-2.0
// What every store promises, told by example and asked of both.
#include <doctest/doctest.h>

#include "gateway/store/memory_store.hpp"
#include "tests/contract/redis_fixture.hpp"

namespace kazi::tests {

using namespace gateway::store;

namespace {

Batch batch(std::vector<Guard> guards, std::vector<Write> writes) {
    return {"ke-0", std::move(guards), std::move(writes)};
}

Put put_record(const std::string& key, const Record& record) {
    return {{key}, encode_record(record)};
}

bool applied(const StoreResult<CommitOutcome>& outcome) {
    return outcome && outcome->applied;
}

bool failed_at(const StoreResult<CommitOutcome>& outcome, std::size_t guard) {
    return outcome && !outcome->applied && outcome->guard_failed == guard;
}

template <class T>
bool refused(const StoreResult<T>& outcome) {
    return !outcome && outcome.error().fault == StoreFault::refused;
}

struct MemoryFixture {
    boost::asio::io_context io;
    MemoryStore store;
    Caller call{store, io};
};

}  // namespace

TEST_CASE_TEMPLATE("a record comes back with what it refers to", Fixture, MemoryFixture,
                   RedisFixture) {
    Fixture on;
    const auto none = on.call.load({"ke-0", "w:1"});
    REQUIRE(none);
    CHECK(none->record == Record{});

    const Record record{7, {{"items", "i1"}, {"items", "gone"}}, std::string("body\0\n", 6)};
    REQUIRE(applied(
        on.call.commit(batch({}, {put_record("w:1", record), Put{{"items", "i1"}, "Is it red?"},
                                  Put{{"note"}, "plain"}}))));
    const auto loaded = on.call.load({"ke-0", "w:1", {{"note"}, {"items", "i1"}, {"nothing"}}});
    REQUIRE(loaded);
    CHECK(loaded->record == record);
    CHECK(loaded->referenced == std::vector<std::optional<std::string>>{"Is it red?", {}});
    CHECK(loaded->also == std::vector<std::optional<std::string>>{"plain", "Is it red?", {}});

    const auto only_also = on.call.load({"ke-0", "", {{"note"}}});
    REQUIRE(only_also);
    CHECK(only_also->also.at(0) == "plain");
    CHECK(on.call.load({"tz-0", "w:1"})->record == Record{});  // another cell
}

TEST_CASE_TEMPLATE("a version guards against lost updates", Fixture, MemoryFixture, RedisFixture) {
    Fixture on;
    const Place worker{"w:1"};
    const auto write = [&](std::uint32_t expected, std::uint32_t next) {
        return on.call.commit(batch({VersionIs{worker, expected}},
                                    {put_record("w:1", {next, {}, "x"}), Add{"n", "turns", 1}}));
    };
    CHECK(applied(write(0, 1)));
    CHECK(failed_at(write(0, 1), 0));
    CHECK(applied(write(1, 0x01020304)));
    CHECK(failed_at(write(1, 2), 0));
    CHECK(applied(write(0x01020304, 5)));
    CHECK(on.call.fields("n", {"turns"})->at(0) == "3");
}

TEST_CASE_TEMPLATE("cells side by side in a field are added to, each within its bounds", Fixture,
                   MemoryFixture, RedisFixture) {
    Fixture on;
    const auto add = [&](std::vector<AddCells::Change> changes) {
        return on.call.commit(batch({}, {AddCells{"h", "f", std::move(changes)}}));
    };
    CHECK(applied(add({{2, 70'000}, {0, 5}, {2, 1}})));
    CHECK(on.call.fields("h", {"f"})->at(0) == std::string("\5\0\0\0\0\0\0\0\x71\x11\1\0", 12));
    CHECK(applied(add({{0, -6}, {1, INT32_MAX}, {1, INT32_MAX}, {1, 9}})));
    CHECK(on.call.fields("h", {"f"})->at(0) ==
          std::string("\0\0\0\0\xFF\xFF\xFF\xFF\x71\x11\1\0", 12));
    REQUIRE(
        applied(on.call.commit(batch({}, {Put{{"h", "f"}, "no cells"}, Put{{"h", "g"}, "odd"}}))));
    CHECK(refused(on.call.commit(batch({}, {AddCells{"h", "g", {{0, 1}}}, Put{{"k"}, "v"}}))));
    CHECK_FALSE(on.call.load({"ke-0", "", {{"k"}}})->also.at(0));
}

TEST_CASE_TEMPLATE("what a commit is to read comes back as it stands after the writes", Fixture,
                   MemoryFixture, RedisFixture) {
    Fixture on;
    Batch both = batch({}, {Put{{"h", "f"}, "new"}, Put{{"text"}, "no hash"}});
    both.reads = {{"h", "f"}, {"h", "none"}, {"none", "f"}, {"text", "f"}};
    const auto outcome = on.call.commit(both);
    REQUIRE(applied(outcome));
    CHECK(outcome->read ==
          std::vector<std::optional<std::string>>{"new", std::nullopt, std::nullopt, std::nullopt});
    both.guards = {Absent{{"h", "f"}}};
    CHECK(failed_at(on.call.commit(both), 0));
    both.reads = {{"text"}};
    CHECK(refused(on.call.commit(both)));
}

TEST_CASE_TEMPLATE("the first guard that fails is named and nothing is written", Fixture,
                   MemoryFixture, RedisFixture) {
    Fixture on;
    REQUIRE(applied(on.call.commit(batch({}, {Add{"money", "escrow", 100}, Put{{"h", "f"}, "x"},
                                              Put{{"bytes"}, std::string("\x05", 1)}}))));
    const std::vector<Guard> holding{AtLeast{"money", "escrow", 100},
                                     AtLeast{"money", "none", 0},
                                     AtLeast{"money", "none", -5},
                                     Absent{{"h", "g"}},
                                     Absent{{"other"}},
                                     ByteAtLeast{"bytes", 0, 5},
                                     ByteAtLeast{"bytes", 9, 0}};
    CHECK(applied(on.call.commit(batch(holding, {}))));
    const std::vector<Guard> failing{AtLeast{"money", "escrow", 101},
                                     AtLeast{"money", "none", 1},
                                     Absent{{"h", "f"}},
                                     Absent{{"h"}},
                                     ByteAtLeast{"bytes", 0, 6},
                                     ByteAtLeast{"bytes", 1, 1},
                                     VersionIs{{"h", "f"}, 1},
                                     VersionIs{{"none"}, 1},
                                     VersionIs{{"bytes"}, 0}};
    for (const auto& guard : failing) {
        auto guards = holding;
        guards.push_back(guard);
        CHECK(
            failed_at(on.call.commit(batch(guards, {Put{{"trace"}, "written"}})), holding.size()));
    }
    CHECK_FALSE(on.call.load({"ke-0", "", {{"trace"}}})->also.at(0));
}

TEST_CASE_TEMPLATE("money is exact up to 2^53 and refused beyond", Fixture, MemoryFixture,
                   RedisFixture) {
    Fixture on;
    constexpr std::int64_t most = (std::int64_t{1} << 53) - 1;
    CHECK(applied(on.call.commit(batch({}, {Add{"m", "a", most}, Add{"m", "b", -most}}))));
    CHECK(refused(on.call.commit(batch({}, {Put{{"trace"}, "x"}, Add{"m", "a", 1}}))));
    CHECK(refused(on.call.commit(batch({}, {Add{"m", "b", -1}}))));
    CHECK(refused(on.call.commit(batch({}, {Add{"m", "c", most + 1}}))));
    CHECK(applied(on.call.commit(batch({AtLeast{"m", "a", most}}, {Add{"m", "a", -1}}))));
    CHECK(failed_at(on.call.commit(batch({AtLeast{"m", "a", most}}, {})), 0));
    CHECK(*on.call.fields("m", {"a", "b", "c"}) ==
          std::vector<std::optional<std::string>>{"9007199254740990", "-9007199254740991", {}});
    CHECK_FALSE(on.call.load({"ke-0", "", {{"trace"}}})->also.at(0));
    // Several movements of one account in one batch add up.
    CHECK(applied(on.call.commit(batch({}, {Add{"m", "d", 5}, Add{"m", "d", -7}}))));
    CHECK(on.call.fields("m", {"d"})->at(0) == "-2");
}

TEST_CASE_TEMPLATE("bytes saturate", Fixture, MemoryFixture, RedisFixture) {
    Fixture on;
    CHECK(applied(on.call.commit(batch({}, {AddByte{"b", 3, 250}, AddByte{"b", 0, -4}}))));
    CHECK(*on.call.slice("b", 0, 9) == std::string("\0\0\0\xFA", 4));
    CHECK(applied(on.call.commit(batch({}, {AddByte{"b", 3, 300}, AddByte{"b", 1, 2}}))));
    CHECK(*on.call.slice("b", 1, 3) == std::string("\x02\0\xFF", 3));
    CHECK(on.call.slice("b", 9, 3)->empty());
    CHECK(on.call.slice("b", 0, 0)->empty());
}

TEST_CASE_TEMPLATE("a schedule hands out what is due, earliest first", Fixture, MemoryFixture,
                   RedisFixture) {
    Fixture on;
    constexpr std::int64_t now = 1'700'000'000'123;
    REQUIRE(applied(on.call.commit(
        batch({}, {Schedule{"t", "late", now + 1}, Schedule{"t", "b", now}, Schedule{"t", "a", now},
                   Schedule{"t", "early", now - 5000}, Schedule{"t", "moved", now}}))));
    REQUIRE(applied(
        on.call.commit(batch({}, {Schedule{"t", "moved", now + 9}, Unschedule{"t", "none"}}))));
    const std::vector<DueMember> expected{{"early", now - 5000}, {"a", now}, {"b", now}};
    CHECK(*on.call.due("t", now, 10) == expected);
    CHECK(on.call.due("t", now, 1)->size() == 1);
    REQUIRE(applied(on.call.commit(batch({}, {Unschedule{"t", "early"}}))));
    CHECK(on.call.due("t", now, 1)->at(0).member == "a");
    CHECK(on.call.due("empty", now, 1)->empty());
}

TEST_CASE_TEMPLATE("stream entries are claimed once, and again when they were left", Fixture,
                   MemoryFixture, RedisFixture) {
    Fixture on;
    const ClaimRequest first{"ke-0", "out", "senders", "one", 2, 120'000};
    CHECK(on.call.claim(first)->empty());
    REQUIRE(applied(on.call.commit(batch(
        {}, {Append{"out", "A"}, Append{"out", "B"}, Append{"out", std::string("\0c", 2)}}))));
    const auto claimed = on.call.claim(first);
    REQUIRE(claimed->size() == 2);
    CHECK(claimed->at(0).payload == "A");
    CHECK(claimed->at(0).deliveries == 1);
    CHECK(on.call.claim(first)->at(0).payload == std::string("\0c", 2));
    CHECK(on.call.claim(first)->empty());

    REQUIRE(applied(on.call.commit(batch({}, {Acknowledge{"out", "senders", claimed->at(0).id}}))));
    const auto again = on.call.claim({"ke-0", "out", "senders", "two", 9, 0});
    REQUIRE(again->size() == 2);
    CHECK(again->at(0).payload == "B");
    CHECK(again->at(0).deliveries == 2);
    CHECK(again->at(0).id == claimed->at(1).id);
    const auto all = on.call.range({"ke-0", "out", "0"});
    REQUIRE(all->size() == 2);
    CHECK(on.call.range({"ke-0", "out", all->at(0).id})->at(0).id == all->at(1).id);
    CHECK(on.call.range({"ke-0", "out", "0", 1})->size() == 1);
    CHECK(on.call.range({"ke-0", "none", "0"})->empty());
    CHECK(refused(on.call.range({"ke-0", "out", "$"})));
}

TEST_CASE_TEMPLATE("a stream that is kept short keeps at least what was asked", Fixture,
                   MemoryFixture, RedisFixture) {
    Fixture on;
    for (int n = 0; n < 30; ++n) {
        std::vector<Write> writes;
        for (int m = 0; m < 50; ++m)
            writes.emplace_back(Append{"log", "entry", 200});
        REQUIRE(applied(on.call.commit(batch({}, writes))));
    }
    const auto left = on.call.range({"ke-0", "log", "0", 10'000})->size();
    CHECK(left >= 200);
    CHECK(left <= 400);
}

TEST_CASE_TEMPLATE("erasing takes a field, or all of a key", Fixture, MemoryFixture, RedisFixture) {
    Fixture on;
    REQUIRE(applied(on.call.commit(
        batch({}, {Put{{"h", "a"}, "1"}, Put{{"h", "b"}, "2"}, Schedule{"t", "m", 1}}))));
    REQUIRE(applied(on.call.commit(batch({}, {Erase{{"h", "a"}}, Erase{{"h", "none"}}}))));
    CHECK(*on.call.fields("h", {"a", "b"}) == std::vector<std::optional<std::string>>{{}, "2"});
    REQUIRE(applied(on.call.commit(batch({}, {Erase{{"h", "b"}}, Unschedule{"t", "m"}}))));
    CHECK(applied(on.call.commit(batch({Absent{{"h"}}, Absent{{"t"}}}, {Put{{"h"}, "text"}}))));
    CHECK(applied(on.call.commit(batch({}, {Erase{{"h"}}, Erase{{"none"}}}))));
    CHECK(applied(on.call.commit(batch({Absent{{"h"}}}, {}))));
}

TEST_CASE_TEMPLATE("a batch that would fail half-way is refused whole", Fixture, MemoryFixture,
                   RedisFixture) {
    Fixture on;
    REQUIRE(applied(on.call.commit(batch({}, {Put{{"text"}, "x"}, Put{{"hash", "f"}, "no number"},
                                              Schedule{"times", "m", 1}, Append{"stream", "e"}}))));
    const std::vector<Write> failing{Put{{"text", "f"}, "v"},
                                     Erase{{"text", "f"}},
                                     Add{"text", "f", 1},
                                     Add{"hash", "f", 1},
                                     AddByte{"hash", 0, 1},
                                     Append{"text", "e"},
                                     Schedule{"text", "m", 1},
                                     Unschedule{"hash", "m"},
                                     Acknowledge{"text", "g", "1"},
                                     Acknowledge{"stream", "g", "no-id"},
                                     AddByte{"text", 1U << 30, 1},
                                     Schedule{"times", "m", std::int64_t{1} << 53},
                                     Put{{"e"}, "v", 0},
                                     Put{{"hash", "e"}, "v", 5}};
    for (const auto& write : failing) {
        CHECK(refused(on.call.commit(batch({}, {Put{{"trace"}, "written"}, write}))));
        CHECK_FALSE(on.call.load({"ke-0", "", {{"trace"}}})->also.at(0));
    }
    CHECK(refused(on.call.commit(batch({AtLeast{"hash", "f", 0}}, {}))));
    CHECK(refused(on.call.commit(batch({ByteAtLeast{"hash", 0, 0}}, {}))));
    CHECK(refused(on.call.load({"ke-0", "", {{"hash"}}})));
    CHECK(refused(on.call.due("text", 1, 1)));
    CHECK(refused(on.call.claim({"ke-0", "text", "g", "c"})));
    CHECK(refused(on.call.fields("text", {"f"})));
}

TEST_CASE_TEMPLATE("a batch that contradicts itself is refused", Fixture, MemoryFixture,
                   RedisFixture) {
    Fixture on;
    CHECK(refused(on.call.commit(batch({}, {Put{{"k"}, "v"}, Put{{"k", "f"}, "v"}}))));
    CHECK(refused(on.call.commit(batch({}, {Put{{"k", "f"}, "v"}, Add{"k", "f", 1}}))));
    CHECK(refused(on.call.commit(batch({}, {Add{"k", "f", 1}, Erase{{"k"}}}))));
    CHECK(refused(on.call.commit({"", {}, {Put{{"k"}, "v"}}})));
    CHECK(refused(on.call.commit({"a}b", {}, {Put{{"k"}, "v"}}})));
    CHECK(applied(on.call.commit(batch({Absent{{"k"}}}, {}))));
}

TEST_CASE_TEMPLATE("a large hash is seen whole, page by page", Fixture, MemoryFixture,
                   RedisFixture) {
    Fixture on;
    std::vector<Write> writes;
    for (int n = 0; n < 1000; ++n)
        writes.emplace_back(Put{{"big", std::to_string(n)}, std::string(20, 'v')});
    REQUIRE(applied(on.call.commit(batch({}, writes))));
    const auto all = on.call.scan("big", 100);
    REQUIRE(all);
    std::map<std::string, std::string> seen(all->begin(), all->end());
    CHECK(seen.size() == 1000);
    CHECK(on.call.scan("none", 100)->empty());
}

TEST_CASE("a key expires") {
    RedisFixture redis;
    REQUIRE(applied(redis.call.commit(batch({}, {Put{{"k"}, "v", 100}, Put{{"l"}, "v"}}))));
    const auto left = std::stoi(redis.server.run({"TTL", "{ke-0}:k"}));
    CHECK(left > 0);
    CHECK(left <= 100);
    CHECK(redis.server.run({"TTL", "{ke-0}:l"}) == "-1");

    MemoryFixture memory;
    memory.store.advance_to(1'000);
    REQUIRE(applied(memory.call.commit(batch({}, {Put{{"k"}, "v", 100}, Put{{"l"}, "v"}}))));
    memory.store.advance_to(100'999);
    CHECK(applied(memory.call.commit(batch({}, {AddByte{"k", 0, 1}}))));
    CHECK(memory.call.slice("k", 0, 1) == "w");
    memory.store.advance_to(101'000);
    CHECK(memory.call.slice("k", 0, 1) == "");
    CHECK(memory.call.slice("l", 0, 1) == "v");
}

}  // namespace kazi::tests
