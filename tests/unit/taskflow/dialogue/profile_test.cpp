// SPDX-License-Identifier: Apache-2.0
// Questions about herself: between tasks, paid, never twice; and campaigns for those who fit.
#include <doctest/doctest.h>

#include "taskflow/pay/accounts.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::int64_t pay_micro = 500'000;

/// After two answers, when the first question about her is due.
ToyWorld asked() {
    ToyWorld world;
    world.market.auto_payout = false;
    world.market.profile = sample_profile();
    world.add(sample_campaign(QuestionType::choice), 12);
    world.join(0);
    world.sms(0, "1");
    world.sms(0, "1");
    return world;
}

bool says(const Effects& effects, std::string_view words) {
    return reply_of(effects).find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("one question after so many answers, paid by the operator, and work goes on") {
    ToyWorld world = asked();
    CHECK(world.worker(0).profile.asked == "crop");
    CHECK_FALSE(world.worker(0).question);
    const std::int64_t before = world.worker(0).available_micro;
    const Effects told = world.sms(0, "maize");
    CHECK(world.worker(0).profile.answers.at("crop") == "maize");
    CHECK(world.worker(0).available_micro == before + pay_micro);
    CHECK(world.worker(0).answers == 2);
    CHECK_FALSE(told.answer);
    CHECK(world.worker(0).question);
    CHECK_FALSE(says(world.sms(0, "1"), "About you"));
    CHECK(says(world.sms(0, "1"), "How do you travel?"));
    world.sms(0, "2");
    for (int answers = 0; answers < 5; ++answers)
        CHECK_FALSE(says(world.sms(0, "1"), "About you"));
}

TEST_CASE("what she would rather not say pays nothing and is not asked again") {
    for (const std::string way : {"0", "SKIP"}) {
        CAPTURE(way);
        ToyWorld world = asked();
        const std::int64_t before = world.worker(0).available_micro;
        world.sms(0, way);
        CHECK(world.worker(0).available_micro == before);
        CHECK(world.worker(0).profile.answers.at("crop").empty());
        CHECK(world.worker(0).question);
        world.sms(0, "1");
        CHECK(says(world.sms(0, "1"), "How do you travel?"));
    }
}

TEST_CASE("what can't be read is asked again, three times at most; commands are commands") {
    ToyWorld world = asked();
    CHECK(says(world.sms(0, "BAL"), "Balance"));
    CHECK(says(world.sms(0, "purple"), "What do you grow?"));
    world.sms(0, "purple");
    world.sms(0, "purple");
    CHECK(world.worker(0).profile.asked.empty());
    CHECK(world.worker(0).question);
}

TEST_CASE("asked by SMS, answered by key; STOP and a change of plans leave nothing behind") {
    ToyWorld world = asked();
    world.dial(0);
    CHECK(says(world.press(0, "1"), "What do you grow?"));
    const Effects told = world.press(0, "2");
    CHECK(world.worker(0).profile.answers.at("crop") == "beans");
    CHECK(says(told, "For KES 2.00"));
    ToyWorld other = asked();
    other.sms(0, "STOP");
    CHECK_FALSE(says(other.sms(0, "1"), "KES 0.50"));
    CHECK(other.worker(0).profile.answers.empty());
    ToyWorld changed = asked();
    changed.market.profile.questions.clear();
    CHECK(says(changed.sms(0, "NEXT"), "For KES 2.00"));
}

TEST_CASE("MY DATA shows what she told, and FORGET ME erases it") {
    ToyWorld world = asked();
    world.sms(0, "maize");
    CHECK(says(world.sms(0, "MY DATA"), "You told us: Maize."));
    world.sms(0, "FORGET ME");
    world.sms(0, "YES");
    for (int hours = 0; hours < 3; ++hours) {
        if (world.worker(0).payout_open) world.happen(0, world.payout_ended(0, true));
        world.now += 2 * hour_us;
        world.fire(0);
    }
    CHECK(world.worker(0).protection.erased);
    CHECK(world.worker(0).profile == Profile{});
}

TEST_CASE("a campaign for some is only for who said that she is one of them") {
    Targeting farmers;
    farmers.profile["crop"] = {"maize", "beans"};
    Profile hers;
    CHECK(Targeting{}.fits(hers));
    CHECK_FALSE(farmers.fits(hers));
    hers.answers["crop"] = "";
    CHECK_FALSE(farmers.fits(hers));
    hers.answers["crop"] = "beans";
    CHECK(farmers.fits(hers));
    farmers.profile["transport"] = {"bike"};
    CHECK_FALSE(farmers.fits(hers));

    ToyWorld world;
    Campaign campaign = sample_campaign(QuestionType::choice);
    campaign.targeting.profile["crop"] = {"maize"};
    world.add(campaign, 3);
    world.join(0);
    CHECK_FALSE(world.worker(0).question);
    world.worker(0).profile.answers["crop"] = "maize";
    world.sms(0, "NEXT");
    CHECK(world.worker(0).question);
}

}  // namespace kazi::taskflow
