// SPDX-License-Identifier: Apache-2.0
// The two stores are one: the same random calls have the same outcomes and leave the same contents.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "gateway/store/batch_rules.hpp"
#include "gateway/store/memory_store.hpp"
#include "tests/contract/random_batches.hpp"
#include "tests/contract/redis_fixture.hpp"

namespace kazi::tests {

using namespace gateway::store;

namespace {

/// How often each kind of outcome came up: a property that only ever sees refusals proves nothing.
using Tally = std::map<std::string, int>;

/// One store, and the ids under which it knows the entries claimed so far.
struct Side {
    Caller call;
    std::map<std::string, std::vector<std::string>> claimed = {};
    std::string last_error = {};  ///< not compared: the stores use their own words

    std::string id_of(const AcknowledgeClaimed& entry) const {
        const auto ids = claimed.find(entry.key);
        return ids != claimed.end() && entry.nth < ids->second.size() ? ids->second[entry.nth]
                                                                      : "9-9";
    }

    std::string run(const RandomBatches& drawn) {
        std::vector<Batch> batches;
        for (const auto& batch : drawn)
            batches.push_back(batch_of(batch));
        std::string text;
        for (const auto& outcome : call.commits(batches))
            text += (text.empty() ? "" : "; ") + text_of(outcome);
        return text;
    }

    Batch batch_of(const RandomBatch& drawn) const {
        Batch batch{"ke-0", drawn.guards, {}, drawn.reads};
        for (const auto& write : drawn.writes) {
            if (const auto* entry = std::get_if<AcknowledgeClaimed>(&write))
                batch.writes.emplace_back(Acknowledge{entry->key, entry->group, id_of(*entry)});
            else
                batch.writes.push_back(std::get<Write>(write));
        }
        return batch;
    }

    std::string text_of(const StoreResult<CommitOutcome>& outcome) {
        if (!outcome) return fault_of(outcome.error());
        if (!outcome->applied) return "guard " + std::to_string(outcome->guard_failed);
        std::string text = "applied";
        for (const auto& value : outcome->read)
            text += " [" + value.value_or("none") + "]";
        return text;
    }

    std::string run(const ClaimRequest& request) {
        const auto entries = call.claim(request);
        if (!entries) return fault_of(entries.error());
        std::string text = "claimed";
        for (const auto& entry : *entries) {
            text += " " + entry.payload + "/" + std::to_string(entry.deliveries);
            auto& ids = claimed[request.key];
            if (std::find(ids.begin(), ids.end(), entry.id) == ids.end()) ids.push_back(entry.id);
        }
        return text;
    }

    std::string run(const LoadRequest& request) {
        const auto loaded = call.load(request);
        if (!loaded) return fault_of(loaded.error());
        std::string text = "loaded " + encode_record(loaded->record);
        for (const auto& value : loaded->referenced)
            text += " <" + value.value_or("none") + ">";
        for (const auto& value : loaded->also)
            text += " [" + value.value_or("none") + "]";
        return text;
    }

    std::string fault_of(const StoreError& error) {
        last_error = error.text;
        return "fault " + std::to_string(static_cast<int>(error.fault));
    }
};

/// What one key holds, asked in every way there is.
std::string contents(Side& side, const std::string& key) {
    std::ostringstream text;
    if (const auto bytes = side.call.slice(key, 0, 1000)) text << "text " << *bytes;
    if (auto fields = side.call.scan(key, 10)) {
        std::sort(fields->begin(), fields->end());
        for (const auto& [name, value] : *fields)
            text << " " << name << "=" << value;
    }
    if (const auto due = side.call.due(key, integer_max, 100))
        for (const auto& member : *due)
            text << " " << member.member << "@" << member.at_ms;
    if (const auto entries = side.call.range({"ke-0", key, "0"}))
        for (const auto& entry : *entries)
            text << " entry " << entry.payload;
    return text.str();
}

void compare(RedisFixture& redis, Tally& tally) {
    REQUIRE(redis.server.run({"FLUSHALL"}) == "OK");
    boost::asio::io_context io;
    MemoryStore memory_store;
    Side real{redis.call};
    Side memory{{memory_store, io}};
    const auto calls = *rc::gen::inRange(1, 40);
    for (int n = 0; n < calls; ++n) {
        const auto drawn = draw_call();
        const auto expected = std::visit([&](const auto& call) { return real.run(call); }, drawn);
        const auto outcome = std::visit([&](const auto& call) { return memory.run(call); }, drawn);
        if (outcome != expected)
            RC_LOG() << "Call " << n << " was of kind " << drawn.index()
                     << "; Redis last said: " << real.last_error << "\n";
        RC_ASSERT(outcome == expected);
        ++tally[expected.substr(0, expected.find(' '))];
        if (expected.find("; ") != std::string::npos) ++tally["together"];
    }
    for (const auto& key : random_keys())
        RC_ASSERT(contents(memory, key) == contents(real, key));
}

}  // namespace

TEST_CASE("memory and Redis are the same store") {
    RedisFixture redis({"--appendfsync", "no"});
    Tally tally;
    CHECK(rc::check("same calls, same outcomes, same contents", [&] { compare(redis, tally); }));
    for (const auto* outcome : {"applied", "guard", "fault", "claimed", "loaded", "together"}) {
        CAPTURE(outcome);
        CHECK(tally[outcome] > 20);
    }
}

}  // namespace kazi::tests
