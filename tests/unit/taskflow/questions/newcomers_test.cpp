// SPDX-License-Identifier: Apache-2.0
// New workers get their share of offers, and are never passed over when they ask themselves.
#include "taskflow/tasks/newcomers.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "taskflow/tasks/assignment.hpp"

namespace kazi::taskflow {

namespace {

constexpr Instant now = 1'700'000'000'000'000;

/// Offers as a keeper makes them: routing names the proven first, and the floor overrules it.
std::vector<bool> offers(NewcomerFloor& floor, const std::vector<bool>& routed) {
    std::vector<bool> made;
    for (const bool to_newcomer : routed) {
        made.push_back(to_newcomer || floor.is_owed(now));
        floor.offered(made.back());
    }
    return made;
}

}  // namespace

TEST_CASE("of any offers in a row newcomers get their share within one, whoever is routed to") {
    CHECK(rc::check([](const std::vector<bool>& routed) {
        const int percent = *rc::gen::inRange(0, 101);
        NewcomerFloor floor(percent);
        const std::vector<bool> made = offers(floor, routed);
        for (std::size_t from = 0; from < made.size(); ++from) {
            int owed_percent = 0;
            for (std::size_t at = from; at < made.size(); ++at) {
                owed_percent += percent - (made[at] ? 100 : 0);
                RC_ASSERT(owed_percent < 100);
            }
        }
    }));
}

TEST_CASE("a floor of a tenth is every tenth offer where routing never chooses a newcomer") {
    NewcomerFloor floor(10);
    const std::vector<bool> made = offers(floor, std::vector<bool>(1000, false));
    CHECK(std::count(made.begin(), made.end(), true) == 100);
    CHECK_FALSE(made[8]);
    CHECK(made[9]);
    NewcomerFloor none(0);
    const std::vector<bool> free = offers(none, std::vector<bool>(1000, false));
    CHECK(std::count(free.begin(), free.end(), true) == 0);
}

TEST_CASE("where no newcomer can be found nobody waits for one, for an hour") {
    NewcomerFloor floor(50);
    floor.offered(false);
    REQUIRE(floor.is_owed(now));
    floor.found_nobody(now);
    for (int offer = 0; offer < 10; ++offer) {
        CHECK_FALSE(floor.is_owed(now + hour_us - 1));
        floor.offered(false);
    }
    // What was not owed then is not made up for: the next offer, and no more.
    CHECK(floor.is_owed(now + hour_us));
    floor.offered(true);
    CHECK_FALSE(floor.is_owed(now + hour_us));
}

TEST_CASE("a newcomer works, and has answered little yet") {
    Worker worker;
    CHECK_FALSE(is_newcomer(worker));
    worker.stage = Stage::active;
    CHECK(is_newcomer(worker));
    worker.answers = newcomer_answers_max - 1;
    CHECK(is_newcomer(worker));
    worker.answers = newcomer_answers_max;
    CHECK_FALSE(is_newcomer(worker));
    worker.answers = 0;
    worker.opted_out = true;
    CHECK_FALSE(is_newcomer(worker));
}

TEST_CASE("who asks for work gets it, however little is known of her or to her credit") {
    CHECK(rc::check(
        [](const std::vector<std::uint8_t>& first, const std::vector<std::uint8_t>& second) {
            std::vector<Campaign> campaigns(2);
            std::vector<OpenCampaign> open;
            for (const auto* openings : {&first, &second}) {
                Campaign& campaign = campaigns[open.size()];
                campaign.number = static_cast<std::uint32_t>(open.size() + 1);
                campaign.state = CampaignState::running;
                campaign.question.type = QuestionType::yes_no;
                campaign.languages = {"en"};
                campaign.item_count = static_cast<std::uint32_t>(openings->size());
                open.push_back({.campaign = &campaign, .openings = *openings});
                open.back().weight_permille = *rc::gen::inRange(1U, 10'000U);
            }
            Worker worker;
            worker.language = "en";
            const auto cell = [] { return *rc::gen::inRange(0U, 100'000U); };
            quality::FamilyCounts counts;
            counts.family = campaigns.front().family();
            counts.cells = {cell(), cell(), cell(), cell()};
            const std::vector<quality::FamilyCounts> hers{counts};
            const bool any = std::ranges::any_of(first, [](auto each) { return each > 0; }) ||
                             std::ranges::any_of(second, [](auto each) { return each > 0; });
            RC_ASSERT(choose_items({}, worker, open, 3).empty() == !any);
            RC_ASSERT(choose_items({}, worker, open, 3, hers).empty() == !any);
        }));
}

}  // namespace kazi::taskflow
