// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "taskflow/pay/accounts.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

ToyWorld working() {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::choice), 20);
    world.join(0);
    return world;
}

}  // namespace

TEST_CASE("pay collects and leaves by itself when it buys a top-up") {
    ToyWorld world = working();
    CHECK_FALSE(world.sms(0, "1").payout);
    CHECK_FALSE(world.sms(0, "1").payout);
    const Effects third = world.sms(0, "1");
    REQUIRE(third.payout);
    CHECK(third.payout->sequence == 1);
    CHECK(third.payout->amount.micro == 6'000'000);
    CHECK(world.worker(0).available_micro == 0);
    CHECK(world.balance({billing::AccountKind::payout_in_flight, {}}) == 6'000'000);
    CHECK(world.balance(wallet_of(ToyWorld::id_of(0))) == 0);
}

TEST_CASE("a threshold of the market lets more collect first") {
    ToyWorld world = working();
    world.market.auto_payout_at_micro = 8'000'000;
    for (int turn = 0; turn < 3; ++turn)
        CHECK_FALSE(world.sms(0, "1").payout);
    CHECK(world.sms(0, "1").payout);
}

TEST_CASE("PAY orders what can be bought, or says what is missing") {
    ToyWorld world = working();
    world.market.auto_payout = false;
    CHECK(reply_of(world.sms(0, "PAY")).find("KES 5.00 more") != std::string::npos);
    for (int turn = 0; turn < 3; ++turn)
        world.sms(0, "1");
    const Effects effects = world.sms(0, "PAY");
    REQUIRE(effects.payout);
    CHECK(reply_of(effects).find("KES 6.00") != std::string::npos);
    CHECK_FALSE(world.sms(0, "PAY").payout);
}

TEST_CASE("one payout is under way at a time") {
    ToyWorld world = working();
    for (int turn = 0; turn < 6; ++turn)
        world.sms(0, "1");
    CHECK(world.worker(0).payout_sequence == 1);
    CHECK(world.worker(0).available_micro == 6'000'000);
    world.happen(0, PayoutSettled{1, {6'000'000, world.market.currency}, true});
    CHECK_FALSE(world.worker(0).payout_open);
    const Effects next = world.sms(0, "1");
    REQUIRE(next.payout);
    CHECK(next.payout->sequence == 2);
    CHECK(next.payout->amount.micro == 8'000'000);
}

TEST_CASE("a payout that came back is hers again, once, and she is told") {
    ToyWorld world = working();
    for (int turn = 0; turn < 3; ++turn)
        world.sms(0, "1");
    const PayoutSettled returned{1, {6'000'000, world.market.currency}, false};
    const Effects effects = world.happen(0, returned);
    CHECK(world.worker(0).available_micro == 6'000'000);
    CHECK(effects.postings.size() == 2);  // the price of telling her; the money is posted elsewhere
    CHECK(reply_of(effects).find("KES 6.00") != std::string::npos);
    CHECK_FALSE(effects.messages[0].reply);
    CHECK(world.happen(0, returned).duplicate);
    CHECK(world.worker(0).available_micro == 6'000'000);
}

TEST_CASE("news of a payout neither wake her nor reach her when she is out") {
    ToyWorld night = working();
    for (int turn = 0; turn < 3; ++turn)
        night.sms(0, "1");
    night.now += 14 * hour_us;
    const PayoutSettled paid{1, {6'000'000, night.market.currency}, true};
    CHECK(night.happen(0, paid).messages.empty());
    CHECK_FALSE(night.worker(0).payout_open);
    ToyWorld out = working();
    for (int turn = 0; turn < 3; ++turn)
        out.sms(0, "1");
    out.sms(0, "STOP");
    CHECK(out.happen(0, paid).messages.empty());
}

}  // namespace kazi::taskflow
