// SPDX-License-Identifier: Apache-2.0
// Which items a worker is offered.
#include "taskflow/tasks/assignment.hpp"

#include <doctest/doctest.h>

#include <set>

namespace kazi::taskflow {

namespace {

Campaign running(std::uint32_t number) {
    Campaign campaign;
    campaign.number = number;
    campaign.state = CampaignState::running;
    campaign.languages = {"en", "sw"};
    return campaign;
}

WorkerId id_number(std::uint8_t number) {
    WorkerId id;
    id.bytes[3] = number;
    return id;
}

Worker speaking(const char* language) {
    Worker worker;
    worker.language = language;
    return worker;
}

using Bytes = std::vector<std::uint8_t>;

}  // namespace

TEST_CASE("only running campaigns in her language") {
    const Bytes open(4, 1);
    Campaign campaign = running(1);
    const std::vector<OpenCampaign> offered{{&campaign, open}};
    CHECK(choose_items(id_number(1), speaking("en"), offered, 3).size() == 3);
    CHECK(choose_items(id_number(1), speaking("fr"), offered, 3).empty());
    for (const auto state : {CampaignState::draft, CampaignState::paused, CampaignState::stopping,
                             CampaignState::finished}) {
        campaign.state = state;
        CHECK(choose_items(id_number(1), speaking("en"), offered, 3).empty());
    }
    CHECK(choose_items(id_number(1), speaking("en"), {}, 3).empty());
}

TEST_CASE("a campaign without items, and a count of none") {
    const Campaign campaign = running(1);
    const std::vector<OpenCampaign> empty{{&campaign, {}}};
    CHECK(choose_items(id_number(1), speaking("en"), empty, 3).empty());
    const Bytes open(4, 1);
    const std::vector<OpenCampaign> offered{{&campaign, open}};
    CHECK(choose_items(id_number(1), speaking("en"), offered, 0).empty());
}

TEST_CASE("the walk goes on where she stood, round the end, over closed and seen items") {
    const Campaign campaign = running(7);
    Bytes open(40, 0);
    open[2] = open[20] = open[38] = 1;
    open[21] = 3;
    const std::vector<OpenCampaign> offered{{&campaign, open}};
    Worker worker = speaking("en");
    worker.history(7).mark_seen(20);
    const std::vector<ItemRef> expected{{7, 21}, {7, 38}, {7, 2}};
    CHECK(choose_items(id_number(1), worker, offered, 9) == expected);
    CHECK(choose_items(id_number(1), worker, offered, 1) == std::vector<ItemRef>{{7, 21}});
}

TEST_CASE("workers begin at different places") {
    const Campaign campaign = running(1);
    const Bytes open(1000, 3);
    const std::vector<OpenCampaign> offered{{&campaign, open}};
    std::set<std::uint32_t> firsts;
    for (std::uint8_t worker = 0; worker < 50; ++worker) {
        const auto items = choose_items(id_number(worker), speaking("sw"), offered, 1);
        REQUIRE(items.size() == 1);
        firsts.insert(items[0].index);
    }
    CHECK(firsts.size() > 40);
}

TEST_CASE("campaigns share the workers, and each candidate list holds more than one of them") {
    const std::vector<Campaign> campaigns{running(1), running(2), running(3)};
    const Bytes open(10, 1);
    std::vector<OpenCampaign> offered;
    for (const Campaign& campaign : campaigns)
        offered.push_back({&campaign, open});
    std::set<std::uint32_t> firsts;
    for (std::uint8_t worker = 0; worker < 30; ++worker) {
        const auto items = choose_items(id_number(worker), speaking("sw"), offered, 3);
        REQUIRE(items.size() == 3);
        firsts.insert(items[0].campaign);
        CHECK(items[0].campaign != items[1].campaign);
    }
    CHECK(firsts == std::set<std::uint32_t>{1, 2, 3});
}

TEST_CASE("she is asked first where her answers are worth most; who is new begins anywhere") {
    const Bytes open(4, 1);
    Campaign two = running(1);
    two.question.labels = {"a", "b"};
    Campaign three = running(2);
    three.question.labels = {"a", "b", "c"};
    const std::vector<OpenCampaign> offered{{&two, open}, {&three, open}};
    // Of two classes she guesses; of three she is always right.
    const std::vector<quality::FamilyCounts> hers{{2, {30'000, 30'000, 30'000, 30'000}},
                                                  {3, {30'000, 0, 0, 0, 30'000, 0, 0, 0, 30'000}}};
    std::set<std::uint32_t> first_of_new;
    for (std::uint8_t number = 0; number < 20; ++number) {
        const auto id = id_number(number);
        CHECK(choose_items(id, speaking("en"), offered, 3, hers)[0].campaign == 2);
        // Where nothing else is open, she is asked all the same.
        CHECK(choose_items(id, speaking("en"), std::span(offered).first(1), 1, hers).size() == 1);
        first_of_new.insert(choose_items(id, speaking("en"), offered, 3)[0].campaign);
    }
    CHECK(first_of_new.size() == 2);
}

}  // namespace kazi::taskflow
