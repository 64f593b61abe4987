// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/upload_plan.hpp"

#include "gateway/records/item_record.hpp"
#include "tests/unit/api/samples.hpp"

using namespace kazi;
using namespace kazi::gateway;
using namespace kazi::gateway::api;
using taskflow::CampaignState;
using tests::PlainStore;

namespace {

ItemRow item(std::uint64_t line, const char* id) {
    return {line, taskflow::Item{id, {{"tweet", "text"}}}};
}

ItemRow fault(std::uint64_t line) {
    return {line, RowFault{"tweet", "is missing"}};
}

UploadChunk chunk_of(std::vector<ItemRow> rows) {
    UploadChunk chunk;
    for (ItemRow& row : rows)
        chunk.add(std::move(row));
    return chunk;
}

ChunkFacts facts_for(const UploadChunk& chunk, std::uint32_t item_count = 0) {
    ChunkFacts facts;
    facts.cell = "ke-0";
    facts.memory_key = keys::idempotency("acme", "k");
    facts.digest = "digest";
    facts.campaign = {tests::moods(CampaignState::draft, item_count), 3};
    facts.taken.resize(chunk.ids().size());
    return facts;
}

void store_campaign(PlainStore& store, std::uint32_t items) {
    store.put(keys::campaign(7),
              records::pack_campaign(tests::moods(CampaignState::draft, items), 3));
}

}  // namespace

TEST_CASE("a chunk writes its items behind those that are there") {
    PlainStore store;
    store_campaign(store, 5);
    const UploadChunk chunk = chunk_of({item(1, "a"), fault(2), item(3, "b")});
    const ChunkPlan plan = plan_chunk(facts_for(chunk, 5), chunk);
    CHECK(plan.after.rows == 3);
    CHECK(plan.after.accepted == 2);
    CHECK(plan.after.rejected == 1);
    CHECK(plan.after.errors == std::vector<LineError>{{2, "tweet", "is missing"}});
    CHECK(!plan.after.complete);
    REQUIRE(store.commit(plan.batch));
    CHECK(store.load({{keys::item_ids(7), "b"}}).front() == "6");
    const auto stored = records::item_from(*store.load({keys::item({7, 6})}).front());
    REQUIRE(stored.has_value());
    CHECK(stored->id == "b");
    const auto campaign = records::campaign_from(*store.load({keys::campaign(7)}).front());
    CHECK(campaign->campaign.item_count == 7);
    CHECK(campaign->version == 4);
    const auto memory = remembered_from(*store.load({{keys::idempotency("acme", "k")}}).front());
    CHECK(std::get<UploadProgress>(memory->what) == plan.after);
}

TEST_CASE("a chunk lands once: not when the campaign moved, not when its progress did") {
    PlainStore store;
    store_campaign(store, 0);
    const UploadChunk chunk = chunk_of({item(1, "a")});
    const ChunkPlan plan = plan_chunk(facts_for(chunk), chunk);
    REQUIRE(store.commit(plan.batch));
    CHECK(!store.commit(plan.batch));
    const UploadChunk faults = chunk_of({fault(1)});
    const ChunkPlan no_items = plan_chunk(facts_for(faults), faults);
    CHECK(!store.commit(no_items.batch));
    ChunkFacts behind = facts_for(chunk);
    behind.memory_version = 1;
    const ChunkPlan old_campaign = plan_chunk(behind, chunk);
    CHECK(!store.commit(old_campaign.batch));
}

TEST_CASE("an id belongs to one item") {
    const UploadChunk chunk = chunk_of({item(1, "a"), item(2, "b"), item(3, "a")});
    ChunkFacts facts = facts_for(chunk);
    facts.taken[1] = "0";
    const ChunkPlan plan = plan_chunk(facts, chunk);
    CHECK(plan.after.accepted == 1);
    REQUIRE(plan.after.errors.size() == 2);
    CHECK(plan.after.errors[0].line == 2);
    CHECK(plan.after.errors[1].line == 3);
    CHECK(plan.after.errors[1].field == "id");
}

TEST_CASE("a campaign has so many items and no more") {
    const UploadChunk chunk = chunk_of({item(1, "a"), item(2, "b")});
    const ChunkPlan plan = plan_chunk(facts_for(chunk, items_max - 1), chunk);
    CHECK(plan.after.accepted == 1);
    CHECK(plan.after.errors.front().line == 2);
}

TEST_CASE("all faults are counted, the first hundred are told") {
    UploadChunk chunk;
    for (std::uint64_t line = 1; line <= 150; ++line)
        chunk.add(fault(line));
    ChunkFacts facts = facts_for(chunk);
    facts.last = true;
    const ChunkPlan plan = plan_chunk(facts, chunk);
    CHECK(plan.after.rejected == 150);
    CHECK(plan.after.errors.size() == line_errors_max);
    CHECK(plan.after.complete);
    const auto body = boost::json::parse(upload_reply(plan.after).body);
    CHECK(body.at("rejected").as_int64() == 150);
    CHECK(body.at("errors").as_array().size() == 100);
}

TEST_CASE("a chunk is full by rows or by bytes") {
    UploadChunk many;
    for (std::uint64_t line = 1; line <= 499; ++line)
        many.add(item(line, "a"));
    CHECK(!many.full());
    many.add(fault(500));
    CHECK(many.full());
    many.clear();
    CHECK(!many.full());
    UploadChunk large;
    for (std::uint64_t line = 1; line <= 40; ++line)
        large.add({line, taskflow::Item{"a", {{"tweet", std::string(15'000, 'x')}}}});
    CHECK(large.full());
}
