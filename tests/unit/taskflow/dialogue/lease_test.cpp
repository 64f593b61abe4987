// SPDX-License-Identifier: Apache-2.0
// Leases and timers: A4, H1.
#include <doctest/doctest.h>

#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

ToyWorld asked() {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::yes_no), 20);
    world.join(0);
    return world;
}

std::uint8_t openings_of(ToyWorld& world) {
    return world.campaign(1).openings[world.worker(0).question->item.index];
}

}  // namespace

TEST_CASE("the timer follows the lease, then the question's last hour") {
    ToyWorld world = asked();
    CHECK(world.worker(0).wake_at == ToyWorld::start + 2 * hour_us);
    world.now = world.worker(0).wake_at;
    world.fire(0);
    CHECK(world.worker(0).wake_at == ToyWorld::start + day_us);
    CHECK_FALSE(world.worker(0).question->leased);
    CHECK(openings_of(world) == 3);
    CHECK(world.campaign(1).leases == 0);
    world.now = world.worker(0).wake_at;
    world.fire(0);
    CHECK_FALSE(world.worker(0).question);
    CHECK(world.worker(0).wake_at == 0);
    CHECK(world.campaign(1).leases == 0);
}

TEST_CASE("a timer that comes too early changes nothing but its next time") {
    ToyWorld world = asked();
    const Worker before = world.worker(0);
    world.now += minute_us;
    world.fire(0);
    CHECK(world.worker(0) == before);
}

TEST_CASE(
    "a timer that waits is not put off by the next question, and looks again when it goes off") {
    ToyWorld world = asked();
    const Instant first = world.worker(0).wake_at;
    world.now += minute_us;
    world.sms(0, "yes");
    const Instant lease = world.worker(0).question->lease_until;
    CHECK(lease > first);
    CHECK(world.worker(0).wake_at == first);
    world.now = first;
    world.fire(0);
    CHECK(world.worker(0).question->leased);
    CHECK(world.worker(0).wake_at == lease);
}

TEST_CASE("a timer is never set in the past") {
    ToyWorld world = asked();
    world.now += 5 * hour_us;
    world.sms(0, "BAL");
    CHECK(world.worker(0).wake_at > world.now);
}

TEST_CASE("late, but still needed: the answer takes an opening and is paid") {
    ToyWorld world = asked();
    const ItemRef item = world.worker(0).question->item;
    world.now += 3 * hour_us;
    world.fire(0);
    const Effects effects = world.sms(0, "yes");
    REQUIRE(effects.answer);
    CHECK_FALSE(effects.answer->surplus);
    CHECK(world.campaign(1).openings[item.index] == 2);
    CHECK(world.campaign(1).leases == 1);  // of the question that came next
}

TEST_CASE("late, and no opening left: told politely, not paid") {
    ToyWorld world = asked();
    const ItemRef item = world.worker(0).question->item;
    world.now += 3 * hour_us;
    world.fire(0);
    world.campaign(1).openings[item.index] = 0;
    const Effects effects = world.sms(0, "yes");
    CHECK_FALSE(effects.answer);
    CHECK(reply_of(effects).find("That question has closed.") == 0);
    CHECK(world.worker(0).last.kind == LastOutcome::Kind::closed);
    CHECK(world.campaign(1).openings[item.index] == 0);
    CHECK(world.worker(0).question);
}

TEST_CASE("asking for it again renews the lease of a question") {
    ToyWorld world = asked();
    const ItemRef item = world.worker(0).question->item;
    world.now += 3 * hour_us;
    world.fire(0);
    world.sms(0, "NEXT");
    CHECK(world.worker(0).question->item == item);
    CHECK(world.worker(0).question->leased);
    CHECK(openings_of(world) == 2);
    CHECK(world.campaign(1).leases == 1);
    CHECK(world.worker(0).wake_at == world.now + 2 * hour_us);
}

TEST_CASE("a lease is honoured while the campaign is paused or stopping, a late answer is not") {
    for (const auto state : {CampaignState::paused, CampaignState::stopping}) {
        ToyWorld held = asked();
        held.campaign(1).campaign.state = state;
        CHECK(held.sms(0, "yes").answer);
        CHECK_FALSE(held.worker(0).question);
        ToyWorld late = asked();
        late.now += 3 * hour_us;
        late.fire(0);
        late.campaign(1).campaign.state = state;
        CHECK_FALSE(late.sms(0, "yes").answer);
    }
}

TEST_CASE("the opening of a closed item is not given back") {
    ToyWorld world = asked();
    const ItemRef item = world.worker(0).question->item;
    world.campaign(1).states[item.index].closed = true;
    world.now += 3 * hour_us;
    world.fire(0);
    CHECK(world.campaign(1).openings[item.index] == 2);
    CHECK(world.campaign(1).leases == 0);
}

}  // namespace kazi::taskflow
