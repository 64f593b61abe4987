// SPDX-License-Identifier: Apache-2.0
// An answer that is refused for good: what is left of its item, and when somebody else is asked.
#include <doctest/doctest.h>

#include <algorithm>

#include "gateway/engine/buying_again.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/store/memory_store.hpp"
#include "taskflow/quality/belief.hpp"

using namespace kazi;
using namespace kazi::gateway;
using namespace kazi::taskflow;
using engine::RefusalWrites;
using engine::RefusedItem;

namespace {

constexpr std::int64_t pay = 2'000'000;
constexpr std::int64_t fee = 200'000;

WorkerId worker(std::uint8_t number) {
    WorkerId id;
    id.bytes[0] = number;
    return id;
}

Campaign weather() {
    Campaign campaign;
    campaign.number = 1;
    campaign.client = "maji";
    campaign.state = CampaignState::running;
    campaign.question.type = QuestionType::yes_no;
    campaign.pay = {pay, *billing::Currency::parse("KES")};
    campaign.fee = {fee, campaign.pay.currency};
    campaign.redundancy = {.minimum = 2, .maximum = 5, .confidence_ppm = 800'000};
    campaign.review.hours = 24;
    campaign.item_count = 1;
    return campaign;
}

/// Settled by workers 1, 2, … who all said yes.
RefusedItem settled_by(int workers) {
    RefusedItem item;
    item.campaign_version = 3;
    item.content.id = "t0";
    ItemState& state = item.state;
    state.version = static_cast<std::uint32_t>(workers);
    for (int who = 1; who <= workers; ++who)
        state.answers.push_back(
            quality::weighed(weather(), worker(static_cast<std::uint8_t>(who)), 0, {}));
    state.issued = state.answer_count = static_cast<std::uint16_t>(workers);
    state.closed = true;
    state.confidence_ppm = quality::judge(state, weather()).confidence_ppm;
    return item;
}

RefusalWrites refuse(const RefusedItem& item, const Campaign& campaign = weather(),
                     std::uint8_t who = 1) {
    records::Review review;
    review.worker = worker(who);
    review.pay_micro = pay;
    review.fee_micro = fee;
    return engine::plan_refusal({1, {0, who}}, review, campaign, item, 5'000'000);
}

/// What a store holds after it, which held the item and the campaign's record before.
struct After {
    store::MemoryStore store;

    After(const RefusedItem& item, const RefusalWrites& refusal) {
        store::Batch before{"ke-0", {}, {}};
        before.writes.push_back(store::Put{
            keys::item_state({1, 0}), records::pack_item_state(item.state, item.state.version)});
        before.writes.push_back(store::Put{keys::campaign(1), std::string("\3\0\0\0", 4)});
        before.writes.push_back(store::Put{{keys::openings(1)}, std::string(1, '\0')});
        REQUIRE(commit(before));
        const store::Batch batch{"ke-0", refusal.guards, refusal.writes};
        REQUIRE(commit(batch));
        if (!refusal.guards.empty()) CHECK_FALSE(commit(batch));
    }

    bool commit(const store::Batch& batch) {
        bool applied = false;
        store.commit(batch, [&](auto outcome) { applied = outcome && outcome->applied; });
        return applied;
    }
    std::optional<std::string> value(const store::Place& place) {
        std::optional<std::string> found;
        store.load({"ke-0", {}, {place}}, [&](auto loaded) { found = loaded->also.front(); });
        return found;
    }
    ItemState state() { return *records::item_state_from(*value(keys::item_state({1, 0}))); }
    std::vector<records::ItemResult> results() {
        std::vector<records::ItemResult> found;
        store.range({"ke-0", keys::results(1), "0", 9}, [&](auto entries) {
            for (const store::StreamEntry& each : *entries)
                found.push_back(*records::result_from(each.payload));
        });
        return found;
    }
};

}  // namespace

TEST_CASE("an item that is not sure enough without the answer asks somebody else in its place") {
    const RefusedItem item = settled_by(2);
    const RefusalWrites refusal = refuse(item);
    CHECK(refusal.asks_again);
    After after(item, refusal);
    const ItemState state = after.state();
    CHECK_FALSE(state.closed);
    CHECK(state.answers.size() == 1);
    CHECK(state.answers.front().worker == worker(2));
    CHECK(state.answer_count == 1);
    CHECK(state.issued == 2);
    CHECK(state.revisions == 1);
    CHECK(after.value({keys::openings(1)}) == std::string(1, '\1'));
    CHECK(after.value({keys::tally(1), "closed"}) == "-1");
    CHECK(after.value({keys::tally(1), keys::settling_answers}) == "-2");
    CHECK(after.value({keys::tally(1), keys::bought_again}) == "1");
    CHECK(after.results().empty());
}

TEST_CASE("what the item said of its workers is taken back, for it will be counted anew") {
    const RefusedItem item = settled_by(2);
    const RefusalWrites refusal = refuse(item);
    const auto counted = std::ranges::count_if(refusal.writes, [](const store::Write& write) {
        const auto* cells = std::get_if<store::AddCells>(&write);
        return cells != nullptr && std::ranges::all_of(cells->changes, [](const auto& change) {
                   return change.delta < 0;
               });
    });
    CHECK(counted == 2);
}

TEST_CASE("an item that is sure enough without it stays settled, and its result comes again") {
    const RefusedItem item = settled_by(4);
    const RefusalWrites refusal = refuse(item);
    CHECK_FALSE(refusal.asks_again);
    After after(item, refusal);
    CHECK(after.state().closed);
    REQUIRE(after.results().size() == 1);
    const records::ItemResult result = after.results().front();
    CHECK(result.id == "t0");
    CHECK(result.value == "yes");
    CHECK(result.version == 2);
    CHECK(result.answers == 3);
    CHECK(result.given.size() == 3);
    CHECK(result.confidence_ppm < item.state.confidence_ppm);
    CHECK(result.outcome == records::ItemOutcome::confident);
}

TEST_CASE("a campaign that is over, or whose escrow has no room, buys nothing more") {
    const RefusedItem item = settled_by(2);
    Campaign over = weather();
    over.state = CampaignState::finished;
    RefusedItem poor = item;
    poor.room_micro = -1;
    for (const auto& refusal : {refuse(item, over), refuse(poor)}) {
        CHECK_FALSE(refusal.asks_again);
        After after(item, refusal);
        CHECK(after.state().closed);
        REQUIRE(after.results().size() == 1);
        CHECK(after.results().front().outcome == records::ItemOutcome::stopped);
        CHECK(after.results().front().answers == 1);
    }
}

TEST_CASE("the only answer of an item: nothing is known of it any more") {
    const RefusedItem item = settled_by(1);
    Campaign over = weather();
    over.state = CampaignState::finished;
    After after(item, refuse(item, over));
    CHECK(after.results().front().value.empty());
    CHECK(after.results().front().answers == 0);
}

TEST_CASE("an item that is open gets an opening for the place that is free again") {
    RefusedItem item = settled_by(2);
    item.state.closed = false;
    item.state.issued = 3;
    const RefusalWrites refusal = refuse(item);
    CHECK(refusal.asks_again);
    After after(item, refusal);
    CHECK_FALSE(after.state().closed);
    CHECK(after.state().issued == 3);
    CHECK(after.value({keys::openings(1)}) == std::string(1, '\1'));
    CHECK_FALSE(after.value({keys::tally(1), "closed"}));
}

TEST_CASE("an answer that was none of the item's changes nothing") {
    const RefusalWrites refusal = refuse(settled_by(2), weather(), 9);
    CHECK_FALSE(refusal.asks_again);
    CHECK(refusal.guards.empty());
    CHECK(refusal.writes.empty());
}

TEST_CASE("labels of words are numbered as if the refused answer had never come") {
    ItemState state;
    state.labels = {"maize", "beans", "rice"};
    state.answers = {{.worker = worker(2), .label = 2}, {.worker = worker(3), .label = 0}};
    renumber_labels(state);
    CHECK(state.labels == std::vector<std::string>{"rice", "maize"});
    CHECK(state.answers[0].label == 0);
    CHECK(state.answers[1].label == 1);
}
