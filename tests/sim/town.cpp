// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/town.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "gateway/engine/chain_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/item_record.hpp"
#include "tests/sim/last_word.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

using namespace gateway;
using taskflow::Campaign;
using taskflow::CampaignState;
using taskflow::hour_us;
using taskflow::minute_us;

namespace {

constexpr Instant settle_step = 5 * minute_us;
constexpr int settle_steps_max = 100;
constexpr int review_steps = 24;
constexpr Instant calm_pace = 10 * minute_us;
constexpr std::int64_t tail_max = 20;

/// The campaigns in which an item of this one may have been asked before.
std::vector<std::uint32_t> same_items(const Campaign& campaign) {
    std::vector<std::uint32_t> numbers{campaign.number};
    if (!campaign.chain.wanted()) return numbers;
    for (const std::uint32_t step : engine::steps_with_content(campaign))
        numbers.push_back(step);
    return numbers;
}

}  // namespace

Town::Town(World& world)
    : world_(world), aggregator_(world, daemons_), provider_(world), client_(world) {
    for (int number = 0; number < world.profile.daemons; ++number) {
        daemons_.push_back(std::make_unique<Daemon>(world, *this, number));
        cashiers_.push_back(std::make_unique<Cashier>(world, *daemons_.back(), provider_));
        daemons_.back()->set_payer_round([cashier = cashiers_.back().get()] { cashier->round(); });
    }
    for (int number = 0; number < world.profile.people; ++number)
        people_.push_back(std::make_unique<Person>(world, aggregator_, number));
    provider_.set_courier([this](const ProviderNotice& notice, const std::function<void()>& taken) {
        carry(notice, taken);
    });
}

void Town::live() {
    set_up();
    rough_phase();
    calm_phase();
    check_money(world_, provider_);
    check_last_word(world_, client_);
}

void Town::set_up() {
    client_.open();
    if (world_.profile.reviews || world_.profile.chain) make_seniors();
    world_.vault.sync();
    client_.plan_ahead();
    if (world_.profile.reviews) client_.look_at_answers();
    for (const auto& daemon : daemons_)
        daemon->start();
    for (const auto& person : people_)
        person->wake();
}

// What others settled long ago speaks for every second of them.
void Town::make_seniors() {
    constexpr std::int32_t many_milli = 90'000;
    const taskflow::quality::Family family = world_.profile.campaigns.back().campaign.family();
    store::Batch batch{Vault::cell, {}, {}};
    for (const auto& person : people_) {
        if (!person->is_senior()) continue;
        const store::Place place = keys::counts(person->subscriber().worker, family);
        store::AddCells cells{place.key, *place.field};
        for (std::uint16_t each = 0; each < family; ++each)
            cells.changes.push_back({static_cast<std::uint16_t>(each * family + each), many_milli});
        batch.writes.push_back(std::move(cells));
    }
    const auto outcome = world_.vault.commit(batch);
    require(outcome.has_value(), "a calm store writes what people are known for");
}

void Town::rough_phase() {
    world_.fate.set_calm(false);
    lose_tail_now_and_then();
    world_.timeline.run_until(world_.timeline.now() + world_.profile.rough_minutes * minute_us);
    world_.tell("the faults stop");
    world_.fate.set_calm(true);
}

// A power cut: the store loses what was not on disk yet, and every daemon what it knew.
void Town::lose_tail_now_and_then() {
    world_.timeline.after(minute_us, [this] {
        if (world_.fate.strikes(Fault::store_tail_lost)) {
            const auto count = static_cast<std::size_t>(world_.chance.between(1, tail_max));
            world_.tell(fmt::format("the store loses its last {} changes", count));
            world_.witness.lost(world_.vault.lose_tail(count));
            for (const auto& daemon : daemons_)
                daemon->crash();
        }
        lose_tail_now_and_then();
    });
}

void Town::calm_phase() {
    for (const auto& person : people_)
        person->be_diligent();
    client_.carry_on();
    world_.timeline.run_until(world_.timeline.now() + minute_us);
    finish_campaigns();
    for (const auto& person : people_)
        person->fall_asleep();
    for (const auto& daemon : daemons_)
        daemon->set_pace(calm_pace);
    if (world_.profile.reviews) finish_reviews();
    finish_payouts();
    world_.witness.check_acknowledged();
}

void Town::finish_campaigns() {
    for (int step = 0; step < settle_steps_max; ++step) {
        world_.timeline.run_until(world_.timeline.now() + settle_step);
        if (campaigns_over()) return;
        stop_what_nobody_can_answer();
        // Whoever was refused may think it over; nobody stays awake for that.
        if (world_.profile.reviews && step > review_steps) return;
    }
    throw Violation("when faults stop, every campaign comes to its end");
}

// Nobody answers any more: what is asked again by now is stopped once nothing is disputed. What was
// disputed in a campaign that was stopped goes on after its end.
void Town::finish_reviews() {
    constexpr int hours_max = 24 * 10;
    for (int hour = 0; hour < hours_max; ++hour) {
        const auto waits = world_.vault.truth().due(Vault::cell, keys::reviews_due, INT64_MAX, 1);
        if (waits->empty() && campaigns_over()) return;
        world_.timeline.run_until(world_.timeline.now() + hour_us);
        if (!waits->empty()) continue;
        for (const std::uint32_t number : client_.all_campaigns())
            if (client_.campaign(number)->state == CampaignState::running) client_.stop(number);
    }
    throw Violation("when faults stop, every review and every appeal comes to its end");
}

bool Town::campaigns_over() const {
    for (std::uint32_t number = 1; number <= client_.campaign_count(); ++number)
        if (!client_.campaign(number)) return false;
    return std::ranges::all_of(client_.all_campaigns(), [this](std::uint32_t number) {
        return client_.campaign(number)->state == CampaignState::finished;
    });
}

void Town::stop_what_nobody_can_answer() {
    for (const std::uint32_t number : client_.all_campaigns()) {
        const Campaign campaign = *client_.campaign(number);
        const bool running = campaign.state == CampaignState::running;
        if (running && !can_go_on(campaign)) client_.stop(number);
    }
}

// Somebody holds a question of the campaign, or could be given one that is still open; or all that
// came are settled, and nobody is needed.
bool Town::can_go_on(const Campaign& campaign) const {
    const std::vector<std::uint32_t> open = open_items(campaign);
    if (open.empty()) return true;
    return std::ranges::any_of(people_, [&](const auto& person) {
        const taskflow::Worker worker = person->record();
        if (worker.question && worker.question->item.campaign == campaign.number) return true;
        if (!person->may_work(worker, campaign)) return false;
        const std::vector<std::uint32_t> steps = same_items(campaign);
        return std::ranges::any_of(open, [&](std::uint32_t index) {
            return std::ranges::none_of(steps, [&](std::uint32_t step) {
                const auto* history = worker.find_history(step);
                return history != nullptr && history->has_seen(index);
            });
        });
    });
}

std::vector<std::uint32_t> Town::open_items(const Campaign& campaign) const {
    std::vector<std::uint32_t> open;
    for (std::uint32_t index = 0; index < campaign.item_count; ++index) {
        const auto content = world_.vault.truth().fields(Vault::cell, keys::items(campaign.number),
                                                         {std::to_string(index)});
        // Of a chain: it has not come on, or passed by.
        if (!content->front()) continue;
        const auto bytes = world_.vault.truth().fields(Vault::cell, keys::states(campaign.number),
                                                       {std::to_string(index)});
        const auto state =
            bytes->front() ? records::item_state_from(*bytes->front()) : taskflow::ItemState{};
        if (!state->closed) open.push_back(index);
    }
    return open;
}

void Town::finish_payouts() {
    constexpr int hours_max = 24 * 4;
    for (int hour = 0; hour < hours_max; ++hour) {
        world_.timeline.run_until(world_.timeline.now() + hour_us);
        if (hour > 25 && every_payout_rests(world_)) break;
        if (every_payout_ended(world_)) break;
    }
    check_excuses(world_, provider_);
    constexpr int rounds_max = 12;
    for (int round = 0; round < rounds_max; ++round) {
        // Whoever was told by the last commit is still to be sent her message.
        world_.timeline.run_until(world_.timeline.now() + hour_us);
        if (!read_report(world_, provider_, *cashiers_.front())) return;
        for (int hour = 0; hour < 26 && !every_payout_rests(world_); ++hour)
            world_.timeline.run_until(world_.timeline.now() + hour_us);
        world_.timeline.run_until(world_.timeline.now() + 2 * hour_us);
    }
    throw Violation("a person's decision ends every payout");
}

void Town::carry(const ProviderNotice& notice, const std::function<void()>& taken) {
    const std::uint64_t first = world_.chance.below(daemons_.size());
    for (std::size_t n = 0; n < daemons_.size(); ++n) {
        const std::size_t at = (first + n) % daemons_.size();
        if (!daemons_[at]->is_up()) continue;
        return cashiers_[at]->hear(notice, [taken](bool was_taken) {
            if (was_taken) taken();
        });
    }
}

}  // namespace kazi::sim
