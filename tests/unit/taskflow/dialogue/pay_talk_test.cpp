// SPDX-License-Identifier: Apache-2.0
// How she wishes to be paid, and what is asked before pay leaves.
#include <doctest/doctest.h>

#include "taskflow/pay/accounts.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::int64_t shilling = 1'000'000;

ToyWorld working() {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::choice), 60);
    world.join(0);
    return world;
}

/// Answers that leave her with two shillings each; nothing is paid out by itself.
ToyWorld with_answers(int answers) {
    ToyWorld world = working();
    world.market.auto_payout = false;
    for (int turn = 0; turn < answers; ++turn)
        world.sms(0, "1");
    return world;
}

void offer_money(ToyWorld& world, std::int64_t fee_micro) {
    world.market.wallet.money = MoneyOffer{{10 * shilling, shilling, 1000 * shilling}, fee_micro};
}

void sell_fixed(ToyWorld& world, std::vector<std::int64_t> shillings) {
    for (std::int64_t& each : shillings)
        each *= shilling;
    world.market.wallet.networks = {{"safaricom", {"63902"}, std::move(shillings), 0}};
    world.worker(0).wallet.network = "safaricom";
    world.worker(0).wallet.network_seen = 20'514;  // the day the world begins on
}

bool says(const Effects& effects, std::string_view words) {
    return reply_of(effects).find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("top-ups that her network sells leave one after another, and the rest stays hers") {
    ToyWorld world = with_answers(18);
    sell_fixed(world, {5, 10, 20});
    const Effects first = world.sms(0, "PAY");
    REQUIRE(first.payout);
    CHECK(first.payout->amount.micro == 20 * shilling);
    CHECK(says(first, "KES 35.00 airtime is coming, in 3 top-ups"));
    CHECK(world.worker(0).available_micro == 16 * shilling);
    world.happen(0, world.payout_ended(0, true));
    const Effects second = world.fire(0);
    REQUIRE(second.payout);
    CHECK(second.payout->sequence == 2);
    CHECK(second.payout->amount.micro == 10 * shilling);
    world.happen(0, world.payout_ended(0, true));
    CHECK(world.fire(0).payout->amount.micro == 5 * shilling);
    world.happen(0, world.payout_ended(0, true));
    CHECK_FALSE(world.fire(0).payout);
    CHECK(world.worker(0).available_micro == shilling);
}

TEST_CASE("a top-up that came back takes those behind it back, too") {
    ToyWorld world = with_answers(18);
    sell_fixed(world, {5, 10, 20});
    world.sms(0, "PAY");
    world.happen(0, world.payout_ended(0, false));
    CHECK_FALSE(world.fire(0).payout);
    CHECK(world.worker(0).available_micro == 36 * shilling);
}

TEST_CASE("what was known of a network long ago counts no more") {
    ToyWorld world = with_answers(18);
    sell_fixed(world, {5, 10, 20});
    world.now += 31 * day_us;
    CHECK(world.sms(0, "PAY").payout->amount.micro == 36 * shilling);
}

TEST_CASE("a number that was taken elsewhere is paid as its new network sells") {
    ToyWorld world = with_answers(18);
    sell_fixed(world, {5, 10, 20});
    world.market.wallet.networks.push_back({"airtel", {"63903"}, {12 * shilling}, 0});
    world.network = "63903";
    const Effects paid = world.sms(0, "PAY");
    CHECK(world.worker(0).wallet.network == "airtel");
    REQUIRE(paid.payout);
    CHECK(paid.payout->amount.micro == 12 * shilling);
    CHECK(says(paid, "KES 36.00 airtime is coming, in 3 top-ups"));
}

TEST_CASE("each week that a network is named it is known anew, and pay goes by it") {
    ToyWorld world = with_answers(18);
    sell_fixed(world, {5, 10, 20});
    world.network = "63902";
    world.now += 29 * day_us;
    world.sms(0, "BAL");
    world.network.clear();
    world.now += 29 * day_us;
    CHECK(world.sms(0, "PAY").payout->amount.micro == 20 * shilling);
}

TEST_CASE("money is sent after she saw its fee and agreed, and the fee comes back with it") {
    ToyWorld world = with_answers(15);
    offer_money(world, 5 * shilling);
    CHECK(says(world.sms(0, "PAY MONEY"), "costs you KES 5.00"));
    CHECK(says(world.sms(0, "1"), "Money"));
    const Effects paid = world.sms(0, "PAY");
    REQUIRE(paid.payout);
    CHECK(paid.payout->amount.micro == 25 * shilling);
    CHECK(paid.payout->kind == billing::PayKind::money);
    CHECK(world.worker(0).available_micro == 0);
    const billing::Account fees{billing::AccountKind::payout_fee, {}};
    CHECK(world.balance(fees) == 5 * shilling);
    world.happen(0, world.payout_ended(0, false));
    CHECK(world.worker(0).available_micro == 30 * shilling);
    CHECK(world.balance(fees) == 0);
    CHECK(world.balance(wallet_of(ToyWorld::id_of(0))) == 30 * shilling);
}

TEST_CASE("a fee that rose is asked about again, and a no means airtime") {
    ToyWorld world = with_answers(15);
    offer_money(world, 5 * shilling);
    world.sms(0, "PAY MONEY");
    world.sms(0, "YES");
    world.market.wallet.money->fee_micro = 6 * shilling;
    CHECK(says(world.sms(0, "PAY"), "costs you KES 6.00"));
    CHECK(says(world.sms(0, "2"), "Airtime"));
    CHECK(world.sms(0, "PAY").payout->kind == billing::PayKind::airtime);
}

TEST_CASE("what she writes to anything but the fee is no yes to it") {
    ToyWorld world = with_answers(5);
    offer_money(world, 5 * shilling);
    world.sms(0, "PAY MONEY");
    world.sms(0, "BAL");
    const Effects effects = world.sms(0, "1");
    CHECK(effects.answer);
    CHECK_FALSE(world.worker(0).wallet.money);
}

TEST_CASE("she chooses when pay leaves") {
    ToyWorld world = working();
    CHECK(says(world.sms(0, "PAY 10"), "when you have KES 10.00"));
    for (int turn = 0; turn < 4; ++turn)
        CHECK_FALSE(world.sms(0, "1").payout);
    CHECK(world.sms(0, "1").payout->amount.micro == 10 * shilling);
    CHECK(says(world.sms(0, "PAY 1"), "The least is KES 5.00"));
}

TEST_CASE("daily pay leaves a day after it began to collect, by her timer") {
    ToyWorld world = working();
    CHECK(says(world.sms(0, "PAY DAILY"), "every day"));
    for (int turn = 0; turn < 4; ++turn)
        CHECK_FALSE(world.sms(0, "1").payout);
    CHECK(world.worker(0).wallet.pay_at == world.now + day_us);
    world.now += day_us;
    const Effects due = world.fire(0);
    REQUIRE(due.payout);
    CHECK(due.payout->amount.micro == 8 * shilling);
    CHECK(world.worker(0).wallet.pay_at == 0);
}

TEST_CASE("weekly pay leaves a week after it began to collect, and then each week that has pay") {
    ToyWorld world = working();
    CHECK(says(world.sms(0, "PAY WEEKLY"), "every week"));
    for (int turn = 0; turn < 4; ++turn)
        CHECK_FALSE(world.sms(0, "1").payout);
    world.now += 6 * day_us;
    CHECK_FALSE(world.fire(0).payout);
    world.now += day_us;
    const Effects first = world.fire(0);
    REQUIRE(first.payout);
    CHECK(first.payout->amount.micro == 8 * shilling);
    CHECK(world.worker(0).available_micro == 0);
    world.happen(0, world.payout_ended(0, true));
    world.now += 8 * day_us;
    CHECK_FALSE(world.fire(0).payout);
    world.sms(0, "NEXT");
    for (int turn = 0; turn < 4; ++turn)
        CHECK_FALSE(world.sms(0, "1").payout);
    world.now += 7 * day_us;
    const Effects second = world.fire(0);
    REQUIRE(second.payout);
    CHECK(second.payout->sequence == 2);
}

TEST_CASE("a PIN is chosen before the first payout and kept as a hash alone") {
    ToyWorld world = with_answers(5);
    world.market.wallet.pin = true;
    world.market.wallet.pin_key = "key";
    CHECK(says(world.sms(0, "PAY"), "Choose a PIN"));
    CHECK(world.worker(0).available_micro == 10 * shilling);
    CHECK(world.sms(0, "4711").payout);
    CHECK(world.worker(0).wallet.pin != 4711);
    CHECK(world.worker(0).wallet.pin != 0);
}

TEST_CASE("after a long silence pay waits for the PIN; three wrong ones close it for a while") {
    ToyWorld world = with_answers(5);
    world.market.wallet.pin = true;
    world.sms(0, "PAY");
    world.sms(0, "4711");
    world.happen(0, world.payout_ended(0, true));
    for (int turn = 0; turn < 4; ++turn)
        world.sms(0, "1");
    world.now += 91 * day_us;
    world.sms(0, "BAL");
    CHECK(says(world.sms(0, "PAY"), "Your PIN, please"));
    CHECK(says(world.sms(0, "1111"), "not your PIN"));
    CHECK(says(world.sms(0, "2222"), "not your PIN"));
    CHECK(says(world.sms(0, "3333"), "Too many"));
    CHECK(says(world.sms(0, "PAY"), "Too many"));
    world.now += 7 * hour_us;
    world.sms(0, "PAY");
    CHECK(world.sms(0, "4711").payout);
}

TEST_CASE("a PIN typed over USSD does not stay in her record") {
    ToyWorld world = with_answers(5);
    world.market.wallet.pin = true;
    world.dial(0);
    world.press(0, "2");
    world.press(0, "0");
    world.press(0, "3");
    CHECK(world.worker(0).ussd.place == Place::pin);
    const Effects set = world.press(0, "4711");
    CHECK(set.payout);
    CHECK(world.worker(0).ussd.accumulated.find("4711") == std::string::npos);
    CHECK_FALSE(world.press(0, "0").duplicate);
    CHECK(world.worker(0).ussd.place == Place::menu);
}

TEST_CASE("pay does not leave by itself past a PIN, nor with STOP") {
    ToyWorld world = working();
    world.market.wallet.pin = true;
    for (int turn = 0; turn < 2; ++turn)
        world.sms(0, "1");
    const Effects third = world.sms(0, "1");
    CHECK_FALSE(third.payout);
    CHECK(says(third, "send PAY"));
    CHECK_FALSE(world.sms(0, "STOP").payout);
    CHECK(world.worker(0).available_micro == 6 * shilling);
}

TEST_CASE("a reply that counts gives back what it cost, as lines of its own and no wage") {
    ToyWorld world = working();
    world.campaign(1).campaign.wages.reply_cost_micro = shilling;
    world.market.wallet.reply_cost_micro = shilling;
    const Effects effects = world.sms(0, "1");
    REQUIRE(effects.answer);
    CHECK(effects.answer->pay_micro == 2 * shilling);
    CHECK(effects.answer->reply_cost_micro == shilling);
    CHECK(world.worker(0).available_micro == 3 * shilling);
    CHECK(world.balance(wallet_of(ToyWorld::id_of(0))) == 3 * shilling);
    CHECK(world.balance({billing::AccountKind::reply_cost, {}}) == 0);
    world.market.wallet.reply_cost_micro = 5 * shilling;  // beyond what was reserved
    CHECK(world.sms(0, "1").answer->reply_cost_micro == shilling);
    world.dial(0);
    world.press(0, "1");
    CHECK(world.press(0, "1").answer->reply_cost_micro == 0);
}

TEST_CASE("effort is what passes between the page that asks and the key that answers") {
    ToyWorld world = working();
    world.dial(0);
    world.press(0, "2");
    world.press(0, "1");  // the question that came by SMS
    CHECK_FALSE(world.press(0, "1").effort);
    world.now += 7 * second_us;
    const Effects effects = world.press(0, "1");
    REQUIRE(effects.effort);
    CHECK(effects.effort->campaign == 1);
    CHECK(effects.effort->step == effort_step(7));
    world.now += 20 * minute_us;
    CHECK_FALSE(world.press(0, "1").effort);
}

}  // namespace kazi::taskflow
