// SPDX-License-Identifier: Apache-2.0
// REFER, LINK and CLOCK as she sees them.
#include <doctest/doctest.h>

#include "taskflow/pay/accounts.hpp"
#include "taskflow/protection/clock.hpp"
#include "taskflow/ties/codes.hpp"
#include "taskflow/ties/linking.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

ToyWorld working() {
    ToyWorld world;
    world.market.referral = {20'000'000, 10, 5, 1'000'000'000};
    world.add(sample_campaign(QuestionType::choice), 20);
    world.join(0);
    return world;
}

bool says(const Effects& effects, std::string_view words) {
    return reply_of(effects).find(words) != std::string::npos;
}

LocalTime at(std::uint16_t day, int hour, int minute) {
    return {.year = 2026, .hour = hour, .day_number = day, .minute = minute};
}

}  // namespace

TEST_CASE("REFER shows her code, what it brings and what is left this month") {
    ToyWorld world = working();
    const Effects effects = world.sms(0, "REFER");
    const std::string code = world.worker(0).ties.code;
    CHECK(code.size() == friend_code_letters);
    CHECK(says(effects, "JOIN " + code + " to 40404"));
    CHECK(says(effects, "KES 20.00"));
    CHECK(says(effects, "5 more"));
    CHECK(world.worker(0).question);
    world.market.referral = {};
    CHECK(says(world.sms(0, "REFER"), "Nothing is paid for friends"));
}

TEST_CASE("pay for a friend is told, counted by month, and not hers while she is frozen") {
    ToyWorld world = working();
    const FriendWorked worked{{20'000'000, world.market.currency}};
    const Effects effects = world.happen(0, worked);
    CHECK(says(effects, "A friend whom you brought works well: +KES 20.00."));
    CHECK(world.balance({billing::AccountKind::referral_budget, {}}) == -20'000'000);
    CHECK(says(world.sms(0, "REFER"), "Nothing") == false);
    CHECK(says(world.sms(0, "REFER"), "4 more"));
    world.worker(0).stage = Stage::frozen;
    CHECK(world.happen(0, worked).duplicate);
}

TEST_CASE("codes are read as people write them, and drawn anew at another time") {
    CHECK(as_friend_code("abc defg") == "ABCDEFG");
    CHECK(as_friend_code("KIBERA").empty());
    CHECK(as_friend_code("ABCDEF0").empty());
    CHECK(as_link_code("1234-5678") == "12345678");
    CHECK(as_link_code("1234 567").empty());
    CHECK(friend_code(ToyWorld::id_of(0), 1) != friend_code(ToyWorld::id_of(0), 2));
    CHECK(link_code(ToyWorld::id_of(0), 1) != link_code(ToyWorld::id_of(1), 1));
}

TEST_CASE("LINK shows a code; from another phone it lets go of what is open, three times a day") {
    ToyWorld world = working();
    const Effects offered = world.sms(0, "LINK");
    CHECK(says(offered, "LINK " + world.worker(0).ties.link_code));
    REQUIRE(offered.ties);
    CHECK(offered.ties->link_offered == world.worker(0).ties.link_code);
    world.join(1);
    REQUIRE(world.worker(1).question);
    const Effects asked = world.sms(1, "link 11112222");
    REQUIRE(asked.ties);
    CHECK(asked.ties->link_asked == "11112222");
    CHECK_FALSE(world.worker(1).question);
    CHECK(world.sms(1, "LINK 11112223").ties);
    CHECK(world.sms(1, "LINK 11112224").ties);
    const Effects fourth = world.sms(1, "LINK 11112225");
    CHECK_FALSE(fourth.ties);
    CHECK(says(fourth, "Too many tries"));
    world.now += day_us;
    CHECK(world.sms(1, "LINK 11112225").ties);
}

TEST_CASE("a word that begins like LINK is an answer while a question is open") {
    ToyWorld world = working();
    const auto item = world.worker(0).question->item;
    CHECK_FALSE(world.sms(0, "link to the shop").ties);
    REQUIRE(world.worker(0).question);
    CHECK(world.worker(0).question->item == item);
    world.sms(0, "STOP");
    CHECK_FALSE(world.sms(0, "LINK 12345678").ties);
}

TEST_CASE("a third number is the last, and what is under way comes first") {
    ToyWorld world = working();
    world.worker(0).ties.numbers = {{ToyWorld::id_of(7)}, {ToyWorld::id_of(8)}};
    CHECK(says(world.sms(0, "LINK"), "3 numbers already"));
    world.worker(1).payout_open = true;
    const Effects busy = world.sms(1, "LINK 11112222");
    CHECK_FALSE(busy.ties);
    CHECK(says(busy, "under way"));
}

TEST_CASE("her clock moves her hours, and midnight with them") {
    CHECK(on_her_clock(at(100, 23, 30), 2).day_number == 101);
    CHECK(on_her_clock(at(100, 23, 30), 2).hour == 0);
    CHECK(on_her_clock(at(100, 0, 10), -4).day_number == 99);
    CHECK(on_her_clock(at(100, 0, 10), -4).minute == 10);
    ToyWorld world = working();
    CHECK(says(world.sms(0, "CLOCK"), "CLOCK 14:30"));
    CHECK(says(world.sms(0, "CLOCK 11:05"), "Your clock: 11:05."));
    CHECK(world.worker(0).protection.clock_quarters == 8);
    world.sms(0, "CLOCK 1105");
    CHECK(world.worker(0).protection.clock_quarters == 8);
    world.sms(0, "clock 22");
    CHECK(world.worker(0).protection.clock_quarters == 8);
    // Nine in the evening to her, seven to the market: nobody writes to her any more.
    world.sms(0, "SKIP");
    world.sms(0, "STOP");
    world.sms(0, "START");
    world.now = ToyWorld::start + 10 * hour_us;
    CHECK(world.happen(0, WorkOffered{1}).messages.empty());
    world.worker(0).protection.clock_quarters = 0;
    CHECK(world.happen(0, WorkOffered{1}).messages.size() == 1);
}

}  // namespace kazi::taskflow
