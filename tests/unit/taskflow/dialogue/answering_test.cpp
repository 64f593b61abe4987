// SPDX-License-Identifier: Apache-2.0
// Answers, and what becomes of their items: A2, A4, H2, H3, H4, H6.
#include <doctest/doctest.h>

#include "taskflow/pay/accounts.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

/// A world with one item, which every worker is asked about.
ToyWorld one_item(Redundancy redundancy) {
    ToyWorld world;
    Campaign campaign = sample_campaign(QuestionType::choice);
    campaign.redundancy = redundancy;
    world.add(campaign, 1);
    return world;
}

}  // namespace

TEST_CASE("an accepted answer is recorded and paid, and the fee taken") {
    ToyWorld world = one_item({});
    world.join(0);
    const std::int64_t escrow = world.balance(escrow_of(1));
    const Effects effects = world.sms(0, "school");
    REQUIRE(effects.answer);
    CHECK(effects.answer->label == 1);
    CHECK(effects.answer->pay_micro == 2'000'000);
    CHECK(effects.answer->channel == Channel::sms);
    CHECK(world.worker(0).available_micro == 2'000'000);
    CHECK(world.balance(wallet_of(ToyWorld::id_of(0))) == 2'000'000);
    CHECK(escrow - world.balance(escrow_of(1)) == 2'200'000);
    CHECK(world.worker(0).answers == 1);
    CHECK(world.campaign(1).leases == 0);
}

TEST_CASE("a fixed plan closes with its last answer, and tells every answerer") {
    ToyWorld world = one_item({3, 3, 1'000'000});
    world.join(0);
    world.join(1);
    world.join(2);
    CHECK_FALSE(world.sms(0, "1").item->closes);
    CHECK_FALSE(world.sms(1, "1").item->closes);
    const Effects last = world.sms(2, "2");
    CHECK(last.item->closes);
    CHECK(last.item->state.best_label == 0);
    CHECK(last.item->state.answers.size() == 3);  // what it was settled by
    CHECK(last.item->state.answer_count == 3);
    CHECK(last.evidence.size() == 3);
    CHECK(world.campaign(1).openings[0] == 0);
}

TEST_CASE("an adaptive plan adds an opening while it is unsure, up to its maximum") {
    ToyWorld world = one_item({2, 4, 999'999});
    const char* answers[] = {"1", "2", "1", "2"};
    for (std::size_t n = 0; n < 4; ++n) {
        world.join(n);
        REQUIRE(world.worker(n).question);
        const Effects effects = world.sms(n, answers[n]);
        CHECK(effects.item->closes == (n == 3));
    }
    CHECK(world.campaign(1).states[0].issued == 4);
    CHECK(world.campaign(1).openings[0] == 0);
    CHECK(world.campaign(1).leases == 0);
}

TEST_CASE("an adaptive plan stops as soon as it is sure") {
    ToyWorld world = one_item({2, 5, 800'000});
    world.join(0);
    world.join(1);
    world.join(2);
    CHECK_FALSE(world.worker(2).question);
    CHECK_FALSE(world.sms(0, "3").item->closes);
    const Effects second = world.sms(1, "3");
    CHECK(second.item->closes);
    CHECK(second.item->state.best_label == 2);
    CHECK(second.item->state.confidence_ppm >= 800'000);
    CHECK(world.campaign(1).openings[0] == 0);
}

TEST_CASE("open-ended answers share a label when they say the same") {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::short_text), 1);
    for (std::size_t n = 0; n < 3; ++n)
        world.join(n);
    world.sms(0, "Duka la Mama");
    const Effects same = world.sms(1, " duka  la MAMA");
    CHECK(same.answer->label == 0);
    CHECK(same.answer->text == "duka la mama");
    CHECK(world.sms(2, "Closed").answer->label == 1);
    CHECK(world.campaign(1).states[0].labels.size() == 2);
}

TEST_CASE("don't-know is neutral: the opening goes back and the next question comes") {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::choice), 3);
    world.join(0);
    const ItemRef first = world.worker(0).question->item;
    const Effects effects = world.sms(0, "0");
    CHECK_FALSE(effects.answer);
    CHECK(effects.postings.size() == 2);  // the price of the reply alone
    CHECK(world.campaign(1).openings[first.index] == 3);
    CHECK(world.worker(0).question->item != first);
    CHECK(effects.evidence.empty());
    CHECK(world.campaign(1).leases == 1);
}

TEST_CASE("nobody is asked the same item twice") {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::choice), 3);
    world.join(0);
    for (int turn = 0; turn < 3; ++turn)
        world.sms(0, "SKIP");
    CHECK_FALSE(world.worker(0).question);
    world.sms(0, "NEXT");
    CHECK_FALSE(world.worker(0).question);
}

TEST_CASE("what can't be read is asked again, three times at most") {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::choice), 3);
    world.join(0);
    const ItemRef first = world.worker(0).question->item;
    CHECK(reply_of(world.sms(0, "perhaps")).find("1 Shop") != std::string::npos);
    world.sms(0, "7");
    CHECK(world.worker(0).question->item == first);
    CHECK(world.worker(0).question->tries == 2);
    world.sms(0, "what?");
    CHECK(world.worker(0).question->item != first);
    CHECK(world.campaign(1).openings[first.index] == 3);
}

TEST_CASE("a second answer with the same words is one for the next question") {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::choice), 3);
    world.join(0);
    const Effects first = world.happen(0, SmsReceived{"1", 77'001});
    const Effects again = world.happen(0, SmsReceived{"1", 77'001});
    const Effects second = world.happen(0, SmsReceived{"1", 77'002});
    CHECK(first.answer);
    CHECK(again.duplicate);
    CHECK(again.messages.empty());
    CHECK(second.answer);
    CHECK(first.answer->item != second.answer->item);
}

TEST_CASE("an answer under a lease is paid although the item has closed meanwhile") {
    ToyWorld world = one_item({});
    world.join(0);
    ItemState& state = world.campaign(1).states[0];
    state.closed = true;
    state.best_label = 1;
    state.confidence_ppm = 950'000;
    const Effects effects = world.sms(0, "school");
    REQUIRE(effects.answer);
    CHECK(effects.answer->surplus);
    CHECK(world.worker(0).available_micro == 2'000'000);
    CHECK_FALSE(effects.item->closes);
    CHECK(effects.item->state.answer_count == 1);
    REQUIRE(effects.evidence.size() == 1);
    CHECK(effects.evidence[0].family == 3);
    // Likely right: her label is the settled one, and the rest is shared by the others.
    CHECK(effects.evidence[0].changes ==
          std::vector<quality::CellChange>{{1, 25}, {4, 950}, {7, 25}});
    CHECK(world.worker(0).last.kind == LastOutcome::Kind::surplus);
}

TEST_CASE("what others said of her answers decides how far the next one counts") {
    ToyWorld world = one_item({});
    world.join(0);
    world.counts(0) = {{3, {90'000, 0, 0, 0, 90'000, 0, 0, 0, 90'000}}};
    CHECK(world.sms(0, "school").answer->reliability_permille > 950);
}

TEST_CASE("an item whose label is known teaches by that, whatever the crowd says") {
    ToyWorld world = one_item({2, 2, 1'000'000});
    world.campaign(1).items[0].gold = 2;
    world.join(0);
    world.join(1);
    const Effects first = world.sms(0, "1");
    CHECK(first.answer->pay_micro == 2'000'000);  // gold is paid like any other
    const Effects last = world.sms(1, "1");
    REQUIRE(last.evidence.size() == 2);
    for (const Evidence& each : last.evidence)
        CHECK(each.changes == std::vector<quality::CellChange>{{6, 1000}});
}

}  // namespace kazi::taskflow
