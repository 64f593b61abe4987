// SPDX-License-Identifier: Apache-2.0
// FORGET ME: asked twice, paid first, erased later; and what is left.
#include <doctest/doctest.h>

#include "taskflow/pay/accounts.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

ToyWorld with_money(int answers) {
    ToyWorld world;
    world.market.auto_payout = false;
    world.add(sample_campaign(QuestionType::yes_no), 40);
    world.join(0);
    for (int nth = 0; nth < answers; ++nth)
        world.sms(0, "1");
    return world;
}

/// Lets her timer go off when it is due.
Effects wait_for_timer(ToyWorld& world) {
    REQUIRE(world.worker(0).wake_at > 0);
    world.now = std::max(world.now, world.worker(0).wake_at);
    return world.fire(0);
}

}  // namespace

TEST_CASE("forget me: asked, paid out, and erased an hour after the last message") {
    ToyWorld world = with_money(4);
    CHECK(reply_of(world.sms(0, "FORGET ME")).find("8.00") != std::string::npos);
    const Effects sure = world.sms(0, "YES");
    REQUIRE(sure.payout.has_value());
    CHECK(sure.payout->amount.micro == 8'000'000);
    CHECK_FALSE(sure.erases_number);
    CHECK(world.worker(0).opted_out);
    CHECK_FALSE(world.worker(0).question);
    CHECK(world.happen(0, WorkOffered{1}).messages.empty());
    CHECK(world.happen(0, world.payout_ended(0, true)).messages.empty());
    const Effects end = wait_for_timer(world);
    CHECK(end.erases_number);
    const Worker& rest = world.worker(0);
    CHECK(rest.stage == Stage::stranger);
    CHECK(rest.opted_out);  // nobody writes to her as if she had never said so
    CHECK(rest.birth_year == 0);
    CHECK(rest.consent_version == 0);
    CHECK(rest.language.empty());
    CHECK(rest.answers == 0);
    CHECK(rest.wake_at == 0);
    CHECK(rest.payout_sequence == 1);
    CHECK(rest.message_sequence > 0);
}

TEST_CASE("who says no, or anything else, stays as she was") {
    ToyWorld world = with_money(1);
    const auto question = world.worker(0).question;
    world.sms(0, "FORGET ME");
    const Effects kept = world.sms(0, "2");
    CHECK(reply_of(kept).find("Nothing is erased") == 0);
    CHECK(world.worker(0).question == question);
    world.sms(0, "FORGET ME");
    world.sms(0, "BAL");
    const Effects answered = world.sms(0, "1");  // meant for the question again
    CHECK(answered.answer.has_value());
    CHECK_FALSE(world.worker(0).opted_out);
    world.sms(0, "FORGET ME");
    world.now += day_us;
    world.sms(0, "1");
    CHECK_FALSE(world.worker(0).protection.leaving);
}

TEST_CASE("a key answers the page that she looks at, not what an SMS asked") {
    ToyWorld world = with_money(1);
    world.sms(0, "FORGET ME");
    world.dial(0);
    world.press(0, "1");
    world.press(0, "1");
    CHECK_FALSE(world.worker(0).protection.leaving);
    world.dial(0, {"33"});
    CHECK(world.worker(0).ussd.reply.find("1 Erase") != std::string::npos);
    world.press(0, "1");
    CHECK(world.worker(0).protection.leaving);
}

TEST_CASE("pay that waits for her PIN is taken first, so that it is not left behind") {
    ToyWorld world = with_money(4);
    world.market.wallet.pin = true;
    CHECK(reply_of(world.sms(0, "FORGET ME")).find("Take your pay first") == 0);
    world.sms(0, "YES");
    CHECK_FALSE(world.worker(0).protection.leaving);
}

TEST_CASE("change too small to be sent stays hers under the hash") {
    ToyWorld world = with_money(1);
    world.sms(0, "FORGET ME");
    CHECK_FALSE(world.sms(0, "1").payout.has_value());
    CHECK(wait_for_timer(world).erases_number);
    CHECK(world.worker(0).available_micro == 2'000'000);
    CHECK(world.balance(wallet_of(ToyWorld::id_of(0))) == 2'000'000);
}

TEST_CASE("pay that comes back is tried again a day later, before anything is erased") {
    ToyWorld world = with_money(4);
    world.sms(0, "FORGET ME");
    world.sms(0, "1");
    world.happen(0, world.payout_ended(0, false));
    CHECK(world.worker(0).available_micro == 8'000'000);
    const Effects again = wait_for_timer(world);
    REQUIRE(again.payout.has_value());
    CHECK(again.payout->sequence == 2);
    CHECK_FALSE(again.erases_number);
    world.happen(0, world.payout_ended(0, true));
    CHECK(wait_for_timer(world).erases_number);
}

TEST_CASE("who changes her mind within the hour is forgotten by nobody") {
    ToyWorld world = with_money(1);
    world.sms(0, "FORGET ME");
    world.sms(0, "1");
    CHECK(reply_of(world.sms(0, "START")).find("Welcome back") == 0);
    world.now += 2 * hour_us;
    CHECK_FALSE(world.fire(0).erases_number);
    CHECK(world.worker(0).birth_year == 1990);
}

TEST_CASE("who was forgotten can join as anybody, and her number is kept again only then") {
    ToyWorld world = with_money(0);
    world.sms(0, "FORGET ME");
    world.sms(0, "1");
    wait_for_timer(world);
    const auto before = world.worker(0).histories;
    const Effects silent = world.sms(0, "hello");
    CHECK(silent.messages.empty());
    CHECK_FALSE(silent.keeps_number);
    const Effects joins = world.sms(0, "JOIN");
    CHECK(joins.keeps_number);
    CHECK(world.worker(0).stage == Stage::language);
    CHECK(world.worker(0).histories == before);  // nobody answers an item twice
    CHECK_FALSE(world.sms(0, "2").keeps_number);
}

}  // namespace kazi::taskflow
