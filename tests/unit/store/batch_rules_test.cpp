// SPDX-License-Identifier: Apache-2.0
#include "gateway/store/batch_rules.hpp"

#include <doctest/doctest.h>

namespace kazi::gateway::store {

namespace {

std::string fault(std::vector<Guard> guards, std::vector<Write> writes) {
    return why_malformed({"ke-0", std::move(guards), std::move(writes)}).value_or("");
}

}  // namespace

TEST_CASE("a batch that holds together is well-formed") {
    CHECK(fault({}, {}).empty());
    CHECK(fault({VersionIs{{"w"}, 1}, AtLeast{"m", "a", integer_max}, ByteAtLeast{"b", 1, 1}},
                {Put{{"w"}, "x", 60}, Add{"m", "a", -integer_max}, Add{"m", "a", 1},
                 Put{{"m", "note"}, "y"}, AddByte{"b", byte_index_max, 1}, Append{"s", "e"},
                 Acknowledge{"s", "g", "17-0"}, Schedule{"t", "m", 5}, Unschedule{"t", "n"},
                 Erase{{"gone"}}})
              .empty());
    // Making a hash only where nothing stands, and replacing one whole.
    CHECK(fault({Absent{{"h"}}}, {Put{{"h", "f"}, "v"}}).empty());
    CHECK(fault({}, {Erase{{"h"}}, Put{{"h", "f"}, "v"}}).empty());
    CHECK(fault({}, {Put{{"h", "f"}, "v"}, Erase{{"h", "f"}}, Put{{"h", "f"}, "w"}}).empty());
}

TEST_CASE("what is out of range is named with its key") {
    CHECK(fault({AtLeast{"m", "a", integer_max + 1}}, {}) == "integer beyond 2^53: m");
    CHECK(fault({}, {Add{"m", "a", -integer_max - 1}}) == "integer beyond 2^53: m");
    CHECK(fault({}, {Schedule{"t", "m", integer_max + 1}}) == "integer beyond 2^53: t");
    CHECK(fault({ByteAtLeast{"b", byte_index_max + 1, 0}}, {}) == "byte index out of range: b");
    CHECK(fault({}, {AddByte{"b", byte_index_max + 1, 0}}) == "byte index out of range: b");
    CHECK(fault({}, {AddCells{"m", "a", {}}}) == "no cell is changed: m");
    CHECK(fault({}, {AddCells{"m", "a", {{0, 1}, {cell_index_max + 1, 1}}}}) ==
          "cell index out of range: m");
    CHECK(fault({}, {Put{{"k"}, "v", 0}}) == "expiry out of range: k");
    CHECK(fault({}, {Put{{"k", "f"}, "v", 5}}) == "a hash field cannot expire: k");
    CHECK(fault({}, {Acknowledge{"s", "g", "$"}}) == "not a stream id: s");
    CHECK(why_malformed(Batch{"a}b"}) == "malformed cell: a}b");
}

TEST_CASE("a batch that contradicts itself is found out, in any order") {
    const std::vector<std::pair<std::vector<Write>, std::string>> cases{
        {{Put{{"k"}, "v"}, Add{"k", "f", 1}},
         "malformed batch: one key used as two kinds of value"},
        {{Append{"k", "e"}, Schedule{"k", "m", 1}},
         "malformed batch: one key used as two kinds of value"},
        {{Add{"k", "f", 1}, Put{{"k", "f"}, "v"}}, "malformed batch: added to and rewritten"},
        {{Erase{{"k", "f"}}, Add{"k", "f", 1}}, "malformed batch: added to and rewritten"},
        {{AddCells{"k", "f", {{0, 1}}}, Add{"k", "f", 1}}, "malformed batch: added to in two ways"},
        {{Erase{{"k"}}, Add{"k", "f", 1}}, "malformed batch: added to and erased"},
    };
    for (const auto& [writes, expected] : cases) {
        CHECK(fault({}, writes) == expected);
        CHECK(fault({}, {writes.rbegin(), writes.rend()}) == expected);
        auto among_others = writes;
        among_others.insert(among_others.begin() + 1, Put{{"j"}, "v"});
        CHECK(fault({}, among_others) == expected);
    }
}

TEST_CASE("stored integers and stream ids have one form each") {
    CHECK(stored_integer("-9007199254740991") == -integer_max);
    CHECK(stored_integer("007") == 7);
    for (const auto* text : {"", "-", "+1", " 1", "1 ", "1e3", "0x1", "9007199254740992", "1.0"})
        CHECK_FALSE(stored_integer(text));
    CHECK(is_stream_id("0"));
    CHECK(is_stream_id("1700000000000-12"));
    for (const auto* text : {"", "-", "1-", "-1", "1-2-3", "x", "18446744073709551616"})
        CHECK_FALSE(is_stream_id(text));
}

}  // namespace kazi::gateway::store
