// SPDX-License-Identifier: Apache-2.0
// Pay that missed the floor is made up for once; partners have their share of the fee; caps decide
// about the next question and never about what is owed.
#include "gateway/engine/wage_plan.hpp"

#include <doctest/doctest.h>

#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "tests/unit/gateway/small_town.hpp"

namespace kazi::gateway {

namespace {

using namespace taskflow;

constexpr std::int64_t pay = 2'000'000;
constexpr std::int64_t fee = 200'000;

std::optional<std::string> field(SmallTown& town, const std::string& key, const std::string& name) {
    std::optional<std::string> found;
    town.store.fields(town.cell.cell, key, {name}, [&](auto values) { found = values->front(); });
    return found;
}

/// The town's campaign, with other terms.
template <class Change>
void change_terms(SmallTown& town, Change change) {
    records::StoredCampaign stored = *town.board.find(1);
    change(stored.campaign);
    town.board.put(std::move(stored));
}

void reserve(SmallTown& town) {
    change_terms(town, [](Campaign& campaign) {
        campaign.wages.floor_hour_micro = 360'000'000;
        campaign.wages.reserve_micro = 500'000;
    });
}

std::string untopped(SmallTown& town) {
    const std::string her(records::raw(town.her));
    return field(town, keys::untopped(1), her).value_or("");
}

engine::EventRequest top_up(SmallTown& town, std::int64_t answers) {
    return engine::top_up_event({town.cell.cell, town.her, 1, answers, 0},
                                {300'000, town.cell.market.currency}, town.now, "0123456789abcdef");
}

std::optional<records::JournalEntry> last_entry(SmallTown& town) {
    std::optional<records::JournalEntry> entry;
    town.store.range({town.cell.cell, keys::journal, "0", 100},
                     [&](auto page) { entry = records::journal_from(page->back().payload); });
    return entry;
}

void join_with_partner(SmallTown& town) {
    town.cell.market.care.partner_codes = {"AB12"};
    town.cell.market.partner_shares = {{"AB12", 250'000}};
    town.sms("JOIN AB12", 901);
    town.sms("2", 902);
    town.sms("1", 903);
    town.sms("1990", 904);
}

}  // namespace

TEST_CASE("answers are counted where a reserve was put aside, and topped up once") {
    SmallTown town;
    reserve(town);
    town.join();
    town.sms("1", 11);
    town.sms("2", 12);
    CHECK(untopped(town) == "2");
    const std::int64_t before = town.balance("escrow:c1 KES");
    const std::int64_t hers = town.worker().available_micro;

    const auto request = top_up(town, 2);
    CHECK(town.would_apply(request));
    CHECK_FALSE(town.would_apply(request));
    CHECK(untopped(town) == "0");
    CHECK(town.balance("escrow:c1 KES") == before - 600'000);
    CHECK(town.worker().available_micro == hers + 600'000);
    CHECK(field(town, keys::tally(1), "top_ups") == "600000");
    const auto entry = last_entry(town);
    REQUIRE(entry);
    CHECK(entry->cause == records::Cause::top_up);
    CHECK(entry->reference == "c1");
}

TEST_CASE("what her level paid her more counts towards the floor, and is taken off with it") {
    Campaign campaign;
    campaign.pay.micro = pay;
    campaign.wages.floor_hour_micro = 360'000'000;  // 0.10 a second
    campaign.wages.reserve_micro = 1'000'000;
    EffortCounts counts{};
    counts[effort_step(25)] = effort_samples_min;
    engine::Untopped hers;
    hers.answers = 4;
    CHECK(engine::top_up_each(campaign, hers, counts) == 500'000);
    hers.above_micro = 1'200'000;
    CHECK(engine::top_up_each(campaign, hers, counts) == 200'000);
    hers.above_micro = 2'000'000;
    CHECK(engine::top_up_each(campaign, hers, counts) == 0);

    SmallTown town;
    reserve(town);
    town.join();
    town.sms("1", 11);
    engine::Untopped untopped{town.cell.cell, town.her, 1, 1, 700'000};
    const auto batch = engine::plan_no_top_up(untopped);
    bool taken = false;
    for (const store::Write& write : batch.writes) {
        const auto* add = std::get_if<store::Add>(&write);
        REQUIRE(add != nullptr);
        taken = taken || (add->field == engine::above_field(town.her) && add->delta == -700'000);
    }
    CHECK(taken);
}

TEST_CASE("without a reserve nothing is counted") {
    SmallTown town;
    town.join();
    town.sms("1", 11);
    CHECK(untopped(town).empty());
}

TEST_CASE("whoever was forgotten meanwhile is taken off the count without credit") {
    SmallTown town;
    reserve(town);
    town.join();
    town.sms("1", 11);
    town.sms("FORGET ME", 12);
    town.sms("1", 13);
    town.now = town.worker().wake_at;
    (void)town.play({.worker = {}, .at = 0, .what = TimerFired{}});
    REQUIRE(town.worker().protection.erased);
    CHECK_FALSE(town.would_apply(top_up(town, 1)));
    bool applied = false;
    town.store.commit(engine::plan_no_top_up({town.cell.cell, town.her, 1, 1, 0}),
                      [&](auto outcome) { applied = outcome && outcome->applied; });
    CHECK(applied);
    CHECK(untopped(town) == "0");
}

TEST_CASE("what an answer lacks is measured, and never more than the reserve") {
    CampaignWages wages;
    wages.floor_hour_micro = 360'000'000;  // 0.10 a second
    wages.reserve_micro = 500'000;
    EffortCounts counts{};
    counts[effort_step(20)] = effort_samples_min - 1;
    CHECK(top_up_micro(wages, pay, counts) == 0);
    counts[effort_step(20)] += 1;
    CHECK(top_up_micro(wages, pay, counts) == 0);
    counts[effort_step(25)] = 100;
    CHECK(top_up_micro(wages, pay, counts) == 500'000);
    wages.reserve_micro = 400'000;
    CHECK(top_up_micro(wages, pay, counts) == 400'000);
}

TEST_CASE("what she says an answer by SMS took stands with what was measured") {
    SmallTown town(1);
    reserve(town);
    town.cell.market.effort_question_days = 30;
    town.join();
    town.sms("1", 11);
    REQUIRE(town.worker().effort.campaign == 1);
    town.sms("3", 12);
    CHECK(field(town, keys::tally(1), std::string(keys::effort_fields.at(effort_step(180)))) ==
          "1");
    CHECK(town.worker().effort.campaign == 0);
}

TEST_CASE("nobody is asked how long an SMS took where the board knows enough") {
    SmallTown town(1);
    reserve(town);
    town.cell.market.effort_question_days = 30;
    town.board.set_efforts_measured(1, effort_samples_min);
    town.join();
    town.sms("1", 11);
    CHECK(town.worker().answers == 1);
    CHECK(town.worker().effort.campaign == 0);
}

TEST_CASE("messages may not use up what the reserve still has to give") {
    Campaign campaign;
    campaign.item_count = 10;
    campaign.redundancy.maximum = 3;
    campaign.pay = {pay, *billing::Currency::parse("KES")};
    campaign.fee = {fee, campaign.pay.currency};
    const std::int64_t without = engine::owed_micro(campaign, 5);
    campaign.wages.reserve_micro = 500'000;
    CHECK(engine::owed_micro(campaign, 5) == without + 30 * 500'000);
    CHECK(engine::owed_micro(campaign, 5, 0, 2'000'000) == without + 30 * 500'000 - 2'000'000);
}

TEST_CASE("the partner who brought her has its share of the fee") {
    SmallTown town;
    join_with_partner(town);
    town.sms("1", 905);
    CHECK(town.balance("partner:AB12:commission KES") == fee / 4);
    CHECK(town.balance("platform_fee KES") == fee - fee / 4);
    CHECK(field(town, keys::partners, "AB12:commission") == std::to_string(fee / 4));
}

TEST_CASE("nobody shares the fee on people who came by themselves") {
    SmallTown town;
    town.cell.market.partner_shares = {{"AB12", 250'000}};
    town.join();
    town.sms("1", 11);
    CHECK(town.balance("platform_fee KES") == fee);
}

TEST_CASE("while the client may look at an answer, the fee is shared by nobody") {
    SmallTown town;
    change_terms(town, [](Campaign& campaign) { campaign.review.hours = 24; });
    join_with_partner(town);
    town.sms("1", 905);
    CHECK(town.balance("platform_fee KES") == fee);
    CHECK(town.balance("partner:AB12:commission KES") == 0);
    ReviewMoved moved;
    moved.step = ReviewMoved::Step::accepted;
    moved.item = town.worker().last.item;
    moved.pay_micro = pay;
    moved.fee_micro = fee;
    moved.client = "maji";
    (void)town.play({.worker = {}, .at = 0, .what = moved});
    CHECK(town.balance("platform_fee KES") == fee - fee / 4);
    CHECK(town.balance("partner:AB12:commission KES") == fee / 4);
}

TEST_CASE("a worker who earned what one may gets no other question of that campaign") {
    SmallTown town;
    change_terms(town, [](Campaign& campaign) { campaign.budget.worker_micro = 2 * pay + 1; });
    town.join();
    town.sms("1", 11);
    REQUIRE(town.worker().question);
    town.sms("1", 12);
    CHECK_FALSE(town.worker().question);
    CHECK(town.worker().answers == 2);
}

TEST_CASE("a day's cap keeps the next question back, and what is out is paid") {
    SmallTown town;
    change_terms(town, [](Campaign& campaign) { campaign.budget.day_micro = 2 * (pay + fee); });
    town.board.set_day_room(1, pay + fee);
    town.join();
    REQUIRE(town.worker().question);
    CHECK(town.board.open().empty());
    town.sms("1", 11);
    CHECK(town.worker().answers == 1);
    CHECK_FALSE(town.worker().question);
    const auto day = static_cast<std::uint16_t>(town.now / day_us);
    CHECK(field(town, keys::tally(1), keys::spent_field(day)) == std::to_string(pay + fee));
    town.board.set_day_room(1, pay + fee);
    CHECK(town.board.open().size() == 1);
}

}  // namespace kazi::gateway
