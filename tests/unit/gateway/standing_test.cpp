// SPDX-License-Identifier: Apache-2.0
// Gold, levels and lists through load, step and commit; and how they are stored.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/eligibility.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/review_commit.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/worker_record.hpp"
#include "tests/unit/gateway/small_town.hpp"

using namespace kazi::gateway;
using namespace kazi::taskflow;

namespace {

const auto kes = *kazi::billing::Currency::parse("KES");

constexpr const char* spec = R"({"title":"Rain","market":"ke",
    "question":{"type":"yes_no","texts":{"en":{"text":"Rain in {place}?"}}},
    "pay":"2.00",
    "standing":{"least_level":2,"pay_by_level":{"3":"2.50","5":"4"},
        "include":["0000000000ff","00000000000a"],"exclude":["ffffffffffff"],
        "badges":["clear-eyes"],"gives_badge":{"badge":"rain","answers":5,"right":4}},
    "urgency":{"priority":80,"deadline":"2026-03-02T09:30:00Z"},
    "quality":{"gold":{"least":0.05,"most":0.3,"checks":40,
        "grow":{"after_hours":12,"confidence":0.99,"answers":4}}}})";

Campaign campaign_of(const std::string& text) {
    auto read = records::campaign_spec_from(boost::json::parse(text), kes);
    REQUIRE(read.has_value());
    return std::move(*read);
}

/// The field that is wrong with `spec` once `before` in it is replaced.
std::string fault(const std::string& before, const std::string& after) {
    std::string text = spec;
    text.replace(text.find(before), before.size(), after);
    const auto read = records::campaign_spec_from(boost::json::parse(text), kes);
    return read ? "none" : read.error().field;
}

/// The town's campaign is another one now, on the board and in the store's openings.
void become(SmallTown& town, const Campaign& campaign) {
    store::Batch batch;
    batch.cell = town.cell.cell;
    std::string openings(campaign.item_count, '\x02');
    openings.append(campaign.gold.items.size(), static_cast<char>(campaign.gold.checks));
    batch.writes.push_back(store::Put{{keys::openings(1)}, openings});
    town.store.commit(std::move(batch), [](auto outcome) { REQUIRE(outcome->applied); });
    town.board.put({campaign, 1});
    town.board.set_openings(1, openings);
}

Campaign town_campaign(SmallTown& town) {
    return town.board.find(1)->campaign;
}

std::uint8_t stored_opening(SmallTown& town, std::uint32_t index) {
    std::string bytes;
    town.store.slice(town.cell.cell, keys::openings(1), index, 1,
                     [&](auto slice) { bytes = *slice; });
    return bytes.empty() ? 0 : static_cast<std::uint8_t>(bytes.front());
}

bool has_state(SmallTown& town, std::uint32_t index) {
    bool found = false;
    town.store.load({town.cell.cell, {}, {keys::item_state({1, index})}},
                    [&](auto loaded) { found = loaded->also.front().has_value(); });
    return found;
}

}  // namespace

TEST_CASE("standing, urgency and gold of a campaign survive being stored") {
    Campaign campaign = campaign_of(spec);
    CHECK(campaign.standing.least_level == 2);
    CHECK(campaign.standing.include == std::vector<std::uint64_t>{0x0a, 0xff});
    CHECK(campaign.urgency.deadline == 1'772'443'800 * second_us);
    CHECK(campaign.gold.share_most_ppm == 300'000);
    CHECK(campaign.gold.growth.hold_hours == 12);
    campaign.number = 1;
    campaign.client = "maji";
    campaign.standing.pays[1].fee_micro = 400'000;
    campaign.gold.items = {{.index = 4, .label = 1},
                           {.index = 2, .state = GoldState::retired, .grown = true}};
    const auto stored = records::campaign_from(records::pack_campaign(campaign, 3));
    REQUIRE(stored);
    CHECK(stored->campaign.standing == campaign.standing);
    CHECK(stored->campaign.urgency == campaign.urgency);
    CHECK(stored->campaign.gold == campaign.gold);
    CHECK_FALSE(records::campaign_spec(campaign).contains("gold_items"));
}

TEST_CASE("what a campaign may not say of standing, urgency and gold is refused by its field") {
    CHECK(fault("\"3\":\"2.50\"", "\"3\":\"2.00\"") == "standing.pay_by_level.3");
    CHECK(fault("\"5\":\"4\"", "\"5\":\"2.40\"") == "standing.pay_by_level");
    CHECK(fault("\"5\":\"4\"", "\"6\":\"4\"") == "standing.pay_by_level.6");
    CHECK(fault("00000000000a", "a") == "standing.include");
    CHECK(fault("clear-eyes", "Clear Eyes") == "standing.badges");
    CHECK(fault("\"right\":4", "\"right\":6") == "standing.gives_badge.right");
    CHECK(fault("2026-03-02T09:30:00Z", "2026-02-30T09:30:00Z") == "urgency.deadline");
    CHECK(fault("2026-03-02T09:30:00Z", "tomorrow") == "urgency.deadline");
    CHECK(fault("\"most\":0.3", "\"most\":0.01") == "quality.gold.most");
}

TEST_CASE("the escrow's worst case pays every answer and check at the highest level") {
    Campaign campaign = campaign_of(spec);
    campaign.item_count = 10;
    campaign.redundancy = {.minimum = 2, .maximum = 3, .confidence_ppm = 950'000};
    campaign.standing.pays[1].fee_micro = 400'000;
    campaign.gold.items = {{.index = 4}, {.index = 2, .grown = true}};
    CHECK(campaign.answers_max() == 10 * 3 + 40);
    CHECK(campaign.answer_micro_max() == 4'400'000);
    CHECK(engine::owed_micro(campaign, 20) == 50 * 4'400'000);
}

TEST_CASE("a worker's standing survives being stored, and costs nobody else a byte") {
    Worker worker;
    worker.stage = Stage::active;
    const std::size_t plain = records::to_record(worker, 1).body.size();
    worker.standing.families = {{.family = 2,
                                 .day = 20'000,
                                 .right_milli = 95'500,
                                 .seen_milli = 100'000,
                                 .taken_right_milli = 120'250,
                                 .taken_seen_milli = 130'000}};
    const std::size_t usual = records::to_record(worker, 1).body.size();
    CHECK(usual - plain <= 20);
    worker.standing.gold_seen = 12;
    worker.standing.gold_right = 11;
    worker.standing.asked_level = 3;
    worker.standing.asked_check = true;
    worker.standing.trial = {.campaign = 9, .seen = 4, .right = 3};
    worker.standing.badges = {"clear-eyes", "rain"};
    const auto read = records::worker_from(records::to_record(worker, 2));
    REQUIRE(read);
    CHECK(*read == worker);
}

namespace {

/// Whoever may be checked is: by the second item, so many times, which is settled as far as the
/// board knows.
void check_by_second_item(SmallTown& town, std::uint8_t checks) {
    Campaign campaign = town_campaign(town);
    campaign.gold.wanted = true;
    campaign.gold.share_least_ppm = campaign.gold.share_most_ppm = 1'000'000;
    campaign.gold.checks = checks;
    campaign.gold.items = {{.index = 1, .label = 0}};
    become(town, campaign);
    town.board.exhaust({1, 1});
}

}  // namespace

TEST_CASE("a check takes its lease from the checks, is paid, and the item's state is not written") {
    SmallTown town(3);
    check_by_second_item(town, 5);
    town.join();
    REQUIRE(town.worker().question);
    CHECK(town.worker().question->item == ItemRef{1, 1});
    CHECK(stored_opening(town, 3) == 4);
    CHECK(stored_opening(town, 1) == 2);
    town.sms("1", 10);
    CHECK(town.worker().available_micro == 2'000'000);
    CHECK(town.worker().standing.gold_right == 1);
    CHECK_FALSE(has_state(town, 1));
    CHECK(town.worker().question->item != ItemRef{1, 1});
    CHECK(stored_opening(town, 3) == 4);
}

TEST_CASE("checks that are used up elsewhere send her to another question") {
    SmallTown town(3);
    check_by_second_item(town, 0);
    town.board.note({{1, 3}, 2});  // the board believes in checks that the store has not
    town.join();
    REQUIRE(town.worker().question);
    CHECK(town.worker().question->item != ItemRef{1, 1});
    CHECK_FALSE(town.worker().standing.asked_check);
}

TEST_CASE("who may answer: level, badges, and the client's lists of names that it knows") {
    SmallTown town;
    const Worker worker = [] {
        Worker made;
        made.standing.badges = {"clear-eyes"};
        return made;
    }();
    const std::vector<quality::FamilyCounts> counts{{2, {30'000, 0, 0, 30'000}}};
    const engine::Asker asker{town.her, worker, counts, 20'000};
    const std::uint64_t name = engine::worker_as_seen_by(town.her, "maji");
    Campaign campaign = town_campaign(town);
    CHECK(engine::may_answer(asker, campaign));
    campaign.standing.least_level = 4;
    CHECK(engine::may_answer(asker, campaign));
    CHECK_FALSE(engine::may_answer({town.her, worker, {}, 20'000}, campaign));
    campaign.standing.badges = {"clear-eyes"};
    CHECK(engine::may_answer(asker, campaign));
    campaign.standing.badges = {"clear-eyes", "rain"};
    CHECK_FALSE(engine::may_answer(asker, campaign));
    campaign.standing = {};
    campaign.standing.include = {name};
    CHECK(engine::may_answer(asker, campaign));
    campaign.standing.include = {name + 1};
    CHECK_FALSE(engine::may_answer(asker, campaign));
    campaign.standing = {};
    campaign.standing.exclude = {name};
    CHECK_FALSE(engine::may_answer(asker, campaign));
    campaign.client = "other";
    CHECK(engine::may_answer(asker, campaign));
}

TEST_CASE("nobody is shown a question that is not for her") {
    SmallTown town;
    Campaign campaign = town_campaign(town);
    campaign.standing.exclude = {engine::worker_as_seen_by(town.her, "maji")};
    become(town, campaign);
    town.join();
    CHECK_FALSE(town.worker().question);
}

TEST_CASE("what an answer is wanted for: urgency over the price of her level") {
    SmallTown town;
    const std::vector<quality::FamilyCounts> counts{{2, {300'000, 0, 0, 300'000}}};
    const Worker worker;
    const engine::Asker asker{town.her, worker, counts, 20'000};
    Campaign campaign = town_campaign(town);
    CHECK(engine::weight_permille(asker, campaign, town.now) == 1000);
    campaign.urgency.priority = 100;
    CHECK(engine::weight_permille(asker, campaign, town.now) == 1500);
    campaign.urgency.deadline = town.now + 2 * day_us;
    CHECK(engine::weight_permille(asker, campaign, town.now) == 2250);
    campaign.urgency.deadline = town.now - day_us;
    CHECK(engine::weight_permille(asker, campaign, town.now) == 3000);
    campaign.urgency = {};
    campaign.standing.pays = {{.level = 5, .pay_micro = 4'000'000}};
    CHECK(engine::weight_permille(asker, campaign, town.now) == 500);
}
