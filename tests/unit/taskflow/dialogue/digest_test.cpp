// SPDX-License-Identifier: Apache-2.0
// News that waits: for her hours, for the end of the day, for a message that has room for it.
#include <doctest/doctest.h>

#include <algorithm>

#include "protocols/gsm_text.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::int64_t friend_micro = 1'000'000;

/// Active, with no question open, at 09:00 of a Monday; legal hours are 8 to 20.
ToyWorld idle() {
    ToyWorld world;
    world.market.referral = {friend_micro, 10, 200, 1'000'000'000};
    world.market.auto_payout = false;
    world.join(0);
    return world;
}

Effects friend_worked(ToyWorld& world) {
    return world.happen(0, FriendWorked{{friend_micro, world.market.currency}});
}

/// Goes to when her timer is due, and fires it.
Effects wait_for_timer(ToyWorld& world) {
    REQUIRE(world.worker(0).wake_at > world.now);
    world.now = world.worker(0).wake_at;
    return world.fire(0);
}

std::ptrdiff_t pieces_in(const std::string& text) {
    std::ptrdiff_t count = 0;
    for (std::size_t at = 0; (at = text.find("A friend", at)) != std::string::npos; ++at)
        ++count;
    return count;
}

std::ptrdiff_t told_in(const Effects& effects) {
    std::ptrdiff_t count = 0;
    for (const SmsToWorker& sms : effects.messages)
        count += pieces_in(sms.text);
    return count;
}

}  // namespace

TEST_CASE("the news of a day come together in the last hour in which she may be written to") {
    ToyWorld world = idle();
    world.sms(0, "DIGEST");
    for (int each = 0; each < 2; ++each) {
        CHECK(friend_worked(world).messages.empty());
        world.now += hour_us;
    }
    const Effects told = wait_for_timer(world);
    CHECK(world.now == ToyWorld::start + 10 * hour_us);  // 19:00
    REQUIRE(told.messages.size() == 1);
    CHECK(pieces_in(told.messages[0].text) == 2);
    CHECK_FALSE(told.messages[0].reply);
    CHECK(told.messages[0].not_after == ToyWorld::start + 11 * hour_us);
    SUBCASE("once a day: the next comes tomorrow") {
        world.now += minute_us;
        CHECK(friend_worked(world).messages.empty());
        CHECK(told_in(wait_for_timer(world)) == 1);
        CHECK(world.now == ToyWorld::start + 34 * hour_us);
    }
    SUBCASE("nothing waits: nothing wakes her") {
        CHECK(world.worker(0).wake_at == 0);
    }
}

TEST_CASE("the message of the day comes in an hour in which she used to be at work") {
    ToyWorld world = idle();
    world.market.care.learns_best_hour = true;
    world.worker(0).protection.at_work = {0, 0, 0, 0, 20, 1, 0, 0};  // 12:00 to 15:00
    world.sms(0, "DIGEST");
    friend_worked(world);
    CHECK(told_in(wait_for_timer(world)) == 1);
    CHECK(world.now == ToyWorld::start + 5 * hour_us);  // 14:00
}

TEST_CASE("what came at night, on a day of rest or on a holiday is told when that is over") {
    ToyWorld world = idle();
    Instant expected = ToyWorld::start + 23 * hour_us;
    SUBCASE("at night") {
        world.now += 12 * hour_us + 17 * minute_us + 3 * second_us;
    }
    SUBCASE("on a day of rest") {
        world.sms(0, "NOT TODAY");
    }
    SUBCASE("before a holiday") {
        world.market.care.holidays = {{0, 3, 3}};
        world.now += 13 * hour_us;
        expected += day_us;
    }
    SUBCASE("in a week in which she had all her messages") {
        world.market.care.messages_per_week_max = 1;
        CHECK(told_in(friend_worked(world)) == 1);
        expected = ToyWorld::start - 9 * hour_us + 7 * day_us + 8 * hour_us;
    }
    SUBCASE("once a day as well") {
        world.sms(0, "DIGEST");
        world.now += 12 * hour_us;
        expected = ToyWorld::start + 34 * hour_us;
    }
    CHECK(friend_worked(world).messages.empty());
    CHECK(told_in(wait_for_timer(world)) == 1);
    CHECK(world.now == expected);
}

TEST_CASE("what asks for something to be done does not wait for the end of the day") {
    ToyWorld world = idle();
    world.market.auto_payout = true;
    world.sms(0, "DIGEST");
    const Effects earned =
        world.happen(0, FriendWorked{{20 * friend_micro, world.market.currency}});
    REQUIRE(earned.payout);
    REQUIRE(earned.messages.empty());
    SUBCASE("pay that came back") {
        CHECK(world.happen(0, world.payout_ended(0, false)).messages.size() == 1);
    }
    SUBCASE("pay that arrived can wait") {
        CHECK(world.happen(0, world.payout_ended(0, true)).messages.empty());
    }
}

TEST_CASE("news ride on a message as far as they make it no dearer") {
    for (std::size_t waiting = 1; waiting <= 3; ++waiting) {
        CAPTURE(waiting);
        ToyWorld with = idle();
        with.sms(0, "DIGEST");
        for (std::size_t each = 0; each < waiting; ++each)
            friend_worked(with);
        ToyWorld without = with;
        without.worker(0).news.texts.clear();
        for (const char* word : {"BAL", "HELP", "WHY", "HOURS", "LANG"}) {
            CAPTURE(word);
            ToyWorld riding = with;
            const auto dear = without.sms(0, word).messages.at(0);
            const auto told = riding.sms(0, word).messages.at(0);
            CHECK(static_cast<int>(protocols::measure_sms(told.text).segments) == dear.segments);
            CHECK(told.segments == dear.segments);
            CHECK(told.text.ends_with(dear.text));
            CHECK(static_cast<std::size_t>(pieces_in(told.text)) +
                      riding.worker(0).news.texts.size() ==
                  waiting);
        }
        CHECK(pieces_in(with.sms(0, "BAL").messages.at(0).text) >= 1);
    }
}

TEST_CASE("all that waits is told in messages of a length that the market allows") {
    ToyWorld world = idle();
    world.sms(0, "DIGEST");
    for (std::size_t each = 0; each < waiting_news_max; ++each)
        friend_worked(world);
    const Effects told = wait_for_timer(world);
    CHECK(told_in(told) == waiting_news_max);
    for (const SmsToWorker& sms : told.messages)
        CHECK(sms.segments <= world.market.sms_segments_max);
}

TEST_CASE("of too much that waits the oldest gives way") {
    ToyWorld world = idle();
    world.sms(0, "DIGEST");
    for (std::size_t each = 0; each < waiting_news_max + 3; ++each)
        friend_worked(world);
    CHECK(world.worker(0).news.texts.size() == waiting_news_max);
    CHECK(world.worker(0).news.texts.back().find("KES 11.00") != std::string::npos);
}

TEST_CASE("over USSD what waits is shown when a session begins, and once") {
    ToyWorld world = idle();
    world.sms(0, "DIGEST");
    friend_worked(world);
    CHECK(pieces_in(world.dial(0).ussd->text) == 1);
    CHECK(world.worker(0).news.texts.empty());
    CHECK(pieces_in(world.dial(0).ussd->text) == 0);
    // What no page has room for waits on.
    for (std::size_t each = 0; each < waiting_news_max; ++each)
        friend_worked(world);
    const Effects shown = world.dial(0);
    CHECK(static_cast<std::size_t>(pieces_in(shown.ussd->text)) +
              world.worker(0).news.texts.size() ==
          waiting_news_max);
    CHECK(shown.messages.empty());
}

TEST_CASE("whoever said STOP is told nothing, until she comes back; whoever is forgotten never") {
    ToyWorld world = idle();
    world.sms(0, "DIGEST");
    friend_worked(world);
    SUBCASE("stop") {
        world.sms(0, "STOP");
        CHECK(wait_for_timer(world).messages.empty());
        CHECK(world.worker(0).news.texts.size() == 1);
        world.now += 20 * hour_us;
        world.happen(0, OptedIn{});
        CHECK(told_in(wait_for_timer(world)) == 1);
    }
    SUBCASE("forget me") {
        world.worker(0).available_micro = 0;
        world.sms(0, "FORGET ME");
        world.sms(0, "YES");
        while (!world.worker(0).protection.erased)
            CHECK(wait_for_timer(world).messages.empty());
        CHECK(world.worker(0).news == WaitingNews{});
    }
}

TEST_CASE("what waits is told soon when she no longer wants it once a day") {
    ToyWorld world = idle();
    world.sms(0, "DIGEST");
    for (int each = 0; each < 4; ++each)
        friend_worked(world);
    world.sms(0, "DIGEST");
    REQUIRE_FALSE(world.worker(0).news.texts.empty());
    world.now += minute_us;
    CHECK(told_in(world.fire(0)) >= 1);
    CHECK(world.worker(0).news.texts.empty());
}

}  // namespace kazi::taskflow
