// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/random_batches.hpp"

#include <rapidcheck.h>

#include "gateway/store/batch_rules.hpp"

namespace kazi::tests {

using namespace gateway::store;

namespace {

template <class T>
T one_of(const std::vector<T>& choices) {
    return *rc::gen::elementOf(choices);
}

int below(int end) {
    return *rc::gen::inRange(0, end);
}

std::string draw_text() {
    const auto version = static_cast<std::uint32_t>(below(3));
    const Record record{version, {{"hash", "f"}, {one_of(random_keys()), "g"}}, "body"};
    return one_of<std::string>({"", "0", "5", "-7", "007", "-", "+1", "no number", "1e3",
                                "9007199254740991", "9007199254740992",
                                std::string("\0\r\n\xFF", 4), std::string(70, 'x'),
                                encode_record(record), encode_record({version, {}, "x"})});
}

/// A key whose name suggests a kind is mostly used for that kind, but not always.
std::string draw_key(const std::string& usual) {
    return below(8) == 0 ? one_of(random_keys()) : usual + (below(2) == 0 ? "" : "2");
}

std::string draw_field() {
    return one_of(random_fields());
}

Place draw_place() {
    if (below(2) == 0) return {draw_key("text")};
    return {draw_key("hash"), draw_field()};
}

std::int64_t draw_integer() {
    return one_of<std::int64_t>(
        {0, 1, -1, 5, -5, 1000, integer_max, -integer_max, integer_max + 1});
}

std::uint32_t draw_index() {
    return one_of<std::uint32_t>({0, 1, 2, 40, byte_index_max + 1});
}

Guard draw_guard() {
    switch (below(4)) {
        case 0:
            return VersionIs{draw_place(), static_cast<std::uint32_t>(below(3))};
        case 1:
            return Absent{draw_place()};
        case 2: {
            const auto key = draw_key("hash");
            const auto field = draw_field();
            return AtLeast{key, field, draw_integer()};
        }
        default: {
            const auto key = draw_key("text");
            const auto index = draw_index();
            return ByteAtLeast{key, index, static_cast<std::uint8_t>(below(60))};
        }
    }
}

Write draw_put() {
    auto place = draw_place();
    auto value = draw_text();
    Put put{std::move(place), std::move(value)};
    if (below(6) == 0) put.expire_after_s = static_cast<std::uint32_t>(below(2) * 1000);
    return put;
}

Write draw_add() {
    const auto key = draw_key("hash");
    const auto field = draw_field();
    return Add{key, field, draw_integer()};
}

Write draw_add_byte() {
    const auto key = draw_key("text");
    const auto index = draw_index();
    return AddByte{key, index, static_cast<std::int16_t>(below(600) - 300)};
}

Write draw_add_cells() {
    const auto key = draw_key("hash");
    AddCells add{key, draw_field()};
    for (int changes = below(4); changes > 0; --changes) {
        const auto cell = one_of<std::uint16_t>({0, 1, 5, cell_index_max, cell_index_max + 1});
        add.changes.push_back({cell, one_of<std::int32_t>({1, -1, 300, INT32_MAX, INT32_MIN})});
    }
    return add;
}

Write draw_append() {
    const auto key = draw_key("stream");
    Append append{key, draw_text()};
    if (below(4) == 0) append.keep_about = 1000;
    return append;
}

Write draw_schedule() {
    const auto key = draw_key("times");
    const auto member = draw_field();
    return Schedule{key, member, draw_integer()};
}

Write draw_unschedule() {
    const auto key = draw_key("times");
    return Unschedule{key, draw_field()};
}

RandomWrite draw_acknowledge() {
    const auto key = draw_key("stream");
    if (below(5) == 0) return Write(Acknowledge{key, "g", one_of<std::string>({"1-1", "x", "7"})});
    return AcknowledgeClaimed{key, "g", static_cast<std::size_t>(below(5))};
}

RandomWrite draw_write() {
    switch (below(10)) {
        case 0:
        case 1:
            return draw_put();
        case 2:
            return Write(Erase{draw_place()});
        case 3:
            return draw_add();
        case 4:
            return draw_add_byte();
        case 5:
            return draw_append();
        case 6:
            return draw_schedule();
        case 7:
            return draw_unschedule();
        case 8:
            return draw_add_cells();
        default:
            return draw_acknowledge();
    }
}

RandomBatch draw_batch() {
    RandomBatch batch;
    for (int guards = below(3); guards > 0; --guards)
        batch.guards.push_back(draw_guard());
    for (int writes = below(6); writes > 0; --writes)
        batch.writes.push_back(draw_write());
    for (int reads = below(3); reads > 0; --reads)
        batch.reads.push_back(below(20) == 0 ? draw_place()
                                             : Place{draw_key("hash"), draw_field()});
    return batch;
}

RandomBatches draw_batches() {
    RandomBatches batches;
    for (int batch = below(3) == 0 ? 1 + below(6) : 1; batch > 0; --batch)
        batches.push_back(draw_batch());
    return batches;
}

ClaimRequest draw_claim() {
    const auto key = draw_key("stream");
    const auto consumer = one_of<std::string>({"one", "two"});
    const auto count = static_cast<std::uint32_t>(below(4));
    const std::int64_t idle_ms = below(2) == 0 ? 0 : 3'600'000;
    return {"ke-0", key, "g", consumer, count, idle_ms};
}

LoadRequest draw_load() {
    LoadRequest request{"ke-0", below(3) == 0 ? "" : draw_key("text")};
    for (int places = below(3); places > 0; --places)
        request.also.push_back(draw_place());
    return request;
}

}  // namespace

RandomCall draw_call() {
    const int kind = below(10);
    if (kind == 0) return draw_claim();
    if (kind == 1) return draw_load();
    return draw_batches();
}

const std::vector<std::string>& random_keys() {
    static const std::vector<std::string> keys{"text",  "text2",  "hash",   "hash2",
                                               "times", "times2", "stream", "stream2"};
    return keys;
}

const std::vector<std::string>& random_fields() {
    static const std::vector<std::string> fields{"f", "g", ""};
    return fields;
}

}  // namespace kazi::tests
