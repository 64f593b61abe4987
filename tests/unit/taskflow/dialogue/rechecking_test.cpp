// SPDX-License-Identifier: Apache-2.0
// What is asked again, what contradictions lead to, and who brought her.
#include <doctest/doctest.h>

#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

/// At work since months ago, with money and nothing open.
ToyWorld earning() {
    ToyWorld world;
    world.market.care.birth_year_again_days = 90;
    world.market.care.dormant_days = 200;
    world.market.auto_payout = false;
    world.add(sample_campaign(QuestionType::yes_no), 40);
    world.join(0);
    for (int answers = 0; answers < 4; ++answers)
        world.sms(0, "1");
    world.sms(0, "SKIP");
    world.worker(0).question.reset();
    return world;
}

}  // namespace

TEST_CASE("her year of birth is asked again after months, and what fits changes nothing") {
    ToyWorld world = earning();
    world.now += 80 * day_us;
    world.sms(0, "NEXT");
    CHECK(world.worker(0).question);
    world.sms(0, "SKIP");
    world.worker(0).question.reset();
    world.now += 20 * day_us;
    CHECK(reply_of(world.sms(0, "NEXT")).find("year were you born") != std::string::npos);
    CHECK(world.worker(0).stage == Stage::confirming);
    CHECK(reply_of(world.sms(0, "BAL")).find("8.00") != std::string::npos);
    world.sms(0, "1991");  // about New Year, or another calendar
    CHECK(world.worker(0).stage == Stage::active);
    CHECK(world.worker(0).question);
    CHECK(world.worker(0).birth_year == 1990);
    world.sms(0, "1");
    CHECK(world.worker(0).question);  // not asked again at each step
}

TEST_CASE("who contradicts herself gets no work, and can still be paid what she earned") {
    ToyWorld world = earning();
    world.now += 100 * day_us;
    world.sms(0, "NEXT");
    CHECK(reply_of(world.sms(0, "2009")).find("yours") != std::string::npos);
    CHECK(world.worker(0).stage == Stage::frozen);
    CHECK(world.worker(0).birth_year == 1990);
    CHECK(world.happen(0, WorkOffered{1}).messages.empty());
    world.sms(0, "NEXT");
    CHECK_FALSE(world.worker(0).question);
    world.sms(0, "JOIN");
    CHECK(world.worker(0).stage == Stage::frozen);
    const Effects paid = world.sms(0, "PAY");
    REQUIRE(paid.payout.has_value());
    CHECK(paid.payout->amount.micro == 8'000'000);
}

TEST_CASE("over USSD the frozen see their balance and are paid by a key") {
    ToyWorld world = earning();
    world.worker(0).stage = Stage::frozen;
    CHECK(reply_of(world.dial(0)).find("2 Get airtime") != std::string::npos);
    CHECK(reply_of(world.press(0, "1")).find("8.00") != std::string::npos);
    CHECK(reply_of(world.press(0, "0")).find("2 Get airtime") != std::string::npos);
    CHECK(world.press(0, "2").payout.has_value());
}

TEST_CASE("a number that was silent for long agrees and tells its year again before anything") {
    ToyWorld world = earning();
    world.now += 201 * day_us;
    // "1" answers nothing that she was asked of late: it is no consent.
    CHECK(reply_of(world.sms(0, "1")).find("Do you agree") != std::string::npos);
    CHECK(world.worker(0).stage == Stage::consent);
    CHECK_FALSE(world.worker(0).question);
    CHECK(reply_of(world.sms(0, "BAL")).find("8.00") == std::string::npos);
    CHECK_FALSE(world.sms(0, "PAY").payout.has_value());
    CHECK(world.sms(0, "1").consent.has_value());
    world.sms(0, "1990");
    CHECK(world.worker(0).stage == Stage::active);
    world.worker(0).question.reset();
    CHECK(world.sms(0, "PAY").payout.has_value());
}

TEST_CASE("a number with another owner gets neither the former one's money nor her history") {
    ToyWorld world = earning();
    world.now += 300 * day_us;
    world.dial(0);
    CHECK(world.worker(0).stage == Stage::consent);
    world.press(0, "1");  // the text goes on; nothing is agreed to that was not shown
    world.press(0, "1");
    world.press(0, "1975");
    CHECK(world.worker(0).stage == Stage::frozen);
    CHECK_FALSE(world.sms(0, "PAY").payout.has_value());
    CHECK_FALSE(world.sms(0, "STOP").payout.has_value());
    CHECK(world.worker(0).available_micro == 8'000'000);
}

TEST_CASE("STOP works after a long silence, too") {
    ToyWorld world = earning();
    world.now += 300 * day_us;
    CHECK(reply_of(world.sms(0, "STOP")).find("You are out") != std::string::npos);
    CHECK(world.worker(0).opted_out);
}

TEST_CASE("a partner's code is kept, and counted when she joined and at each answer") {
    ToyWorld world;
    world.market.care.partner_codes = {"AB12", "77"};
    world.add(sample_campaign(QuestionType::yes_no), 40);
    world.sms(0, "join ab12");
    world.sms(0, "2");
    world.sms(0, "1");
    const Effects joined = world.sms(0, "1990");
    REQUIRE(joined.partner.has_value());
    CHECK(joined.partner->code == "AB12");
    CHECK(joined.partner->joined == 1);
    const Effects answered = world.sms(0, "1");
    REQUIRE(answered.partner.has_value());
    CHECK(answered.partner->answers == 1);
    CHECK(answered.partner->earned_micro == 2'000'000);
    world.sms(0, "JOIN 77");
    CHECK(world.worker(0).protection.partner == "AB12");
}

TEST_CASE("a code by USSD, a code that nobody has, and words behind JOIN") {
    ToyWorld world;
    world.market.care.partner_codes = {"77"};
    world.dial(0, {"34", "77"});
    CHECK(world.worker(0).protection.partner == "77");
    CHECK(world.worker(0).stage == Stage::language);
    world.sms(1, "JOIN ZZ9");
    CHECK(world.worker(1).protection.partner.empty());
    CHECK(world.worker(1).stage == Stage::language);
    world.sms(2, "JOIN please");
    CHECK(world.worker(2).stage == Stage::language);
}

}  // namespace kazi::taskflow
