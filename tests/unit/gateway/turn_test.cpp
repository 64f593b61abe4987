// SPDX-License-Identifier: Apache-2.0
// Whole events through the engine's pure part, on the memory store.
#include "gateway/engine/turn.hpp"

#include <doctest/doctest.h>

#include "gateway/engine/keys.hpp"
#include "tests/unit/gateway/small_town.hpp"

using namespace kazi::gateway;
using kazi::taskflow::Stage;

TEST_CASE("three short messages lead to the first question, and the question holds a lease") {
    SmallTown town;
    town.join();
    const auto worker = town.worker();
    REQUIRE(worker.question);
    CHECK(town.board.openings(worker.question->item) == 1);
    CHECK(worker.wake_at > town.now);
    CHECK(town.entries(keys::replies) >= 3);
}

TEST_CASE("an answer pays: wallet, escrow and fee move in one commit") {
    SmallTown town;
    town.join();
    const auto escrow_before = town.balance("escrow:c1 KES");
    const auto journal_before = town.entries(keys::journal);
    town.sms("1", 10);
    const auto worker = town.worker();
    CHECK(worker.answers == 1);
    CHECK(worker.available_micro == 2'000'000);
    CHECK(town.balance("platform_fee KES") == 200'000);
    CHECK(escrow_before - town.balance("escrow:c1 KES") >= 2'200'000);
    CHECK(town.entries(keys::journal) > journal_before);
}

TEST_CASE("pathology 1: the same message twice pays once and says nothing new") {
    SmallTown town;
    town.join();
    town.sms("1", 10);
    const auto replies = town.entries(keys::replies);
    const auto before = town.worker();
    town.sms("1", 10);
    CHECK(town.worker() == before);
    CHECK(town.entries(keys::replies) == replies);
}

TEST_CASE("a correction is loaded in the same round trip, written once and not paid") {
    SmallTown town;
    town.join();
    town.sms("1", 10);
    const auto item = town.worker().last_answer->item;
    const auto paid = town.worker().available_micro;
    town.sms("OOPS", 11);
    CHECK(town.worker().last_answer->correcting_at == town.now);
    const auto escrow = town.balance("escrow:c1 KES");
    town.sms("2", 12);
    town.sms("2", 12);
    const auto worker = town.worker();
    CHECK(worker.available_micro == paid);
    CHECK(worker.answers == 1);
    CHECK(escrow - town.balance("escrow:c1 KES") == town.cell.market.sms_price.micro);
    const auto state = town.item_state(item);
    REQUIRE(state.answers.size() == 1);
    CHECK(state.answers.front().label == 1);
    CHECK(state.version == 2);
}

TEST_CASE("the item of her last answer is fetched when she corrects it, and only then") {
    SmallTown town(200);
    town.join();
    std::uint64_t message = 10;
    const auto asked = [&] { return town.worker().question->item; };
    do {
        town.sms("1", message++);
    } while (asked().index % engine::items_per_block != 0);
    const engine::ItemBlock answered = engine::block_of(town.worker().last_answer->item);
    REQUIRE(answered != engine::block_of(asked()));
    town.board.items() = engine::ItemBlocks(1 << 20);
    town.keep_items(engine::block_of(asked()));

    const auto wants = [&](const char* text) {
        engine::EventRequest request;
        request.event = {town.her, town.now, kazi::taskflow::SmsReceived{text, message}};
        engine::Turn turn(town.cell, town.board, request);
        std::optional<store::Loaded> loaded;
        town.store.load(turn.load_request(), [&](auto result) { loaded = std::move(*result); });
        REQUIRE(turn.take(*loaded) == engine::Turn::Taken::ready);
        REQUIRE_FALSE(turn.misses_hers());
        turn.decide();
        if (!turn.wants_items()) return false;
        for (const engine::ItemBlock block : engine::blocks_of(turn.missing_items()))
            town.keep_items(block);
        turn.decide();
        CHECK(turn.step().worker.last_answer->correcting_at == town.now);
        CHECK_FALSE(turn.wants_items());
        return true;
    };
    CHECK_FALSE(wants("NEXT"));
    CHECK_FALSE(wants("1"));
    CHECK(wants("OOPS"));
}

TEST_CASE("an earlier answer of her last pack is loaded when she names its letter, and only then") {
    SmallTown town(200);
    town.join();
    std::uint64_t message = 10;
    const auto packed = [&] { return town.worker().pack.rest.size(); };
    while (packed() < 3)
        town.sms(std::string(packed() + 1, '1'), message++);
    town.sms(std::string(packed() + 1, '1'), message++);
    const auto worker = town.worker();
    const kazi::taskflow::ItemRef second{worker.pack.answered.campaign,
                                         worker.pack.answered.given.at(1).index};
    REQUIRE(worker.last_answer->item != second);
    const auto unread = [&](const char* text) {
        engine::EventRequest request;
        request.event = {town.her, town.now, kazi::taskflow::SmsReceived{text, message}};
        engine::Turn turn(town.cell, town.board, request);
        std::optional<store::Loaded> loaded;
        town.store.load(turn.load_request(), [&](auto result) { loaded = std::move(*result); });
        REQUIRE(turn.take(*loaded) == engine::Turn::Taken::ready);
        turn.decide();
        return turn.unread();
    };
    CHECK_FALSE(unread("OOPS 2"));
    CHECK(unread("OOPS B2") == second);
    town.sms("OOPS B2", message++);
    const auto state = town.item_state(second);
    REQUIRE(state.answers.size() == 1);
    CHECK(state.answers.front().label == 1);
    CHECK(town.worker().available_micro == worker.available_micro);
    CHECK(town.worker().last_answer->item == second);
}

TEST_CASE("pathology 8: a repeated USSD turn gets the same page and changes nothing") {
    SmallTown town;
    town.join();
    const std::string page = town.ussd("");
    const auto before = town.worker();
    CHECK(town.ussd("") == page);
    CHECK(town.worker() == before);
}

TEST_CASE("an opening that is gone sends her to another item") {
    SmallTown town(2);
    town.join();
    const auto first = town.worker().question->item;
    // The board still believes in openings that the store has no more.
    const kazi::taskflow::ItemRef other{1, first.index == 0 ? 1U : 0U};
    town.board.note({other, 5});
    town.sms("1", 10);
    REQUIRE(town.worker().question);
    CHECK(town.worker().question->item == other);
}

TEST_CASE("with the escrow used up an answer is refused by the store, not paid from nothing") {
    SmallTown town;
    town.join();
    town.empty_escrow();
    engine::EventRequest request;
    request.event = {town.her, town.now, kazi::taskflow::SmsReceived{"1", 10}};
    request.trace = "t";
    // First its message finds no room, then its pay no money.
    for (int tries = 0; tries < 2; ++tries) {
        CHECK_FALSE(town.board.open().empty());
        engine::Turn turn(town.cell, town.board, request);
        std::optional<store::Loaded> loaded;
        town.store.load(turn.load_request(), [&](auto result) { loaded = std::move(*result); });
        REQUIRE(turn.take(*loaded) == engine::Turn::Taken::ready);
        turn.decide();
        std::optional<store::CommitOutcome> outcome;
        town.store.commit(turn.batch(), [&](auto result) { outcome = *result; });
        REQUIRE(outcome);
        CHECK_FALSE(outcome->applied);
        CHECK(turn.refused(outcome->guard_failed));
        CHECK(town.board.message_room(1) == 0);
    }
    CHECK(town.board.open().empty());
}

TEST_CASE("an opening that a turn reaches for is off the board until the turn has failed") {
    SmallTown town;
    town.join();
    engine::EventRequest request;
    request.event = {town.her, town.now, kazi::taskflow::SmsReceived{"1", 10}};
    engine::Turn turn(town.cell, town.board, request);
    std::optional<store::Loaded> loaded;
    town.store.load(turn.load_request(), [&](auto result) { loaded = std::move(*result); });
    REQUIRE(turn.take(*loaded) == engine::Turn::Taken::ready);
    const auto before = town.board.openings_left(1);
    turn.decide();
    CHECK(town.board.openings_left(1) == before - 1);
    SUBCASE("somebody else was faster") {
        CHECK(turn.refused(0));
        CHECK(town.board.openings_left(1) == before);
    }
    SUBCASE("it was committed") {
        turn.applied();
        CHECK(town.board.openings_left(1) == before - 1);
    }
}

TEST_CASE("a message is not paid from what answers are owed, whatever the board believes") {
    SmallTown town;
    town.join();
    const std::int64_t before = town.balance("escrow:c1 KES");
    const std::int64_t operator_before = town.balance("operator:funds KES");
    town.board.set_owed(1, before);
    town.sms("1", 10);
    const auto& campaign = town.board.find(1)->campaign;
    CHECK(town.balance("escrow:c1 KES") == before - campaign.pay.micro - campaign.fee.micro);
    CHECK(town.balance("operator:funds KES") < operator_before);
    CHECK(town.board.message_room(1) == 0);
}

TEST_CASE("a question of a campaign that the board has not read yet is kept") {
    SmallTown town;
    town.join();
    REQUIRE(town.worker().question);
    engine::Board fresh;
    engine::EventRequest request;
    request.event = {town.her, town.now, kazi::taskflow::TimerFired{}};
    engine::Turn turn(town.cell, fresh, request);
    std::optional<store::Loaded> loaded;
    town.store.load(turn.load_request(), [&](auto result) { loaded = std::move(*result); });
    CHECK(turn.take(*loaded) == engine::Turn::Taken::campaign_unknown);
}

TEST_CASE("first contact from a number that no plan has is no worker") {
    SmallTown town;
    engine::EventRequest request;
    request.event = {town.her, town.now, kazi::taskflow::SmsReceived{"JOIN", 1}};
    request.msisdn = "+99912345678";
    engine::Turn turn(town.cell, town.board, request);
    CHECK(turn.take(store::Loaded{}) == engine::Turn::Taken::no_subscriber);
}

TEST_CASE("enough pay collects into a payout, once") {
    SmallTown town(8);
    town.join();
    for (std::uint64_t i = 10; town.entries(keys::payouts_due) == 0 && i < 18; ++i)
        town.sms("1", i);
    CHECK(town.entries(keys::payouts_due) == 1);
    const auto worker = town.worker();
    CHECK(worker.payout_open);
    CHECK(worker.payout_sequence == 1);
    CHECK(town.balance("payout:in_flight KES") >= 5'000'000);
}
