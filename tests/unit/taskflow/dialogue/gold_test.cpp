// SPDX-License-Identifier: Apache-2.0
// Gold, levels and badges in the dialogue: what a worker is asked, paid and told.
#include <doctest/doctest.h>

#include "taskflow/pay/accounts.hpp"
#include "taskflow/standing/checks.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::uint32_t gold_index = 5;
constexpr std::size_t items = 20;

/// Every question is gold while there is some; item 5 is, and it is "yes".
Campaign with_gold() {
    Campaign campaign = sample_campaign(QuestionType::yes_no);
    campaign.gold.wanted = true;
    campaign.gold.share_least_ppm = campaign.gold.share_most_ppm = 1'000'000;
    campaign.gold.checks = 4;
    campaign.gold.items.push_back({.index = gold_index, .label = 0});
    return campaign;
}

/// Gold that has its answers already.
ToyWorld with_checks(Campaign campaign = with_gold()) {
    ToyWorld world;
    world.add(std::move(campaign), items);
    world.campaign(1).openings[gold_index] = 0;
    world.campaign(1).states[gold_index].closed = true;
    world.campaign(1).states[gold_index].version = 3;
    world.join(0);
    return world;
}

std::uint8_t checks_left(ToyWorld& world) {
    return world.campaign(1).openings.at(items);
}

}  // namespace

TEST_CASE("a check is asked and paid like any question, and leaves its item as it is") {
    ToyWorld world = with_checks();
    REQUIRE(world.worker(0).question);
    CHECK(world.worker(0).question->item.index == gold_index);
    CHECK(world.worker(0).standing.asked_check);
    CHECK(checks_left(world) == 3);
    CHECK(world.campaign(1).leases == 1);
    const ItemState before = world.campaign(1).states[gold_index];
    const Effects effects = world.sms(0, "yes");
    REQUIRE(effects.answer);
    CHECK_FALSE(effects.answer->surplus);
    CHECK(effects.answer->check);
    CHECK(effects.answer->pay_micro == 2'000'000);
    CHECK_FALSE(effects.item);
    CHECK(world.campaign(1).states[gold_index] == before);
    CHECK(world.worker(0).last.kind == LastOutcome::Kind::paid);
    CHECK(world.worker(0).available_micro == 2'000'000);
    CHECK(world.worker(0).question->item.index != gold_index);
    CHECK(world.campaign(1).leases == 1);
}

TEST_CASE("a check says at once what it shows of her, right or wrong") {
    ToyWorld right = with_checks();
    const Effects good = right.sms(0, "yes");
    CHECK(right.worker(0).standing.gold_seen == 1);
    CHECK(right.worker(0).standing.gold_right == 1);
    REQUIRE(good.evidence.size() == 1);
    CHECK(good.evidence[0].changes == std::vector<quality::CellChange>{{0, 1000}});
    ToyWorld wrong = with_checks();
    const Effects bad = wrong.sms(0, "no");
    CHECK(wrong.worker(0).standing.gold_seen == 1);
    CHECK(wrong.worker(0).standing.gold_right == 0);
    CHECK(bad.evidence[0].changes == std::vector<quality::CellChange>{{1, 1000}});
    // She is told the same in either case.
    CHECK(reply_of(good) == reply_of(bad));
}

TEST_CASE("a check that is left goes back among the checks, and its item stays closed") {
    for (const char* word : {"SKIP", "STOP"}) {
        ToyWorld world = with_checks();
        CHECK(checks_left(world) == 3);
        world.sms(0, word);
        CHECK(checks_left(world) == 4);
        CHECK(world.campaign(1).openings[gold_index] == 0);
        CHECK_FALSE(world.worker(0).standing.asked_check);
    }
}

TEST_CASE("a check whose lease ran out is answered late from another one") {
    ToyWorld world = with_checks();
    world.now += 3 * hour_us;
    world.fire(0);
    CHECK(checks_left(world) == 4);
    CHECK(world.sms(0, "yes").answer);
    CHECK(checks_left(world) == 3);
    CHECK(world.campaign(1).leases == 1);  // of the question that came next
}

TEST_CASE("gold that was suspended under her is paid and says nothing of her") {
    ToyWorld world = with_checks();
    world.campaign(1).campaign.gold.items[0].state = GoldState::suspended;
    const Effects effects = world.sms(0, "no");
    CHECK(effects.answer);
    CHECK(effects.evidence.empty());
    CHECK(world.worker(0).standing.gold_seen == 0);
}

TEST_CASE("gold that still needs answers is settled like any item") {
    ToyWorld world;
    world.add(with_gold(), items);
    world.join(0);
    CHECK(world.worker(0).question->item.index == gold_index);
    CHECK_FALSE(world.worker(0).standing.asked_check);
    CHECK(world.sms(0, "yes").item);
    CHECK(world.worker(0).standing.gold_right == 1);
    CHECK(checks_left(world) == 4);
    // She takes it back: so does what gold says of her.
    world.sms(0, "OOPS");
    world.sms(0, "no");
    CHECK(world.worker(0).standing.gold_right == 0);
    CHECK(world.worker(0).standing.gold_seen == 1);
}

TEST_CASE("her walk goes on where it stood before the gold") {
    ToyWorld world = with_checks();
    world.sms(0, "yes");
    const auto first = world.worker(0).question->item.index;
    world.sms(0, "yes");
    const auto second = world.worker(0).question->item.index;
    CHECK((second == (first + 1) % items || (first + 1) % items == gold_index));
}

TEST_CASE("pay by level is announced, fixed when she is asked, and comes with its fee") {
    Campaign campaign = sample_campaign(QuestionType::yes_no);
    campaign.standing.pays = {{.level = 3, .pay_micro = 2'500'000, .fee_micro = 250'000},
                              {.level = 4, .pay_micro = 3'000'000, .fee_micro = 300'000}};
    ToyWorld world;
    world.add(campaign, items);
    world.counts(0) = {{2, {95'000, 5'000, 5'000, 95'000}}};
    CHECK(reply_of(world.join(0)).find("KES 3.00") != std::string::npos);
    // What she was told holds, whatever is found out meanwhile.
    world.counts(0).clear();
    const auto fees = [&] { return world.balance({billing::AccountKind::platform_fee, {}}); };
    const auto before = fees();
    const Effects effects = world.sms(0, "yes");
    CHECK(effects.answer->pay_micro == 3'000'000);
    CHECK(world.worker(0).available_micro == 3'000'000);
    CHECK(fees() - before == 300'000);
    CHECK(reply_of(effects).find("For KES 2.00") != std::string::npos);
}

TEST_CASE("LEVEL tells each kind of task, and WHY what her pay rests on") {
    ToyWorld world;
    world.add(sample_campaign(QuestionType::yes_no), items);
    world.join(0);
    world.counts(0) = {{2, {60'000, 0, 0, 40'000}}, {quality::numbers, {9'000, 1'000}}};
    const std::string told = reply_of(world.sms(0, "LEVEL"));
    CHECK(told.find("Level 5 of 5 for choices of 2: 100 answers checked, 100 in 100 right, 96 in "
                    "100 for sure.") != std::string::npos);
    CHECK(told.find("Level 1 of 5 for numbers: 10 answers checked, 90 in 100 right") !=
          std::string::npos);
    world.sms(0, "yes");
    CHECK(reply_of(world.sms(0, "WHY")).find("Level 5 of 5") != std::string::npos);
}

TEST_CASE("who is right often enough on a campaign's gold wins its badge, once") {
    Campaign campaign = with_gold();
    campaign.gold.items.clear();
    for (std::uint32_t index = 0; index < 3; ++index)
        campaign.gold.items.push_back({.index = index, .label = 0});
    campaign.standing.gives = {.badge = "clear-eyes", .answers = 3, .right = 2};
    ToyWorld world;
    world.add(campaign, items);
    world.join(0);
    world.sms(0, "no");
    world.sms(0, "yes");
    CHECK(world.worker(0).standing.badges.empty());
    CHECK(reply_of(world.sms(0, "yes")).find("You won the badge clear-eyes.") != std::string::npos);
    CHECK(world.worker(0).standing.badges == std::vector<std::string>{"clear-eyes"});
}

}  // namespace kazi::taskflow
