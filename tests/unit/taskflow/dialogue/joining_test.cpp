// SPDX-License-Identifier: Apache-2.0
// From stranger to first question: C1, C2, C3.
#include <doctest/doctest.h>

#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

TEST_CASE("three short turns lead from the join word to a paid question") {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::yes_no), 5);
    world.sms(0, "JIUNGE");
    CHECK(world.worker(0).language == "sw");
    world.sms(0, "ndiyo");
    const Effects effects = world.sms(0, "1990");
    CHECK(world.worker(0).stage == Stage::active);
    REQUIRE(world.worker(0).question);
    CHECK(reply_of(effects).find("KES 2.00") != std::string::npos);
    CHECK(effects.messages.size() == 1);
}

TEST_CASE("consent is kept with its version, language and the raw reply") {
    ToyWorld world;
    world.sms(0, "JIUNGE");
    const Effects effects = world.sms(0, "  Ndiyo!! ");
    REQUIRE(effects.consent);
    CHECK(effects.consent->version == 1);
    CHECK(effects.consent->language == "sw");
    CHECK(effects.consent->raw_reply == "  Ndiyo!! ");
    CHECK(world.worker(0).consent_at == ToyWorld::start);
}

TEST_CASE("the year of birth decides by the market's minimum age") {
    const auto stage_after = [](const std::string& year) {
        ToyWorld world;
        world.join(0);
        ToyWorld other;
        other.sms(0, "JIUNGE");
        other.sms(0, "1");
        other.sms(0, year);
        return other.worker(0).stage;
    };
    CHECK(stage_after("2008") == Stage::active);  // it is 2026: eighteen this year
    CHECK(stage_after("2009") == Stage::too_young);
    CHECK(stage_after("2026") == Stage::too_young);
    CHECK(stage_after("2027") == Stage::birth_year);
    CHECK(stage_after("1915") == Stage::birth_year);
    CHECK(stage_after("94") == Stage::birth_year);
    CHECK(stage_after("long ago") == Stage::birth_year);
}

TEST_CASE("who was too young may not try another year, and may come back when old enough") {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::yes_no), 5);
    world.join(0);
    world.worker(1);
    world.sms(1, "JIUNGE");
    world.sms(1, "1");
    world.sms(1, "2009");
    world.sms(1, "1990");
    world.sms(1, "JIUNGE");
    CHECK(world.worker(1).stage == Stage::too_young);
    CHECK_FALSE(world.worker(1).question);
    world.now += 366 * day_us;
    world.sms(1, "JIUNGE");
    CHECK(world.worker(1).stage == Stage::active);
    CHECK(world.worker(1).question);
}

TEST_CASE("a stranger gets one line for a message, and none for an empty one") {
    ToyWorld world;
    CHECK(world.sms(0, "hello").messages.size() == 1);
    CHECK(world.sms(0, "").messages.empty());
    CHECK(world.sms(0, "  \n ").messages.empty());
    CHECK(world.worker(0).stage == Stage::stranger);
}

TEST_CASE("HELP and STOP are for strangers too") {
    ToyWorld world;
    CHECK(reply_of(world.sms(0, "help")).find("*384*77#") != std::string::npos);
    world.sms(0, "STOP");
    CHECK(world.worker(0).opted_out);
    CHECK(world.sms(0, "hello").messages.empty());
    CHECK(world.sms(0, "help").messages.size() == 1);
    world.sms(0, "ANZA");
    CHECK_FALSE(world.worker(0).opted_out);
    CHECK(world.worker(0).stage == Stage::consent);
}

TEST_CASE("joining goes on over the other channel, where it stood") {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::yes_no), 5);
    world.sms(0, "JOIN");
    world.dial(0);
    world.press(0, "2");
    world.sms(0, "yes");
    CHECK(reply_of(world.press(0, "1")).find("born") != std::string::npos);
    CHECK(world.worker(0).stage == Stage::birth_year);
    world.press(0, "1990");
    CHECK(world.worker(0).stage == Stage::active);
}

TEST_CASE("a market of one language asks for none") {
    ToyWorld world;
    world.market.languages = {"en"};
    world.sms(0, "JOIN");
    CHECK(world.worker(0).stage == Stage::consent);
}

}  // namespace kazi::taskflow
