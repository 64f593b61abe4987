// SPDX-License-Identifier: Apache-2.0
// Which gold a worker is asked, and when.
#include <doctest/doctest.h>

#include <set>

#include "taskflow/standing/checks.hpp"

namespace kazi::taskflow {

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::uint16_t today = 20'000;
constexpr std::uint32_t item_count = 40;

Campaign with_gold(std::uint32_t count) {
    Campaign campaign;
    campaign.number = 3;
    campaign.state = CampaignState::running;
    campaign.languages = {"en"};
    campaign.item_count = item_count;
    campaign.question.type = QuestionType::yes_no;
    campaign.gold.wanted = true;
    for (std::uint32_t nth = 0; nth < count; ++nth)
        campaign.gold.items.push_back({.index = 4 * nth, .label = 1});
    return campaign;
}

WorkerId id_number(std::uint8_t number) {
    WorkerId id;
    id.bytes[5] = number;
    return id;
}

Worker speaking_english() {
    Worker worker;
    worker.language = "en";
    return worker;
}

/// The items are used up, the gold may be asked so often yet.
Bytes only_checks(const Campaign& campaign, std::uint8_t checks) {
    Bytes bytes(campaign.item_count, 0);
    bytes.insert(bytes.end(), campaign.gold.items.size(), checks);
    return bytes;
}

/// Plays her questions: gold where it is her turn, else the items of others.
int gold_of(const Campaign& campaign, const WorkerId& id, const Bytes& bytes, int questions) {
    Worker worker = speaking_english();
    std::set<std::uint32_t> asked;
    for (int nth = 0; nth < questions; ++nth) {
        const auto choice = choose_gold(id, worker, open_campaign(campaign, bytes), {}, today);
        const auto other = 10'000 + static_cast<std::uint32_t>(nth);
        if (choice) CHECK(asked.insert(choice->item.index).second);
        worker.history(campaign.number).mark_seen(choice ? choice->item.index : other);
    }
    return static_cast<int>(asked.size());
}

}  // namespace

TEST_CASE("of many workers' questions as many are gold as the share says, none of them twice") {
    const Campaign campaign = with_gold(10);
    const Bytes bytes = only_checks(campaign, 200);
    int gold = 0;
    for (std::uint8_t number = 0; number < 200; ++number)
        gold += gold_of(campaign, id_number(number), bytes, 20);
    CHECK(gold > 700);  // 200 workers, 20 questions, a fifth of them
    CHECK(gold < 900);
}

TEST_CASE("the same worker at the same question is always told the same") {
    const Campaign campaign = with_gold(10);
    const Bytes bytes = only_checks(campaign, 200);
    const OpenCampaign open = open_campaign(campaign, bytes);
    for (std::uint8_t number = 0; number < 50; ++number) {
        const auto first = choose_gold(id_number(number), speaking_english(), open, {}, today);
        CHECK(first == choose_gold(id_number(number), speaking_english(), open, {}, today));
    }
}

TEST_CASE("gold ends when she has seen all of it, or nothing of it is left") {
    const Campaign campaign = with_gold(3);
    CHECK(gold_of(campaign, id_number(7), only_checks(campaign, 200), 200) == 3);
    CHECK(gold_of(campaign, id_number(7), only_checks(campaign, 0), 200) == 0);
    Campaign off = campaign;
    off.gold.wanted = false;
    CHECK(gold_of(off, id_number(7), only_checks(campaign, 200), 200) == 0);
}

TEST_CASE("gold that its item still needs is asked from the item's own openings") {
    Campaign campaign = with_gold(1);
    campaign.gold.share_least_ppm = campaign.gold.share_most_ppm = 1'000'000;
    Bytes bytes = only_checks(campaign, 5);
    const auto choose = [&] {
        return choose_gold(id_number(1), speaking_english(), open_campaign(campaign, bytes), {},
                           today);
    };
    CHECK(choose() == GoldChoice{{3, 0}, true});
    bytes[0] = 2;
    CHECK(choose() == GoldChoice{{3, 0}, false});
    campaign.gold.items[0].state = GoldState::suspended;
    CHECK_FALSE(choose());
    CHECK(check_place(campaign, 0) == ItemRef{3, item_count});
}

TEST_CASE("what is not gold goes first, and gold is passed over while anything else is left") {
    const Campaign campaign = with_gold(2);  // items 0 and 4
    Bytes bytes(item_count, 0);
    bytes.insert(bytes.end(), 2, 9);
    bytes[0] = bytes[3] = bytes[4] = 1;
    const Worker worker = speaking_english();
    const auto choose = [&] {
        return choose_items(id_number(1), worker, {{open_campaign(campaign, bytes)}}, 5);
    };
    CHECK(choose() == std::vector<ItemRef>{{3, 3}});
    bytes[3] = 0;
    CHECK(choose().size() == 2);
    bytes[0] = bytes[4] = 0;
    CHECK(choose().empty());
}

}  // namespace kazi::taskflow
