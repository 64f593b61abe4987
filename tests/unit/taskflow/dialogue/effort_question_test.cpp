// SPDX-License-Identifier: Apache-2.0
// Asked by SMS how long an answer took: what she writes about it never passes for an answer, and no
// answer passes for it.
#include "taskflow/pay/effort_question.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "taskflow/pay/accounts.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

constexpr int question_days = 30;
constexpr std::int64_t floor_micro = 120'000'000;

/// A campaign of so many items in a market that asks; she is at its first question.
ToyWorld asking_world(std::size_t items) {
    ToyWorld world;
    world.market.effort_question_days = question_days;
    Campaign campaign = sample_campaign(QuestionType::yes_no);
    campaign.wages.floor_hour_micro = floor_micro;
    world.add(std::move(campaign), items);
    world.join(0);
    return world;
}

bool is_asked(ToyWorld& world) {
    return world.worker(0).effort.campaign != 0;
}

const std::vector<std::string> sayings{
    "1",    "2",         "0",    "yes",   "no",   "3 minutes", "half",         "NEXT",
    "OOPS", "oops 2",    "BAL",  "PAY",   "1234", "SKIP",      "LINK",         "WHY",
    "500",  "FORGET ME", "STOP", "START", "HELP", "1h",        "MOBILE MONEY", "?"};

decltype(Event::what) any_event(ToyWorld& world, std::uint64_t& ids) {
    const int kind = *rc::gen::inRange(0, 12);
    const std::string said = *rc::gen::elementOf(sayings);
    if (kind == 0) return WorkOffered{1};
    if (kind == 1) return TimerFired{};
    if (kind > 3) return SmsReceived{said, ++ids};
    UssdTurned turned;
    turned.session = ++ids;
    if (kind == 2 || world.worker(0).ussd.id == 0) return turned;
    turned.kind = UssdTurned::Kind::input;
    turned.session = world.worker(0).ussd.id;
    turned.input = said;
    turned.accumulated = world.worker(0).ussd.accumulated + "*" + said;
    return turned;
}

/// Work runs out and comes back: only where there is none is she asked how long it took.
void turn_work(ToyWorld& world) {
    CampaignState& state = world.campaign(1).campaign.state;
    state = state == CampaignState::running ? CampaignState::paused : CampaignState::running;
}

/// What was given, and what it moved.
void check_same_work(const Effects& here, const Effects& there) {
    RC_ASSERT(here.answer.has_value() == there.answer.has_value());
    RC_ASSERT(here.correction.has_value() == there.correction.has_value());
    if (here.answer) RC_ASSERT(here.answer->label == there.answer->label);
    if (here.correction) RC_ASSERT(here.correction->label == there.correction->label);
    RC_ASSERT(here.postings.size() == there.postings.size());
    RC_ASSERT(here.payout.has_value() == there.payout.has_value());
    RC_ASSERT(here.messages.size() == there.messages.size());
}

}  // namespace

TEST_CASE("she is asked only where no next question comes with the thanks, and once in so long") {
    ToyWorld world = asking_world(3);
    world.sms(0, "yes");
    CHECK_FALSE(is_asked(world));
    world.sms(0, "yes");
    CHECK_FALSE(is_asked(world));
    world.sms(0, "yes");
    REQUIRE(is_asked(world));
    world.now += 2 * minute_us;
    const Effects effects = world.sms(0, "3");
    REQUIRE(effects.effort);
    CHECK(effects.effort->campaign == 1);
    CHECK(effects.effort->step == effort_step(180));
    CHECK_FALSE(is_asked(world));
}

TEST_CASE(
    "nobody is asked where it is known, or there is no floor to keep, or the market never asks") {
    ToyWorld known = asking_world(1);
    known.campaign(1).efforts_measured = effort_samples_min;
    known.sms(0, "yes");
    CHECK_FALSE(is_asked(known));
    known.campaign(1).efforts_measured = effort_samples_min - 1;
    ToyWorld no_floor = asking_world(1);
    no_floor.campaign(1).campaign.wages.floor_hour_micro = 0;
    no_floor.sms(0, "yes");
    CHECK_FALSE(is_asked(no_floor));
    ToyWorld never = asking_world(1);
    never.market.effort_question_days = 0;
    never.sms(0, "yes");
    CHECK_FALSE(is_asked(never));
}

TEST_CASE("what says nothing of minutes is no sample") {
    for (const char* text : {"0", "61", "500", "two or three", "-4", "yes", "12 km"}) {
        CAPTURE(text);
        ToyWorld world = asking_world(1);
        world.sms(0, "yes");
        REQUIRE(is_asked(world));
        CHECK_FALSE(world.sms(0, text).effort);
        CHECK_FALSE(is_asked(world));
        CHECK_FALSE(world.sms(0, "2").effort);
    }
}

TEST_CASE("what her SMS cost comes back from the operator") {
    ToyWorld world = asking_world(1);
    world.market.wallet.reply_cost_micro = 1'000'000;
    world.market.auto_payout = false;
    world.sms(0, "yes");
    const std::int64_t before = world.worker(0).available_micro;
    world.sms(0, "2");
    CHECK(world.worker(0).available_micro == before + 1'000'000);
    CHECK(world.balance(wallet_of(ToyWorld::id_of(0))) == world.worker(0).available_micro);
}

TEST_CASE("property: an answer is never swallowed by the question how long one took") {
    CHECK(rc::check([] {
        ToyWorld world = asking_world(12);
        world.market.sms_price.micro = 0;
        world.market.effort_question_days = 1;
        std::uint64_t ids = 9'000'000;
        const int events = *rc::gen::inRange(20, 80);
        for (int nth = 0; nth < events; ++nth) {
            world.now += *rc::gen::element<Instant>(0, second_us, minute_us, day_us);
            if (*rc::gen::inRange(0, 3) == 0) turn_work(world);
            const auto what = any_event(world, ids);
            const bool open = world.worker(0).question.has_value();
            ToyWorld unasked = world;
            unasked.market.effort_question_days = 0;
            unasked.worker(0).effort = {};
            const Effects there = unasked.happen(0, what);
            const Effects here = world.happen(0, what);
            RC_ASSERT(!(is_asked(world) && world.worker(0).question));
            const bool told = std::holds_alternative<SmsReceived>(what) && here.effort;
            // It would have said nothing else: no answer, no wish, nothing moved.
            if (told) RC_ASSERT(!open && !there.answer && !there.correction && !there.payout);
            if (told) RC_ASSERT(there.postings.empty() && !unasked.worker(0).question);
            if (!told) check_same_work(here, there);
        }
    }));
}

}  // namespace kazi::taskflow
