// SPDX-License-Identifier: Apache-2.0
// Translate, verify by two, decide where they disagree: results of one step become items of the
// next, each once.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "gateway/engine/board.hpp"
#include "gateway/engine/chain_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/store/memory_store.hpp"

using namespace kazi;
using namespace kazi::gateway;
using engine::ChainPage;

namespace {

taskflow::Campaign verification() {
    taskflow::Campaign campaign;
    campaign.number = 2;
    campaign.client = "maji";
    campaign.market = "ke";
    campaign.item_count = 3;
    campaign.redundancy = {.minimum = 2, .maximum = 2, .confidence_ppm = 1'000'000};
    campaign.chain.after = 1;
    campaign.chain.as = "translation";
    return campaign;
}

engine::ChainLink settled_item(std::uint32_t index, const char* value,
                               std::uint32_t confidence_ppm = 0) {
    engine::ChainLink made;
    made.result.id = "t" + std::to_string(index);
    made.result.index = index;
    made.result.value = value;
    made.result.confidence_ppm = confidence_ppm;
    made.result.answers = 1;
    made.item = {made.result.id, {{"text", "habari"}}};
    return made;
}

ChainPage page(taskflow::Campaign campaign, std::vector<engine::ChainLink> links) {
    return {"ke-0", std::move(campaign), {}, "7-0", std::move(links)};
}

bool commit(store::MemoryStore& store, const store::Batch& batch) {
    bool applied = false;
    store.commit(batch, [&](auto outcome) { applied = outcome && outcome->applied; });
    return applied;
}

std::optional<std::string> value(store::MemoryStore& store, const store::Place& place) {
    std::optional<std::string> found;
    store.load({"ke-0", {}, {place}}, [&](auto loaded) { found = loaded->also.front(); });
    return found;
}

std::size_t results(store::MemoryStore& store, std::uint32_t campaign) {
    std::size_t count = 0;
    store.range({"ke-0", keys::results(campaign), "0", 100},
                [&](auto entries) { count = entries->size(); });
    return count;
}

}  // namespace

TEST_CASE("a result becomes an item of the next step, with its words and openings") {
    store::MemoryStore store;
    REQUIRE(commit(store, engine::plan_chain(page(verification(), {settled_item(1, "news")}))));
    const auto item = records::item_from(*value(store, keys::item({2, 1})));
    REQUIRE(item);
    CHECK(item->id == "t1");
    CHECK(item->values.at("text") == "habari");
    CHECK(item->values.at("translation") == "news");
    CHECK(value(store, {keys::openings(2)}) == std::string("\0\2", 2));
    CHECK(results(store, 2) == 0);
}

TEST_CASE("a page is taken once, however often it is tried") {
    store::MemoryStore store;
    const auto batch = engine::plan_chain(page(verification(), {settled_item(0, "news")}));
    REQUIRE(commit(store, batch));
    CHECK_FALSE(commit(store, batch));
    const auto cursor = engine::chain_cursor_from(value(store, keys::chain(2)));
    REQUIRE(cursor);
    CHECK(cursor->after == "7-0");
    CHECK(cursor->version == 1);
}

TEST_CASE("what is sure enough passes the tie-break by, and is its result all the same") {
    store::MemoryStore store;
    taskflow::Campaign decision = verification();
    decision.chain.below_ppm = 700'000;
    REQUIRE(commit(store, engine::plan_chain(page(decision, {settled_item(0, "yes", 845'000),
                                                             settled_item(1, "yes", 500'000)}))));
    CHECK_FALSE(value(store, keys::item({2, 0})));
    CHECK(value(store, keys::item({2, 1})));
    CHECK(results(store, 2) == 1);
    CHECK(value(store, {keys::tally(2), "closed"}) == "1");
}

TEST_CASE("gold is not looked at again: it passes by, and stays gold") {
    store::MemoryStore store;
    auto gold = settled_item(0, "news");
    gold.result.gold = "news";
    REQUIRE(commit(store, engine::plan_chain(page(verification(), {gold}))));
    CHECK_FALSE(value(store, keys::item({2, 0})));
    CHECK(results(store, 2) == 1);
    CHECK(value(store, {keys::tally(2), "closed"}) == "1");
}

TEST_CASE("a result that comes again is one again here, unless the step was begun with it") {
    store::MemoryStore store;
    taskflow::Campaign decision = verification();
    decision.chain.below_ppm = 700'000;
    REQUIRE(commit(store, engine::plan_chain(page(decision, {settled_item(0, "yes", 845'000),
                                                             settled_item(1, "yes", 500'000),
                                                             settled_item(2, "yes", 900'000)}))));
    auto passes = settled_item(0, "no", 990'000);
    auto begun = settled_item(1, "no", 990'000);
    auto comes_on = settled_item(2, "no", 500'000);
    passes.result.version = begun.result.version = comes_on.result.version = 2;
    begun.came_on = true;
    ChainPage later = page(decision, {passes, begun, comes_on, comes_on});
    later.cursor = {"7-0", 1};
    later.last = "9-0";
    REQUIRE(commit(store, engine::plan_chain(later)));
    CHECK(results(store, 2) == 3);
    CHECK(value(store, {keys::tally(2), "closed"}) == "1");
    CHECK(value(store, {keys::openings(2)}) == std::string("\0\2\2", 3));
    const auto state = records::item_state_from(*value(store, keys::item_state({2, 2})));
    REQUIRE(state);
    CHECK(state->revisions == 2);
    CHECK_FALSE(value(store, keys::item_state({2, 1})));
}

TEST_CASE("some results only, and never what nobody answered or what lies beyond the items") {
    taskflow::ChainTerms terms;
    terms.values = {"no"};
    CHECK(terms.takes("no", 900'000, 2));
    CHECK_FALSE(terms.takes("yes", 900'000, 2));
    CHECK_FALSE(terms.takes("no", 900'000, 0));
    store::MemoryStore store;
    REQUIRE(commit(store, engine::plan_chain(page(verification(), {settled_item(3, "news")}))));
    CHECK_FALSE(value(store, keys::item({2, 3})));
    CHECK(results(store, 2) == 0);
}

TEST_CASE("a chain is declared, stored and read back") {
    const auto currency = *billing::Currency::parse("KES");
    const auto spec = boost::json::parse(R"({"title":"Check","market":"ke","pay":"2.00",
        "question":{"type":"yes_no","texts":{"en":{"text":"{text}: is {translation} right?"}}},
        "chain":{"after":"ke-c7","as":"translation","confidence_at_most":0.7}})");
    auto campaign = records::campaign_spec_from(spec, currency);
    REQUIRE(campaign.has_value());
    CHECK(campaign->chain.after == 7);
    campaign->number = 8;
    campaign->client = "maji";
    const auto stored = records::campaign_from(records::pack_campaign(*campaign, 1));
    REQUIRE(stored);
    CHECK(stored->campaign.chain.as == "translation");
    CHECK(stored->campaign.chain.below_ppm == 700'000);
    auto elsewhere = spec;
    elsewhere.at("chain").at("after") = "ug-c7";
    CHECK(records::campaign_spec_from(elsewhere, currency).has_error());
}

TEST_CASE("an item that comes later is fetched though its block was held without it") {
    engine::Board board;
    board.put({verification(), 1});
    board.set_openings(2, std::string(3, '\0'));
    board.items().keep(engine::block_of({2, 1}), std::vector<std::optional<std::string>>(16));
    REQUIRE(board.items().holds({2, 1}));
    board.set_openings(2, std::string("\0\2\0", 3));
    CHECK_FALSE(board.items().holds({2, 1}));
}

TEST_CASE(
    "an item that another daemon asked her about is fetched, though its block is held without") {
    engine::Board board;
    board.put({verification(), 1});
    board.set_openings(2, std::string(3, '\0'));
    std::vector<std::optional<std::string>> packed(16);
    packed[0] = records::pack_item({"t0", {}});
    board.items().keep(engine::block_of({2, 0}), packed);
    board.expect({2, 0});
    CHECK(board.items().holds({2, 0}));
    board.expect({2, 1});
    CHECK_FALSE(board.items().holds({2, 1}));
}

TEST_CASE("a step that ended meanwhile takes nothing more") {
    store::MemoryStore store;
    ChainPage taken = page(verification(), {settled_item(0, "news")});
    taken.version = 4;
    store::Batch as_it_stands;
    as_it_stands.cell = "ke-0";
    as_it_stands.writes.push_back(
        store::Put{keys::campaign(2), records::pack_campaign(verification(), 5)});
    REQUIRE(commit(store, as_it_stands));
    CHECK_FALSE(commit(store, engine::plan_chain(taken)));
    taken.version = 5;
    CHECK(commit(store, engine::plan_chain(taken)));
}

TEST_CASE("what a stop left without a result counts as done, once, after all that came was taken") {
    store::MemoryStore store;
    REQUIRE(commit(store, engine::plan_chain(page(verification(), {settled_item(0, "news")}))));
    engine::ChainEnd end{"ke-0", verification(), {"7-0", 0}, 0, 1};
    CHECK_FALSE(commit(store, engine::plan_chain_end(end)));  // a page was taken since
    end.cursor.version = 1;
    REQUIRE(commit(store, engine::plan_chain_end(end)));
    CHECK(value(store, {keys::tally(2), "closed"}) == "2");
    CHECK(value(store, {keys::tally(2), keys::left_behind}) == "2");
    CHECK_FALSE(commit(store, engine::plan_chain_end(end)));
    CHECK(value(store, {keys::tally(2), "closed"}) == "2");
}

TEST_CASE("where all was settled, nothing was left behind") {
    const engine::ChainEnd end{"ke-0", verification(), {}, 0, 3};
    CHECK(engine::plan_chain_end(end).writes.empty());
}

TEST_CASE("what passed a step by has its words further back, the nearest step first") {
    taskflow::Campaign third = verification();
    third.chain.after = 5;
    third.chain.earlier = {1, 3};
    CHECK(engine::steps_with_content(third) == std::vector<std::uint32_t>{5, 3, 1});
    CHECK(engine::steps_with_content(verification()) == std::vector<std::uint32_t>{1});
}
