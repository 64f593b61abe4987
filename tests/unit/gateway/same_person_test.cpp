// SPDX-License-Identifier: Apache-2.0
// Nobody is asked about one item twice: not in another step of a chain, not as a judge of an
// appeal, not on another number of hers, whichever came first.
#include <doctest/doctest.h>

#include "gateway/engine/asked_elsewhere.hpp"
#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/tie_plan.hpp"
#include "tests/unit/gateway/town_books.hpp"

using namespace kazi;
using namespace kazi::gateway;
using namespace kazi::taskflow;

namespace {

constexpr const char* other_phone = "+254711000002";

/// Translate, verify, decide, and an appeal about item 4 of the verification.
struct Chain {
    engine::Board board;

    Chain() {
        put(1, {});
        put(2, {.after = 1, .as = "translation", .values = {}});
        put(3, {.after = 2, .as = {}, .values = {}, .earlier = {1}});
        Campaign judges;
        judges.number = 9;
        judges.review.judges = AppealedAnswer{{2, 4}, "yes"};
        board.put({judges, 1});
    }

    void put(std::uint32_t number, ChainTerms terms) {
        Campaign campaign;
        campaign.number = number;
        campaign.chain = std::move(terms);
        board.put({campaign, 1});
    }

    /// Whether somebody who was asked `before` counts as asked `now`.
    bool knows(ItemRef before, ItemRef now) {
        Worker worker;
        worker.history(before.campaign).mark_seen(before.index);
        const std::vector<OpenCampaign> open{
            {.campaign = &board.find(now.campaign)->campaign, .openings = {}}};
        const auto elsewhere = engine::as_seen_elsewhere(worker, open, board);
        const Worker seen = elsewhere.value_or(worker);
        const auto* history = seen.find_history(now.campaign);
        return history != nullptr && history->has_seen(now.index);
    }
};

Campaign beside_weather(const SmallTown& town) {
    Campaign campaign = town.board.find(1)->campaign;
    campaign.number = 2;
    campaign.item_count = 1;
    return campaign;
}

/// A second campaign of one item, funded, that can be asked.
void begin(SmallTown& town, const Campaign& campaign) {
    store::Batch batch{town.cell.cell, {}, {}};
    batch.writes = {store::Put{{keys::openings(campaign.number)}, "\x02"},
                    store::Add{keys::balances, engine::escrow_field(campaign), 1'000'000'000}};
    bool applied = false;
    town.store.commit(batch, [&](auto outcome) { applied = outcome && outcome->applied; });
    REQUIRE(applied);
    town.board.put({campaign, 1});
    town.board.set_openings(campaign.number, "\x02");
    town.board.set_message_room(campaign.number, 1'000'000'000);
    town.keep_items(engine::block_of({campaign.number, 0}));
}

/// Somebody joins on the other phone, and answers what she is asked.
void work_there(SmallTown& town) {
    for (std::uint64_t message = 50; const char* text : {"JOIN", "1", "1", "1990", "1"})
        town.sms_from(other_phone, text, message++);
}

/// The other phone sends the code that the first one shows.
void link(SmallTown& town) {
    town.sms("LINK", 11);
    const engine::TieDue asked{SmallTown::id_of(other_phone), town.worker().ties.link_code};
    town.sms_from(other_phone, "LINK " + asked.code, 60);
    std::uint32_t version = 0;
    town.store.load({town.cell.cell, keys::worker(asked.worker), {}},
                    [&](auto loaded) { version = loaded->record.version; });
    auto request = engine::joining_event(asked, town.her, town.worker_of(asked.worker), version,
                                         town.cell.market);
    REQUIRE(request);
    request->event.at = town.now;
    town.play_request(std::move(*request));
    REQUIRE(town.worker().ties.numbers.size() == 1);
}

}  // namespace

TEST_CASE("steps of a chain ask nobody about one item twice, whichever she was asked in first") {
    Chain chain;
    for (const auto& [before, now] : {std::pair{1U, 2U}, {1U, 3U}, {2U, 3U}, {2U, 1U}, {3U, 1U}}) {
        CAPTURE(before);
        CAPTURE(now);
        CHECK(chain.knows({before, 4}, {now, 4}));
        CHECK_FALSE(chain.knows({before, 4}, {now, 5}));
    }
}

TEST_CASE("who judges an appeal was asked about its item nowhere, and is not asked later") {
    Chain chain;
    for (const std::uint32_t step : {1U, 2U, 3U}) {
        CAPTURE(step);
        CHECK(chain.knows({step, 4}, {9, 0}));
        CHECK_FALSE(chain.knows({step, 5}, {9, 0}));
        CHECK(chain.knows({9, 0}, {step, 4}));
        CHECK_FALSE(chain.knows({9, 0}, {step, 0}));
    }
}

TEST_CASE("two appeals about one item have different judges") {
    Chain chain;
    Campaign again = chain.board.find(9)->campaign;
    again.number = 10;
    chain.board.put({again, 1});
    CHECK(chain.knows({9, 0}, {10, 0}));
    again.review.judges->item.index = 5;
    chain.board.put({again, 1});
    CHECK_FALSE(chain.knows({9, 0}, {10, 0}));
}

TEST_CASE("where no item has two names, her record says it all") {
    Chain chain;
    Campaign plain;
    plain.number = 20;
    chain.board.put({plain, 1});
    Worker worker;
    worker.history(20).mark_seen(1);
    const std::vector<OpenCampaign> open{
        {.campaign = &chain.board.find(20)->campaign, .openings = {}}};
    CHECK_FALSE(engine::as_seen_elsewhere(worker, open, chain.board));
}

TEST_CASE("dialling a step's own number brings nothing that she was asked in the step before") {
    SmallTown town(1);
    town.join();
    town.sms("1", 10);
    Campaign verification = beside_weather(town);
    verification.chain.after = 1;
    begin(town, verification);
    UssdTurned dialled;
    dialled.session = 5;
    dialled.kind = UssdTurned::Kind::begin;
    dialled.deep = {"1", "2"};
    town.play({.worker = {}, .at = 0, .what = dialled});
    CHECK_FALSE(town.worker().question);

    verification.chain = {};
    town.board.put({verification, 1});
    dialled.session = 6;
    town.play({.worker = {}, .at = 0, .what = dialled});
    REQUIRE(town.worker().question);
    CHECK(town.worker().question->item == ItemRef{2, 0});
}

TEST_CASE("what she answered on another phone before it was hers is not asked on this one") {
    SmallTown town(1);
    town.board.set_openings(1, std::string(1, '\0'));
    town.join();
    REQUIRE_FALSE(town.worker().question);
    town.board.set_openings(1, "\x02");
    work_there(town);
    REQUIRE(town.item_state({1, 0}).answer_count == 1);
    link(town);
    town.sms("NEXT", 70);
    CHECK_FALSE(town.worker().question);
    town.sms_from(other_phone, "NEXT", 71);
    CHECK_FALSE(town.worker().question);
}

TEST_CASE("a question that is open when a phone that answered it becomes hers goes to another") {
    SmallTown town(1);
    town.join();
    REQUIRE(town.worker().question);
    work_there(town);
    REQUIRE(town.item_state({1, 0}).answer_count == 1);
    link(town);
    CHECK_FALSE(town.worker().question);
    CHECK(town.board.openings({1, 0}) == 1);
    town.sms("1", 70);
    town.sms_from(other_phone, "1", 71);
    CHECK(town.item_state({1, 0}).answer_count == 1);
    CHECK(faults_in_books(town) == std::vector<std::string>());
}

TEST_CASE("so does one that is another step's, or an appeal's, about what that phone was asked") {
    SmallTown town(1);
    work_there(town);
    town.board.set_openings(1, std::string(1, '\0'));
    Campaign campaign = beside_weather(town);
    begin(town, campaign);
    town.join();
    REQUIRE(town.worker().question->item == ItemRef{2, 0});
    bool stays = false;
    SUBCASE("the step after") {
        campaign.chain.after = 1;
    }
    SUBCASE("a later one") {
        campaign.chain.after = 7;
        campaign.chain.earlier = {1};
    }
    SUBCASE("its appeal") {
        campaign.review.judges = AppealedAnswer{{1, 0}, "yes"};
    }
    SUBCASE("nothing of it") {
        stays = true;
    }
    town.board.put({campaign, 1});
    link(town);
    CHECK(town.worker().question.has_value() == stays);
}
