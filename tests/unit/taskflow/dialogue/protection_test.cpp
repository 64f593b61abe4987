// SPDX-License-Identifier: Apache-2.0
// Night rest, school hours, caps over all clients, holidays, and her own wishes.
#include <doctest/doctest.h>

#include <chrono>

#include "taskflow/protection/care.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::uint16_t day_of(int year, unsigned month, unsigned day) {
    const std::chrono::sys_days date =
        std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
    return static_cast<std::uint16_t>(date.time_since_epoch().count());
}

/// Active, with no question open, and a campaign with work.
ToyWorld idle(const CareRules& care) {
    ToyWorld world;
    world.market.care = care;
    world.join(0);
    world.add(sample_campaign(QuestionType::yes_no), 20);
    return world;
}

bool is_offered(ToyWorld& world) {
    return world.happen(0, WorkOffered{1}).messages.size() == 1;
}

/// Answers one question, `took` after it was asked.
void answer_one(ToyWorld& world, Instant took) {
    world.sms(0, "NEXT");
    REQUIRE(world.worker(0).question);
    world.now += took;
    world.sms(0, "1");
}

}  // namespace

TEST_CASE("days of the week, weeks, and holidays that move") {
    CHECK(weekday_of(day_of(2026, 11, 23)) == 0);
    CHECK(weekday_of(day_of(2026, 11, 29)) == 6);
    CHECK(week_of(day_of(2026, 11, 23)) == week_of(day_of(2026, 11, 29)));
    CHECK(week_of(day_of(2026, 11, 22)) + 1 == week_of(day_of(2026, 11, 23)));
    CareRules care;
    care.holidays = {{0, 12, 25}, {2027, 3, 10}};
    care.easter_holidays = {-2, 1};
    CHECK(is_holiday(care, day_of(2026, 12, 25)));
    CHECK(is_holiday(care, day_of(2027, 3, 10)));
    CHECK_FALSE(is_holiday(care, day_of(2028, 3, 10)));
    // Easter Sunday: 5 April 2026, 28 March 2027, 16 April 2028, 1 April 2029, 21 April 2030.
    CHECK(is_holiday(care, day_of(2026, 4, 3)));
    CHECK(is_holiday(care, day_of(2026, 4, 6)));
    CHECK_FALSE(is_holiday(care, day_of(2026, 4, 5)));
    CHECK(is_holiday(care, day_of(2027, 3, 26)));
    CHECK(is_holiday(care, day_of(2028, 4, 17)));
    CHECK(is_holiday(care, day_of(2029, 3, 30)));
    CHECK(is_holiday(care, day_of(2030, 4, 22)));
}

TEST_CASE("at night there is no new question, but the open one is answered and paid") {
    CareRules care;
    care.night = {23, 5};
    ToyWorld world = idle(care);
    world.sms(0, "NEXT");
    world.now += 14 * hour_us + 30 * minute_us;  // 23:30
    const Effects paid = world.sms(0, "1");
    CHECK(paid.answer.has_value());
    CHECK_FALSE(world.worker(0).question);
    CHECK(reply_of(paid).find("from 5:00") != std::string::npos);
    CHECK(reply_of(world.sms(0, "NEXT")).find("Night") == 0);
    CHECK(reply_of(world.sms(0, "BAL")).find("2.00") != std::string::npos);
    world.now += 6 * hour_us;
    world.sms(0, "NEXT");
    CHECK(world.worker(0).question);
}

TEST_CASE("school hours are for those who may go to school, on school days") {
    CareRules care;
    care.school = {8, 16};
    care.school_age_max = 18;
    ToyWorld world = idle(care);
    world.worker(0).birth_year = 2008;
    CHECK(reply_of(world.sms(0, "NEXT")).find("school") != std::string::npos);
    CHECK_FALSE(is_offered(world));
    world.worker(0).birth_year = 2007;
    CHECK(is_offered(world));
    ToyWorld weekend = idle(care);
    weekend.worker(0).birth_year = 2008;
    weekend.now += 5 * day_us;
    CHECK(is_offered(weekend));
    ToyWorld holiday = idle(care);
    holiday.market.care.holidays = {{0, 3, 2}};
    holiday.worker(0).birth_year = 2008;
    holiday.sms(0, "NEXT");
    CHECK(holiday.worker(0).question);
}

TEST_CASE("minutes of work are capped by the day and the week, whoever the client is") {
    CareRules care;
    care.minutes_per_day_max = 2;
    care.minutes_per_week_max = 3;
    ToyWorld world = idle(care);
    world.add(sample_campaign(QuestionType::yes_no), 20);
    answer_one(world, 50 * second_us);
    world.worker(0).question.reset();
    world.campaign(1).campaign.state = CampaignState::paused;
    answer_one(world, hour_us);  // an hour's wait counts as a minute's work
    CHECK(world.worker(0).protection.seconds_today == 110);
    answer_one(world, 20 * second_us);
    const std::int64_t earned = world.worker(0).available_micro;
    CHECK(reply_of(world.sms(0, "NEXT")).find("enough for today") != std::string::npos);
    CHECK_FALSE(is_offered(world));
    CHECK(world.worker(0).available_micro == earned);
    world.now += day_us;
    answer_one(world, 60 * second_us);
    CHECK(reply_of(world.sms(0, "NEXT")).find("Monday") != std::string::npos);
    world.now += 6 * day_us;
    world.sms(0, "NEXT");
    CHECK(world.worker(0).question);
}

TEST_CASE("what she did not ask for is capped by the week") {
    CareRules care;
    care.messages_per_week_max = 2;
    ToyWorld world = idle(care);
    for (int day = 0; day < 3; ++day) {
        CHECK(is_offered(world) == (day < 2));
        world.sms(0, "SKIP");
        world.worker(0).question.reset();
        world.now += day_us;
    }
    world.now += 4 * day_us;
    CHECK(is_offered(world));
}

TEST_CASE("no offer on a holiday, and none outlives her hours") {
    CareRules care;
    care.holidays = {{0, 3, 2}};
    ToyWorld closed = idle(care);
    CHECK_FALSE(is_offered(closed));
    closed.now += day_us;
    CHECK(is_offered(closed));
    ToyWorld late = idle({});
    late.campaign(1).campaign.lease_minutes = 600;
    late.now += 10 * hour_us + 20 * minute_us + 7 * second_us;  // 19:20:07; quiet from 20:00
    const Effects effects = late.happen(0, WorkOffered{1});
    REQUIRE(effects.messages.size() == 1);
    CHECK(effects.messages[0].not_after == ToyWorld::start + 11 * hour_us);
}

TEST_CASE("she says when she wants to be written to, within what is legal") {
    ToyWorld world = idle({});
    CHECK(reply_of(world.sms(0, "HOURS")).find("from 8:00 to 20:00") != std::string::npos);
    CHECK(reply_of(world.sms(0, "hours 10-14")).find("from 10:00 to 14:00") != std::string::npos);
    CHECK_FALSE(is_offered(world));
    world.now += 2 * hour_us;
    const Effects effects = world.happen(0, WorkOffered{1});
    REQUIRE(effects.messages.size() == 1);
    CHECK(effects.messages[0].not_after <= ToyWorld::start + 5 * hour_us);
    world.sms(0, "SKIP");
    world.sms(0, "HOURS 22-23");  // never legal: not taken
    CHECK(world.worker(0).protection.wish == HourSpan{10, 14});
    world.sms(0, "HOURS 9:30 - 17:45");
    CHECK(world.worker(0).protection.wish == HourSpan{10, 17});
    world.sms(0, "HOURS 25-3");
    CHECK(world.worker(0).protection.wish == HourSpan{10, 17});
    world.sms(0, "HOURS 0-24");
    CHECK(world.worker(0).protection.wish.empty());
    // It is her own wish: a question she asks for comes at any hour.
    world.sms(0, "HOURS 12-13");
    world.sms(0, "NEXT");
    CHECK(world.worker(0).question);
}

TEST_CASE("hours are no answer to a number, and an answer to a question that takes any words") {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::short_text), 3);
    world.join(0);
    REQUIRE(world.worker(0).question);
    CHECK(world.sms(0, "hours 9-17").answer.has_value());
    ToyWorld other;
    other.add(sample_campaign(QuestionType::number), 3);
    other.join(0);
    other.sms(0, "HOURS 9-17");
    CHECK(other.worker(0).protection.wish == HourSpan{9, 17});
    CHECK(other.worker(0).question);
}

TEST_CASE("not today: left alone until midnight, and not when she asks herself") {
    ToyWorld world = idle({});
    world.sms(0, "NOT TODAY");
    CHECK_FALSE(is_offered(world));
    world.now += day_us;
    CHECK(is_offered(world));
    ToyWorld asking = idle({});
    asking.sms(0, "LEO HAPANA");
    asking.sms(0, "NEXT");
    CHECK(asking.worker(0).question);
}

TEST_CASE("offers come at the hours in which she used to be at work, once they are known") {
    CareRules care;
    care.learns_best_hour = true;
    ToyWorld world = idle(care);
    CHECK(is_offered(world));
    world.sms(0, "SKIP");
    world.worker(0).question.reset();
    world.now = ToyWorld::start + day_us + 8 * hour_us;  // 17:00
    for (int visit = 0; visit < 14; ++visit)
        world.sms(0, "BAL");
    CHECK(is_offered(world));
    world.sms(0, "SKIP");
    world.worker(0).question.reset();
    world.now = ToyWorld::start + 2 * day_us;  // 9:00: not when she is there
    CHECK_FALSE(is_offered(world));
    world.now += 8 * hour_us;
    CHECK(is_offered(world));
}

TEST_CASE("one worker gets her share of a campaign, and others find some left") {
    ToyWorld world;
    Campaign shared = sample_campaign(QuestionType::yes_no);
    shared.protection.share_percent = 10;
    world.add(shared, 20);
    world.join(0);
    world.sms(0, "1");
    CHECK(world.worker(0).question);
    CHECK(reply_of(world.sms(0, "1")).find("No questions") != std::string::npos);
    CHECK(world.worker(0).answers == 2);
    world.join(1);
    CHECK(world.worker(1).question);
}

TEST_CASE("a private question is asked over USSD alone, and nothing of it stands in an SMS") {
    ToyWorld world;
    world.join(0);
    Campaign secret = sample_campaign(QuestionType::yes_no);
    secret.protection.sensitive = true;
    world.add(secret, 20);
    world.sms(0, "NEXT");
    CHECK_FALSE(world.worker(0).question);
    CHECK(world.happen(0, WorkOffered{1}).messages.empty());
    world.dial(0);
    world.press(0, "1");
    CHECK(reply_of(world.press(0, "4711")).find("Place") != std::string::npos);
    REQUIRE(world.worker(0).question);
    const auto by_sms = [&](const char* text) { return reply_of(world.sms(0, text)); };
    CHECK(by_sms("NEXT").find("private question") != std::string::npos);
    CHECK(by_sms("1").find("private question") != std::string::npos);
    CHECK(world.worker(0).answers == 0);
    CHECK(by_sms("BAL").find("0.00") != std::string::npos);
    world.dial(0);
    world.press(0, "1");
    world.press(0, "4711");
    CHECK(world.press(0, "1").answer.has_value());
    CHECK(by_sms("OOPS").find("private question") != std::string::npos);
    CHECK(by_sms("SKIP").find("Place") == std::string::npos);
}

TEST_CASE("the codes that are dialled: hours, none today") {
    ToyWorld world = idle({});
    CHECK(reply_of(world.dial(0, {"31", "9", "17"})).find("9:00 to 17:00") != std::string::npos);
    CHECK(world.worker(0).protection.wish == HourSpan{9, 17});
    world.dial(0, {"32"});
    CHECK_FALSE(is_offered(world));
}

}  // namespace kazi::taskflow
