// SPDX-License-Identifier: Apache-2.0
// Several questions in one message: who gets how many, and that each is worked like a single one.
#include <doctest/doctest.h>

#include <numeric>

#include "protocols/gsm_text.hpp"
#include "taskflow/pay/accounts.hpp"
#include "taskflow/tasks/packing.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

/// Worker 0, at ease, with her first question answered: a pack is open.
ToyWorld with_pack(QuestionType type, std::uint8_t ease = ease_max) {
    ToyWorld world;
    world.add(packed_campaign(type), 40);
    world.join(0);
    world.worker(0).pack.ease = ease;
    world.sms(0, "1");
    return world;
}

std::size_t open_in(const Worker& worker) {
    return worker.question ? worker.pack.rest.size() + 1 : 0;
}

std::string all_ones(ToyWorld& world) {
    return std::string(open_in(world.worker(0)), '1');
}

}  // namespace

TEST_CASE("a pack grows with clear replies and shrinks with wrong answers") {
    CHECK(pack_size(0, {}) == 1);
    CHECK(pack_size(1, {}) == 1);
    CHECK(pack_size(2, {}) == 2);
    CHECK(pack_size(3, {}) == 4);
    CHECK(pack_size(ease_max, {}) == 6);
    const auto for_share = [](int right_pct) {
        return pack_size(ease_max,
                         {.level = 1, .checked = 20, .right_pct = right_pct, .sure_pct = 0});
    };
    CHECK(for_share(90) == 8);
    CHECK(for_share(70) == 5);
    CHECK(for_share(55) == 3);
    CHECK(for_share(40) == 1);
}

TEST_CASE("a plain don't know is a clear reply, too") {
    ToyWorld world;
    world.add(packed_campaign(QuestionType::choice), 20);
    world.join(0);
    for (const std::string text : {"0", "dont know"})
        world.sms(0, text);
    CHECK(world.worker(0).pack.rest.size() == 1);
    world.sms(0, "SKIP");  // nothing was read: it says nothing of how well she replies
    CHECK(world.worker(0).pack.ease == 2);
}

TEST_CASE("one message is one commit with an answer, a lease and pay for each question") {
    ToyWorld world = with_pack(QuestionType::yes_no);
    const std::size_t open = open_in(world.worker(0));
    REQUIRE(open > 3);
    CHECK(world.campaign(1).leases == static_cast<int>(open));
    const std::int64_t before = world.worker(0).available_micro;
    const std::uint32_t answers = world.worker(0).answers;
    world.market.auto_payout = false;
    const Effects effects = world.sms(0, all_ones(world));
    CHECK(effects.earlier.size() + 1 == open);
    REQUIRE(effects.answer);
    CHECK(world.worker(0).answers == answers + open);
    const auto pay = static_cast<std::int64_t>(open) * 2'000'000;
    CHECK(world.worker(0).available_micro == before + pay);
    CHECK(world.balance(wallet_of(ToyWorld::id_of(0))) == before + pay);
    CHECK(reply_of(effects).starts_with("+KES " + billing::format_amount(pay)));
    for (const EarlierAnswer& each : effects.earlier)
        CHECK(billing::balances(each.postings));
    CHECK(effects.messages.size() == 1);
}

TEST_CASE("each segment of a pack asks at least twice as much as a single question") {
    for (const QuestionType type : {QuestionType::choice, QuestionType::yes_no}) {
        ToyWorld world = with_pack(type);
        for (int turn = 0; turn < 4; ++turn) {
            const Effects effects = world.sms(0, all_ones(world));
            REQUIRE(effects.messages.size() == 1);
            CHECK(effects.messages[0].segments <= world.market.sms_segments_max);
            CHECK(static_cast<int>(open_in(world.worker(0))) >= 2 * effects.messages[0].segments);
        }
    }
}

TEST_CASE("what her reply cost is given back once") {
    ToyWorld world = with_pack(QuestionType::yes_no);
    world.market.wallet.reply_cost_micro = 1'000'000;
    world.campaign(1).campaign.wages.reply_cost_micro = 1'000'000;
    const Effects effects = world.sms(0, all_ones(world));
    std::int64_t given_back = effects.answer->reply_cost_micro;
    for (const EarlierAnswer& each : effects.earlier)
        given_back += each.answer.reply_cost_micro;
    CHECK(given_back == 1'000'000);
}

TEST_CASE("the same answers one by one over USSD lead to the same ledger") {
    ToyWorld by_sms = with_pack(QuestionType::choice);
    ToyWorld by_ussd = with_pack(QuestionType::choice);
    const std::size_t open = open_in(by_sms.worker(0));
    by_sms.market.sms_price.micro = by_ussd.market.sms_price.micro = 0;
    by_sms.market.auto_payout = by_ussd.market.auto_payout = false;
    by_sms.sms(0, all_ones(by_sms));
    by_ussd.dial(0);
    by_ussd.press(0, "1");
    for (std::size_t nth = 0; nth < open; ++nth)
        by_ussd.press(0, "1");
    CHECK(by_sms.worker(0).available_micro == by_ussd.worker(0).available_micro);
    CHECK(by_sms.worker(0).answers == by_ussd.worker(0).answers);
    CHECK(by_sms.balance(escrow_of(1)) == by_ussd.balance(escrow_of(1)));
}

TEST_CASE("who gets one question at a time") {
    ToyWorld world;
    ToyCampaign& toy = world.add(packed_campaign(QuestionType::yes_no), 40);
    world.join(0);
    world.worker(0).pack.ease = ease_max;
    SUBCASE("where the client wants it so") {
        toy.campaign.tasks.pack_at_most = 1;
    }
    SUBCASE("where gold is to be a share of her questions") {
        toy.campaign.gold.wanted = true;
    }
    SUBCASE("where answers are reviewed") {
        toy.campaign.review.hours = 24;
    }
    SUBCASE("where her replies were not understood") {
        world.worker(0).pack.ease = 0;
    }
    SUBCASE("where no option of hers is a digit") {
        toy.campaign.question.type = QuestionType::number;
    }
    SUBCASE("where the escrow cannot pay for messages") {
        world.message_room_micro = 0;
    }
    world.sms(0, "1");
    CHECK(open_in(world.worker(0)) <= 1);
}

TEST_CASE("what ends a question ends a pack") {
    ToyWorld world = with_pack(QuestionType::yes_no);
    ToyCampaign& toy = world.campaign(1);
    const auto free_before = [&] {
        return std::accumulate(toy.openings.begin(), toy.openings.end(), 0);
    };
    const int open = static_cast<int>(open_in(world.worker(0)));
    const int openings = free_before();
    SUBCASE("STOP") {
        world.sms(0, "STOP");
    }
    SUBCASE("a day without an answer") {
        world.now += day_us;
        world.fire(0);
    }
    CHECK_FALSE(world.worker(0).question);
    CHECK(world.worker(0).pack.rest.empty());
    CHECK(toy.leases == 0);
    CHECK(free_before() == openings + open);
}

TEST_CASE("a share of the items holds for packs") {
    ToyWorld world;
    Campaign campaign = packed_campaign(QuestionType::yes_no);
    campaign.protection.share_percent = 10;
    world.add(campaign, 40);
    world.join(0);
    world.worker(0).pack.ease = ease_max;
    world.sms(0, "1");
    CHECK(open_in(world.worker(0)) == 3);
    world.sms(0, "111");
    CHECK_FALSE(world.worker(0).question);
}

}  // namespace kazi::taskflow
