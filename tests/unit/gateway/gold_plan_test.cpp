// SPDX-License-Identifier: Apache-2.0
// Gold that grows, retires, is suspended: each once, and with all that follows.
#include "gateway/engine/gold_plan.hpp"

#include <doctest/doctest.h>

#include "gateway/engine/keys.hpp"
#include "gateway/engine/uncounted_gold.hpp"
#include "gateway/keepers/gold_log.hpp"
#include "gateway/records/counts_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/memory_store.hpp"

using namespace kazi::gateway;
using namespace kazi::taskflow;

namespace {

WorkerId id_number(std::uint8_t number) {
    WorkerId id;
    id.bytes[0] = number;
    return id;
}

records::StoredCampaign growing() {
    Campaign campaign;
    campaign.number = 4;
    campaign.client = "maji";
    campaign.title = "Rain";
    campaign.market = "ke";
    campaign.state = CampaignState::running;
    campaign.question.type = QuestionType::yes_no;
    campaign.question.texts["en"] = {"Rain?", {}};
    campaign.languages = {"en"};
    campaign.pay = {2'000'000, *kazi::billing::Currency::parse("KES")};
    campaign.fee = {0, campaign.pay.currency};
    campaign.item_count = 20;
    campaign.redundancy = {.minimum = 2, .maximum = 6, .confidence_ppm = 950'000};
    campaign.gold.wanted = true;
    campaign.gold.growth = {.hold_hours = 24, .confidence_ppm = 990'000, .answers = 3};
    campaign.gold.items = {{.index = 7, .label = 1}};
    return {campaign, 1};
}

engine::RestedItem settled(std::uint32_t index, std::uint16_t issued = 3) {
    engine::RestedItem item;
    item.result.index = index;
    item.result.value = "yes";
    item.result.confidence_ppm = 997'000;
    item.result.answers = 3;
    item.result.closed_at = 5 * hour_us;
    item.state.closed = true;
    item.state.issued = issued;
    item.state.version = 3;
    return item;
}

struct Cell {
    store::MemoryStore store;

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
    void begin(const records::StoredCampaign& stored) {
        store::Batch batch;
        batch.cell = "ke-0";
        batch.writes.push_back(store::Put{keys::campaign(stored.campaign.number),
                                          records::pack_campaign(stored.campaign, 1)});
        REQUIRE(commit(batch));
    }
    records::StoredCampaign campaign() {
        const auto stored = records::campaign_from(*value(keys::campaign(4)));
        REQUIRE(stored);
        return *stored;
    }
    int checks(std::uint32_t place) {
        std::string bytes;
        store.slice("ke-0", keys::openings(4), 20 + place, 1, [&](auto slice) { bytes = *slice; });
        return bytes.empty() ? 0 : static_cast<std::uint8_t>(bytes.front());
    }
    std::vector<std::uint32_t> counts(std::uint8_t worker) {
        const auto stored = value(keys::counts(id_number(worker), 2));
        if (!stored) return {};
        return records::counts_from(2, *stored)->cells;
    }
    void count(std::uint8_t worker, std::uint16_t cell, std::int32_t milli) {
        store::Place place = keys::counts(id_number(worker), 2);
        store::Batch batch;
        batch.cell = "ke-0";
        batch.writes.push_back(store::AddCells{place.key, *place.field, {{cell, milli}}});
        REQUIRE(commit(batch));
    }
};

}  // namespace

TEST_CASE("only what is sure, by enough answers and not gold yet, may grow; and after a rest") {
    const Campaign campaign = growing().campaign;
    records::ItemResult result = settled(1).result;
    CHECK(engine::may_grow(campaign, result));
    CHECK(engine::grows_at(campaign, result) == 29 * hour_us);
    const auto without = [&](auto spoil) {
        records::ItemResult spoilt = result;
        spoil(spoilt);
        return engine::may_grow(campaign, spoilt);
    };
    CHECK_FALSE(without([](auto& each) { each.confidence_ppm = 980'000; }));
    CHECK_FALSE(without([](auto& each) { each.answers = 2; }));
    CHECK_FALSE(without([](auto& each) { each.outcome = records::ItemOutcome::exhausted; }));
    CHECK_FALSE(without([](auto& each) { each.gold = "yes"; }));
    CHECK_FALSE(without([](auto& each) { each.value = "rather not"; }));
    CHECK_FALSE(without([](auto& each) { each.index = 7; }));
    Campaign off = campaign;
    off.gold.growth.hold_hours = 0;
    CHECK_FALSE(engine::may_grow(off, result));
}

TEST_CASE("what grows is asked as often as its item's answers are left, and grows once") {
    Cell cell;
    const auto before = growing();
    cell.begin(before);
    const std::vector<engine::RestedItem> items{settled(2), settled(3, 6), settled(4), settled(5)};
    const auto batch = engine::plan_growth("ke-0", before, items);
    REQUIRE(cell.commit(batch));
    CHECK_FALSE(cell.commit(batch));
    const auto after = cell.campaign();
    REQUIRE(after.campaign.gold.items.size() == 3);  // a tenth of twenty; 3 has no answers left
    CHECK(after.campaign.gold.items[1] == GoldItem{2, 0, GoldState::active, true});
    CHECK(after.campaign.gold.items[2].index == 4);
    CHECK(cell.checks(1) == 3);
    CHECK(cell.checks(2) == 3);
    // The escrow holds what it held.
    CHECK(after.campaign.answers_max() == before.campaign.answers_max());
    CHECK(engine::growth_room(after.campaign) == 0);
    CHECK(engine::plan_growth("ke-0", after, items).writes.empty());
}

TEST_CASE("gold that leaked is asked no more, and what it said stays") {
    Cell cell;
    cell.begin(growing());
    REQUIRE(cell.commit(engine::plan_retirement("ke-0", cell.campaign(), 0)));
    CHECK(cell.campaign().campaign.gold.items[0].state == GoldState::retired);
    CHECK_FALSE(gold_label(cell.campaign().campaign.gold, 7));
}

TEST_CASE("bad gold takes back what it said of workers, once") {
    Cell cell;
    const auto before = growing();
    cell.begin(before);
    // Its label is "no". One said so, two said "yes"; the third by a check.
    cell.count(1, 3, 5000);
    cell.count(2, 2, 4000);
    cell.count(3, 2, 2000);
    const std::vector<GoldAnswer> answers{
        {id_number(1), 1, 800, false}, {id_number(2), 0, 800, false}, {id_number(3), 0, 800, true}};
    ItemState closed;
    closed.closed = true;
    const auto batch = engine::plan_suspension("ke-0", before, 0, closed, answers);
    REQUIRE(cell.commit(batch));
    CHECK_FALSE(cell.commit(batch));
    CHECK(cell.campaign().campaign.gold.items[0].state == GoldState::suspended);
    CHECK(cell.counts(1).at(3) == 4000);
    CHECK(cell.counts(2).at(2) == 3000);
    CHECK(cell.counts(3).at(2) == 1000);
}

TEST_CASE("what her own record counts of suspended gold is taken out of it, once") {
    Cell cell;
    const auto before = growing();
    cell.begin(before);
    const std::vector<GoldAnswer> answers{{id_number(1), 1, 800, false},
                                          {id_number(2), 0, 800, true}};
    REQUIRE(cell.commit(engine::plan_suspension("ke-0", before, 0, ItemState{}, answers)));
    std::vector<engine::GoldMark> marks;
    cell.store.scan("ke-0", keys::uncounted_gold, 0, 10, [&](auto page) {
        for (const auto& [field, value] : page->fields)
            marks.push_back(*engine::gold_mark_from(field, value));
    });
    REQUIRE(marks.size() == 2);
    for (const engine::GoldMark& mark : marks) {
        CHECK(mark.item == ItemRef{4, 7});
        CHECK(mark.right == (mark.worker == id_number(1)));
        Worker worker;
        worker.stage = Stage::active;
        worker.standing.gold_seen = 5;
        worker.standing.gold_right = 4;
        worker.standing.trial = {.campaign = 4, .seen = 3, .right = 2};
        store::Batch known{"ke-0", {}, {}};
        known.writes.push_back(store::Put{{keys::worker(mark.worker)},
                                          store::encode_record(records::to_record(worker, 6))});
        REQUIRE(cell.commit(known));
        const auto batch = engine::plan_uncounting("ke-0", mark, worker, 6);
        REQUIRE(cell.commit(batch));
        CHECK_FALSE(cell.commit(batch));
        std::optional<Worker> after;
        cell.store.load({"ke-0", keys::worker(mark.worker), {}},
                        [&](auto loaded) { after = records::worker_from(loaded->record); });
        REQUIRE(after);
        CHECK(after->standing.gold_seen == 4);
        CHECK(after->standing.gold_right == (mark.right ? 3 : 4));
        CHECK(after->standing.trial.seen == 2);
        CHECK(after->standing.trial.right == (mark.right ? 1 : 2));
    }
    CHECK(engine::marks_of(4, {.index = 7, .label = 1, .grown = true}, answers).size() == 1);
}

TEST_CASE("answers to bad gold that is open, or grew, have said nothing to take back") {
    for (const bool grown : {false, true}) {
        Cell cell;
        auto before = growing();
        before.campaign.gold.items[0].grown = grown;
        cell.begin(before);
        cell.count(1, 2, 5000);
        ItemState state;
        state.closed = grown;
        const std::vector<GoldAnswer> answers{{id_number(1), 0, 800, false}};
        REQUIRE(cell.commit(engine::plan_suspension("ke-0", before, 0, state, answers)));
        CHECK(cell.counts(1)[2] == 5000);
    }
}

TEST_CASE("the journal as gold sees it: gold and checks, as they stand after corrections") {
    engine::Board board;
    board.put(growing());
    keepers::GoldLog log;
    const auto entry = [&](std::uint8_t worker, std::uint32_t index, std::uint16_t label,
                           bool check) {
        records::JournalEntry made;
        made.worker = id_number(worker);
        made.answer.emplace();
        made.answer->item = {4, index};
        made.answer->label = label;
        made.answer->check = check;
        return made;
    };
    log.take(entry(1, 7, 0, false), board);
    log.take(entry(2, 7, 1, true), board);
    log.take(entry(1, 8, 0, false), board);
    log.take(entry(1, 9, 1, true), board);
    auto corrected = entry(1, 7, 1, false);
    std::swap(corrected.answer, corrected.correction);
    log.take(corrected, board);
    REQUIRE(log.of({4, 7}).size() == 2);
    CHECK(log.of({4, 7})[0].label == 1);
    CHECK(log.of({4, 7})[1].check);
    CHECK(log.of({4, 8}).empty());
    CHECK(log.of({4, 9}).size() == 1);
    log.forget(4);
    CHECK(log.of({4, 7}).empty());
}
