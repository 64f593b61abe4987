// SPDX-License-Identifier: Apache-2.0
// A day of work, played: some wake early and answer as fast as they can, some wake when the early
// ones are done, some come down to the road where there is a signal at noon only, some join in the
// afternoon. With a campaign's share set, all of them find some left, and pay comes out more even.
#include <doctest/doctest.h>

#include <array>
#include <iostream>

#include "taskflow/pay/income_spread.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::size_t workers_of_a_kind = 5;
constexpr std::size_t items = 200;
constexpr int answers_a_visit_max = 100;

/// Hours of a day at which each kind is there, from nine in the morning on.
struct Kind {
    const char* name;
    std::vector<int> hours;
};
const std::array kinds{Kind{"early", {0, 1, 2, 3, 4, 5, 6, 7}}, Kind{"late", {3, 4, 5, 6, 7}},
                       Kind{"far", {3}}, Kind{"new", {6, 7}}};

struct Day {
    IncomeSpread all;
    std::array<int, kinds.size()> answers{};
};

void visit(ToyWorld& world, std::size_t worker) {
    if (world.worker(worker).stage != Stage::active) world.join(worker);
    if (!world.worker(worker).question) world.sms(worker, "NEXT");
    for (int nth = 0; nth < answers_a_visit_max && world.worker(worker).question; ++nth) {
        world.sms(worker, "1");
        world.now += second_us;
    }
}

Day play_day(std::uint8_t share_percent) {
    ToyWorld world;
    world.market.auto_payout = false;
    Campaign campaign = sample_campaign(QuestionType::choice);
    campaign.protection.share_percent = share_percent;
    world.add(campaign, items);
    for (int hour = 0; hour < 8; ++hour) {
        world.now = ToyWorld::start + hour * hour_us;
        for (std::size_t kind = 0; kind < kinds.size(); ++kind)
            for (const int there : kinds[kind].hours)
                for (std::size_t nth = 0; there == hour && nth < workers_of_a_kind; ++nth)
                    visit(world, kind * workers_of_a_kind + nth);
    }
    Day day;
    std::vector<std::int64_t> incomes;
    for (std::size_t n = 0; n < kinds.size() * workers_of_a_kind; ++n) {
        day.answers[n / workers_of_a_kind] += static_cast<int>(world.worker(n).answers);
        // Who earned nothing belongs to the picture: a hundredth of an answer stands for it.
        incomes.push_back(std::max<std::int64_t>(world.worker(n).available_micro, 20'000));
    }
    day.all = spread_of(std::move(incomes));
    return day;
}

void tell(const char* how, const Day& day) {
    std::cout << how << ": Gini " << day.all.gini_permille / 1000.0;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind)
        std::cout << ", " << kinds[kind].name << ' ' << day.answers[kind];
    std::cout << '\n';
}

}  // namespace

TEST_CASE("with a share set, who wakes late, lives far or joined today finds work left") {
    const Day free_for_all = play_day(0);
    const Day shared = play_day(15);
    tell("no share", free_for_all);
    tell("15 % at most", shared);
    CHECK(free_for_all.answers[3] == 0);
    for (const int answers : shared.answers)
        CHECK(answers >= static_cast<int>(workers_of_a_kind) * 10);
    CHECK(shared.all.gini_permille * 2 < free_for_all.all.gini_permille);
}

}  // namespace kazi::taskflow
