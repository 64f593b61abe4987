// SPDX-License-Identifier: Apache-2.0
// Work that was not asked for: quiet hours, limits, and who pays for the message.
#include <doctest/doctest.h>

#include "taskflow/pay/accounts.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

/// Active, with no question open.
ToyWorld idle() {
    ToyWorld world;
    world.join(0);
    world.add(sample_campaign(QuestionType::yes_no), 20);
    return world;
}

}  // namespace

TEST_CASE("an offer is the question itself, under a lease, at the campaign's cost") {
    ToyWorld world = idle();
    const std::int64_t escrow = world.balance(escrow_of(1));
    const Effects effects = world.happen(0, WorkOffered{1});
    REQUIRE(effects.messages.size() == 1);
    const SmsToWorker& sms = effects.messages[0];
    CHECK_FALSE(sms.reply);
    CHECK(sms.campaign == 1);
    CHECK(sms.not_after == world.worker(0).question->lease_until);
    CHECK(sms.text.find("Kazi") == 0);
    CHECK(sms.text.find("STOP") != std::string::npos);
    CHECK(escrow - world.balance(escrow_of(1)) == 800'000 * sms.segments);
    CHECK(world.worker(0).question->channel == Channel::sms);
    CHECK(world.campaign(1).leases == 1);
}

TEST_CASE("no offer in quiet hours, by her local time") {
    for (const int hour : {20, 23, 0, 7}) {
        ToyWorld world = idle();
        world.now += ((hour - 9 + 24) % 24) * hour_us;
        CHECK(world.happen(0, WorkOffered{1}).messages.empty());
        CHECK_FALSE(world.worker(0).question);
    }
    ToyWorld world = idle();
    world.now += 23 * hour_us;
    CHECK(world.happen(0, WorkOffered{1}).messages.size() == 1);
}

TEST_CASE("no offer beside an open question, nor of a campaign that is not running") {
    ToyWorld world = idle();
    world.happen(0, WorkOffered{1});
    CHECK(world.happen(0, WorkOffered{1}).messages.empty());
    ToyWorld paused = idle();
    paused.campaign(1).campaign.state = CampaignState::paused;
    CHECK(paused.happen(0, WorkOffered{1}).messages.empty());
    ToyWorld other = idle();
    CHECK(other.happen(0, WorkOffered{2}).messages.empty());
}

TEST_CASE("at most so many offers on one local day") {
    ToyWorld world = idle();
    for (int offer = 0; offer < 4; ++offer) {
        CHECK(world.happen(0, WorkOffered{1}).messages.size() == 1);
        world.worker(0).question.reset();
        world.sms(0, "BAL");
        world.now += minute_us;
    }
    CHECK(world.happen(0, WorkOffered{1}).messages.empty());
    world.now += day_us;
    CHECK(world.happen(0, WorkOffered{1}).messages.size() == 1);
}

TEST_CASE("after three offers without a word she is left in peace, until she does something") {
    ToyWorld world = idle();
    const auto offer_and_lapse = [&] {
        const auto sent = world.happen(0, WorkOffered{1}).messages.size();
        for (int timer = 0; timer < 2; ++timer) {
            world.now = std::max(world.now, world.worker(0).wake_at);
            world.fire(0);
        }
        return sent;
    };
    for (int offer = 0; offer < 3; ++offer)
        CHECK(offer_and_lapse() == 1);
    CHECK(offer_and_lapse() == 0);
    world.dial(0);
    CHECK(offer_and_lapse() == 1);
}

TEST_CASE("an escrow without room for messages offers nothing, and replies are the operator's") {
    ToyWorld world = idle();
    world.message_room_micro = 0;
    CHECK(world.happen(0, WorkOffered{1}).messages.empty());
    const Effects effects = world.sms(0, "NEXT");
    REQUIRE(world.worker(0).question);
    CHECK(effects.messages[0].campaign == 0);
    CHECK(world.balance({billing::AccountKind::operator_funds, {}}) < 0);
}

}  // namespace kazi::taskflow
