// SPDX-License-Identifier: Apache-2.0
// Bonuses: promised with the question, told before the answer, paid with it, whatever happens
// meanwhile.
#include "taskflow/pay/bonus.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "taskflow/pay/accounts.hpp"
#include "taskflow/pay/budget.hpp"
#include "taskflow/tasks/packing.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::int64_t shilling = 1'000'000;
constexpr std::size_t items = 6;

/// Two workers whom nobody else knows said one thing each.
ItemState disagreement() {
    ItemState state;
    state.version = 2;
    state.issued = 3;
    state.answers = {{.worker = ToyWorld::id_of(7), .label = 0, .reliability_permille = 700},
                     {.worker = ToyWorld::id_of(8), .label = 1, .reliability_permille = 700}};
    state.answer_count = 2;
    state.confidence_ppm = 500'000;
    return state;
}

Campaign with_bonus() {
    Campaign campaign = sample_campaign(QuestionType::yes_no);
    campaign.redundancy = {.minimum = 2, .maximum = 5, .confidence_ppm = 950'000};
    campaign.bonus.hard_micro = shilling;
    return campaign;
}

void disagree_about_all(ToyWorld& world) {
    for (std::uint32_t index = 0; index < items; ++index)
        world.campaign(1).states[index] = disagreement();
}

/// Worker 0 has a hard item open.
ToyWorld at_hard_item(const Campaign& campaign = with_bonus()) {
    ToyWorld world;
    world.add(campaign, items);
    disagree_about_all(world);
    world.join(0);
    return world;
}

Campaign in_rows() {
    Campaign campaign = sample_campaign(QuestionType::yes_no);
    campaign.bonus.streak_micro = shilling;
    campaign.bonus.streak_answers = 3;
    return campaign;
}

ToyWorld in_rows_of_three() {
    ToyWorld world;
    world.add(in_rows(), 20);
    world.join(0);
    return world;
}

/// She answers what is open.
std::int64_t bonus_of_next(ToyWorld& world) {
    return world.sms(0, "yes").answer->bonus_micro;
}

std::int64_t escrow(const ToyWorld& world) {
    return world.balance(escrow_of(1));
}

}  // namespace

TEST_CASE("an item is hard while its answers disagree and none of them is believed yet") {
    ItemState state = disagreement();
    CHECK(is_hard(state));
    SUBCASE("not when one is believed") {
        state.confidence_ppm = hard_below_ppm;
        CHECK_FALSE(is_hard(state));
    }
    SUBCASE("not when they agree, however little that says") {
        state.answers[1].label = 0;
        CHECK_FALSE(is_hard(state));
    }
    SUBCASE("not with one answer, nor with none") {
        state.answers.pop_back();
        CHECK_FALSE(is_hard(state));
        CHECK_FALSE(is_hard(ItemState{}));
    }
    SUBCASE("not any more when it is closed") {
        state.closed = true;
        CHECK_FALSE(is_hard(state));
    }
}

TEST_CASE("bonuses come to no more than the answers behind the two that disagree") {
    Campaign campaign = with_bonus();
    campaign.item_count = 10;
    CHECK(bonuses_micro_max(campaign) == 10 * 3 * shilling);
    campaign.redundancy.maximum = 2;
    CHECK(bonuses_micro_max(campaign) == 0);
    campaign.redundancy.maximum = 100;
    campaign.bonus.hard_micro = billing::amount_micro_max / 100;
    CHECK_FALSE(bonuses_micro_max(campaign));
}

TEST_CASE("a bonus is told before the answer, and paid beside the pay in lines of its own") {
    ToyWorld world = at_hard_item();
    CHECK(world.worker(0).standing.asked_bonus_micro == shilling);
    CHECK(reply_of(world.dial(0)).find("You have an open question") != std::string::npos);
    CHECK(reply_of(world.press(0, "1")).starts_with("For KES 2.00 + KES 1.00 bonus: "));
    const std::int64_t before = escrow(world);
    const Effects effects = world.press(0, "1");
    REQUIRE(effects.answer);
    CHECK(effects.answer->pay_micro == 2 * shilling);
    CHECK(effects.answer->bonus_micro == shilling);
    CHECK(reply_of(effects).starts_with("+KES 3.00."));
    CHECK(world.worker(0).available_micro == 3 * shilling);
    CHECK(world.worker(0).last.amount_micro == 3 * shilling);
    CHECK(before - escrow(world) == 3 * shilling + 200'000);
    CHECK(world.balance({billing::AccountKind::bonus, {}}) == 0);
    const auto lines = std::ranges::count_if(effects.postings, [](const billing::Posting& each) {
        return each.account.kind == billing::AccountKind::bonus;
    });
    CHECK(lines == 2);
}

TEST_CASE("a bonus stays promised although the item is hard no more, and is never made up later") {
    ToyWorld world;
    world.add(with_bonus(), items);
    world.join(0);
    REQUIRE(world.worker(0).standing.asked_bonus_micro == 0);
    disagree_about_all(world);  // after she was asked
    const Effects first = world.sms(0, "yes");
    CHECK(first.answer->bonus_micro == 0);
    CHECK(reply_of(first).find("bonus") != std::string::npos);  // for the next one
    const std::uint32_t open = world.worker(0).question->item.index;
    world.campaign(1).states[open].confidence_ppm = 900'000;
    CHECK(world.sms(0, "yes").answer->bonus_micro == shilling);
}

TEST_CASE("who passes a hard item over leaves its bonus there") {
    ToyWorld world = at_hard_item();
    for (std::uint32_t index = 0; index < items; ++index)
        world.campaign(1).states[index].confidence_ppm = 900'000;
    world.sms(0, "SKIP");
    REQUIRE(world.worker(0).question);
    CHECK(world.worker(0).standing.asked_bonus_micro == 0);
    CHECK(world.sms(0, "yes").answer->bonus_micro == 0);
}

TEST_CASE("a bonus waits with the pay where the client looks at answers first") {
    Campaign campaign = with_bonus();
    campaign.review.hours = 24;
    ToyWorld world = at_hard_item(campaign);
    const Effects effects = world.sms(0, "yes");
    CHECK(world.worker(0).cases.pending_micro == 3 * shilling);
    CHECK(world.worker(0).available_micro == 0);
    CHECK(world.balance(pending_of(ToyWorld::id_of(0))) == 3 * shilling);
    CHECK(reply_of(effects).find("KES 3.00") != std::string::npos);
}

TEST_CASE("the last of so many answers in a row earns a bonus, and then a new row begins") {
    ToyWorld world = in_rows_of_three();
    CHECK(bonus_of_next(world) == 0);
    CHECK(bonus_of_next(world) == 0);
    CHECK(world.worker(0).standing.asked_bonus_micro == shilling);
    CHECK(bonus_of_next(world) == shilling);
    CHECK(world.worker(0).standing.streaks.empty());
    CHECK(bonus_of_next(world) == 0);
    CHECK(bonus_of_next(world) == 0);
    CHECK(bonus_of_next(world) == shilling);
}

TEST_CASE("what a row of answers pays is told with its first question, and when it begins anew") {
    ToyWorld world;
    world.add(in_rows(), 20);
    constexpr const char* promise = "KES 2.00 (3 answers in a row: KES 1.00 more): ";
    const auto promises = [&](const Effects& effects) {
        return reply_of(effects).find(promise) != std::string::npos;
    };
    const auto promises_by_keys = [&] {
        world.dial(0);
        return promises(world.press(0, "1"));
    };
    CHECK(promises(world.join(0)));
    CHECK(promises_by_keys());
    CHECK(promises(world.sms(0, "SKIP")));
    CHECK_FALSE(promises(world.sms(0, "yes")));
    CHECK_FALSE(promises_by_keys());
    const std::string last = reply_of(world.sms(0, "yes"));
    CHECK(last.find("KES 2.00 + KES 1.00 bonus: ") != std::string::npos);
    CHECK(promises(world.sms(0, "yes")));
    world.sms(0, "yes");
    world.now += day_us;
    world.fire(0);
    CHECK(promises(world.sms(0, "NEXT")));
}

TEST_CASE("a question that she leaves for a day begins her row anew") {
    ToyWorld world = in_rows_of_three();
    CHECK(bonus_of_next(world) == 0);
    CHECK(bonus_of_next(world) == 0);
    world.now += day_us;
    world.fire(0);
    REQUIRE_FALSE(world.worker(0).question);
    world.sms(0, "NEXT");
    CHECK(bonus_of_next(world) == 0);
    CHECK(bonus_of_next(world) == 0);
    CHECK(bonus_of_next(world) == shilling);
}

TEST_CASE("to pass a question over, or not to know, costs nobody her row") {
    ToyWorld world = in_rows_of_three();
    CHECK(bonus_of_next(world) == 0);
    world.sms(0, "SKIP");
    CHECK(bonus_of_next(world) == 0);
    CHECK(world.worker(0).standing.asked_bonus_micro == shilling);
    world.sms(0, "SKIP");
    CHECK(world.worker(0).standing.asked_bonus_micro == shilling);
    CHECK(bonus_of_next(world) == shilling);
}

TEST_CASE(
    "the last of a row that is hard, too, earns both; the escrow holds all that rows can earn") {
    Campaign campaign = with_bonus();
    campaign.bonus.streak_micro = 3 * shilling;
    campaign.bonus.streak_answers = 3;
    Worker worker;
    const Item item;
    const Assignable hard{.campaign = &campaign, .item = &item, .ref = {1, 0}, .hard = true};
    lengthen_streak(worker, campaign);
    CHECK(bonus_promised(worker, hard) == shilling);
    lengthen_streak(worker, campaign);
    CHECK(bonus_promised(worker, hard) == 4 * shilling);
    campaign.item_count = 10;
    CHECK(bonuses_micro_max(campaign) == 10 * 3 * shilling + 50 / 3 * 3 * shilling);
}

TEST_CASE("a worker's rows are kept for so many campaigns, the oldest is dropped") {
    Worker worker;
    Campaign campaign = in_rows();
    for (std::uint32_t number = 1; number <= streaks_max + 1; ++number) {
        campaign.number = number;
        lengthen_streak(worker, campaign);
    }
    CHECK(worker.standing.streaks.size() == streaks_max);
    CHECK(worker.standing.streaks.front().campaign == 2);
}

TEST_CASE("a campaign with bonuses asks one question a message, and caps leave room for them") {
    Campaign campaign = packed_campaign(QuestionType::yes_no);
    CHECK(may_be_packed(campaign));
    campaign.bonus.hard_micro = shilling;
    CHECK_FALSE(may_be_packed(campaign));
    CHECK(campaign.lease_micro_max() == campaign.answer_micro_max() + shilling);
    campaign.budget.worker_micro = 6 * shilling;
    Worker worker;
    worker.history(1).mark_seen(0);
    CHECK_FALSE(has_earned_her_part(worker, campaign));
    worker.history(1).mark_seen(1);
    CHECK(has_earned_her_part(worker, campaign));  // 2 × (2.00 + 1.00)
}

}  // namespace kazi::taskflow
