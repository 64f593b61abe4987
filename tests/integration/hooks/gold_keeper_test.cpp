// SPDX-License-Identifier: Apache-2.0
// Gold looked after on a real redis-server: settled items join it after a rest, what good workers
// doubt leaves it, and a round that comes again changes nothing.
#include "gateway/keepers/gold_keeper.hpp"

#include "gateway/engine/keys.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/keepers/rest.hpp"
#include "gateway/records/counts_record.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/journal_record.hpp"
#include "tests/integration/hooks/hook_house.hpp"

using namespace kazi;
using namespace kazi::tests;
using namespace kazi::gateway;

namespace {

constexpr std::uint32_t gold_index = 5;
constexpr std::uint32_t settled_index = 9;

taskflow::WorkerId id_number(std::uint8_t number) {
    taskflow::WorkerId id;
    id.bytes[0] = number;
    return id;
}

class GoldHouse {
public:
    GoldHouse() {
        taskflow::Campaign campaign = house.cell.board.find(1)->campaign;
        campaign.redundancy = {.minimum = 2, .maximum = 6, .confidence_ppm = 950'000};
        campaign.title = "Rain";
        campaign.gold.wanted = true;
        campaign.gold.growth.hold_hours = 24;
        campaign.gold.items = {{.index = gold_index, .label = 0}};
        write(store::Put{keys::campaign(1), records::pack_campaign(campaign, 2)});
        refresh();
    }

    /// One round, and what it did on the board.
    void round() {
        bool over = false;
        boost::asio::co_spawn(house.io, keepers::look_after_gold(post, &kept),
                              [&over](const std::exception_ptr& failure) {
                                  if (failure) FAIL(http::text_of(failure));
                                  over = true;
                              });
        house.until([&] { return over; });
        refresh();
    }

    void write(store::Write write) {
        store::Batch batch;
        batch.cell = "ke-0";
        batch.writes.push_back(std::move(write));
        REQUIRE(house.redis.call.commit(batch));
    }

    void settle(std::uint32_t index) {
        records::ItemResult result;
        result.id = "t" + std::to_string(index);
        result.index = index;
        result.value = "no";
        result.confidence_ppm = 998'000;
        result.answers = 3;
        result.closed_at = house.clock.at;
        taskflow::ItemState state;
        state.closed = true;
        state.issued = 3;
        write(store::Put{keys::item_state({1, index}), records::pack_item_state(state, 3)});
        write(store::Append{keys::results(1), records::pack_result(result)});
    }

    /// A check, as a turn writes it: the journal, and her counts.
    void check(std::uint8_t worker, std::uint16_t label) {
        records::JournalEntry entry;
        entry.worker = id_number(worker);
        entry.answer.emplace();
        entry.answer->item = {1, gold_index};
        entry.answer->label = label;
        entry.answer->reliability_permille = 900;
        entry.answer->check = true;
        write(store::Append{keys::journal, records::pack_journal(entry)});
        const store::Place place = keys::counts(id_number(worker), 2);
        write(store::AddCells{place.key, *place.field, {{label, 1000}}});
    }

    std::vector<std::uint32_t> counts(std::uint8_t worker) {
        const auto loaded =
            house.redis.call.load({"ke-0", {}, {keys::counts(id_number(worker), 2)}});
        REQUIRE(loaded);
        return records::counts_from(2, *loaded->also.front())->cells;
    }

    const records::StoredCampaign& campaign() { return *house.cell.board.find(1); }

    HookHouse house;
    keepers::Rest rest{house.io};
    keepers::Post post{house.world, house.engine, house.cell, rest};
    keepers::GoldKept kept;

private:
    void refresh() {
        const auto fields = house.redis.call.fields("campaigns", {"1"});
        REQUIRE(fields);
        auto stored = records::campaign_from(*fields->front());
        REQUIRE(stored);
        house.cell.board.put(std::move(*stored));
    }
};

}  // namespace

TEST_CASE("a settled item becomes gold after its rest, once, with checks of its own") {
    GoldHouse gold;
    gold.settle(settled_index);
    gold.round();
    CHECK(gold.campaign().campaign.gold.items.size() == 1);
    gold.house.clock.at += taskflow::day_us;
    gold.round();
    const auto& items = gold.campaign().campaign.gold.items;
    REQUIRE(items.size() == 2);
    CHECK(items[1] == taskflow::GoldItem{settled_index, 1, taskflow::GoldState::active, true});
    CHECK(*gold.house.redis.call.slice(keys::openings(1), 41, 1) == "\3");
    const auto version = gold.campaign().version;
    gold.round();
    // Nor does a daemon that begins anew and reads everything again.
    gold.kept = {};
    gold.round();
    CHECK(gold.campaign().version == version);
    CHECK(gold.campaign().campaign.gold.items.size() == 2);
}

TEST_CASE("gold that good workers doubt is suspended, and what it said of them taken back") {
    GoldHouse gold;
    for (std::uint8_t worker = 1; worker <= 4; ++worker)
        gold.check(worker, 1);
    gold.round();
    CHECK(gold.campaign().campaign.gold.items[0].state == taskflow::GoldState::active);
    CHECK(gold.counts(1).at(1) == 1000);
    gold.check(5, 1);
    gold.round();
    CHECK(gold.campaign().campaign.gold.items[0].state == taskflow::GoldState::suspended);
    for (std::uint8_t worker = 1; worker <= 5; ++worker)
        CHECK(gold.counts(worker).at(1) == 0);
    const auto version = gold.campaign().version;
    gold.kept = {};
    gold.round();
    CHECK(gold.campaign().version == version);
}
