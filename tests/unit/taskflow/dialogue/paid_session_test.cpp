// SPDX-License-Identifier: Apache-2.0
// As many tasks as fit the USSD session that was paid, and no more.
#include <doctest/doctest.h>

#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

ToyWorld paid_for(int seconds) {
    ToyWorld world;
    world.market.auto_payout = false;
    world.market.ussd_paid_seconds = seconds;
    world.add(sample_campaign(QuestionType::choice), 40);
    world.join(0);
    world.dial(0);
    return world;
}

/// Answers so many seconds after each page; how many of them before the session is ended.
int answers_that_fit(ToyWorld& world, int seconds_each) {
    world.now += seconds_each * second_us;
    world.press(0, "1");
    int answers = 0;
    bool more = true;
    while (more && answers < 30) {
        world.now += seconds_each * second_us;
        more = world.press(0, "1").ussd->more;
        ++answers;
    }
    return answers;
}

}  // namespace

TEST_CASE("her own pace decides how many tasks a paid session takes") {
    ToyWorld quick = paid_for(180);
    CHECK(answers_that_fit(quick, 15) == 11);
    ToyWorld slow = paid_for(180);
    CHECK(answers_that_fit(slow, 40) == 3);
    ToyWorld unpaid = paid_for(0);
    CHECK(answers_that_fit(unpaid, 40) == 30);
}

TEST_CASE("the end takes nothing for her, and says what waits") {
    ToyWorld world = paid_for(60);
    answers_that_fit(world, 20);
    CHECK_FALSE(world.worker(0).question);
    CHECK(world.campaign(1).leases == 0);
    const std::string page = world.worker(0).ussd.reply;
    CHECK(page.find("KES 2.00 waits for you") != std::string::npos);
    CHECK(page.find("*384*77#") != std::string::npos);
    world.now += minute_us;
    world.dial(0);
    CHECK(world.press(0, "1").ussd->more);
    CHECK(world.worker(0).question);
}

TEST_CASE("a session that has run into its second slot is filled to the end of that one") {
    ToyWorld world = paid_for(60);
    world.now += 65 * second_us;
    world.press(0, "1");
    world.now += 5 * second_us;
    CHECK_FALSE(world.press(0, "1").ussd->more);
    ToyWorld quick = paid_for(60);
    answers_that_fit(quick, 3);
    CHECK(quick.worker(0).ussd.answers >= 17);
}

TEST_CASE("without another task she hears so, and SMS knows no session") {
    ToyWorld world = paid_for(60);
    world.campaign(1).campaign.state = CampaignState::paused;
    world.now += 50 * second_us;
    CHECK(world.press(0, "1").ussd->more);
    ToyWorld by_sms = paid_for(60);
    by_sms.now += 59 * second_us;
    by_sms.sms(0, "1");
    CHECK(by_sms.worker(0).question);
}

TEST_CASE("the menu says what the next task pays and how long it takes") {
    ToyWorld world = paid_for(0);
    const auto menu = [&] {
        world.dial(0);
        return reply_of(world.press(0, "00"));
    };
    CHECK(menu().find(": KES 2.00\n") != std::string::npos);
    world.campaign(1).campaign.wages.effort_seconds = 15;
    CHECK(menu().find(": KES 2.00, 15 s\n") != std::string::npos);
    world.sms(0, "SKIP");
    world.worker(0).question.reset();
    world.campaign(1).campaign.state = CampaignState::paused;
    CHECK(reply_of(world.dial(0)).find("KES 2.00") == std::string::npos);
}

}  // namespace kazi::taskflow
