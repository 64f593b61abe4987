// SPDX-License-Identifier: Apache-2.0
#include "taskflow/pay/bonus.hpp"

#include <algorithm>

#include "taskflow/context.hpp"
#include "taskflow/worker.hpp"

namespace kazi::taskflow {

namespace {

/// Neither is below 0.
std::optional<std::int64_t> product(std::int64_t each, std::int64_t count) {
    if (count != 0 && each > billing::amount_micro_max / count) return std::nullopt;
    return each * count;
}

/// Of each item those that come after the answers that can disagree.
std::int64_t hard_answers_max(const Campaign& campaign) {
    const int later = campaign.redundancy.maximum - hard_answers_min;
    return std::int64_t{campaign.item_count} * std::max(later, 0);
}

/// Every row that ends in a bonus took that many answers.
std::int64_t streaks_paid_max(const Campaign& campaign) {
    const std::uint16_t answers = campaign.bonus.streak_answers;
    return answers == 0 ? 0 : campaign.answers_max() / answers;
}

int answers_in_row(const Worker& worker, const Campaign& campaign) {
    const auto& streaks = worker.standing.streaks;
    const auto hers = std::ranges::find(streaks, campaign.number, &Streak::campaign);
    return hers == streaks.end() ? 0 : hers->answers;
}

}  // namespace

bool is_hard(const ItemState& state) {
    if (state.closed || state.answers.size() < hard_answers_min) return false;
    const std::uint16_t first = state.answers.front().label;
    const bool disagree = std::ranges::any_of(
        state.answers, [&](const GivenAnswer& each) { return each.label != first; });
    return disagree && state.confidence_ppm < hard_below_ppm;
}

std::int64_t bonus_promised(const Worker& worker, const Assignable& what) {
    const BonusTerms& terms = what.campaign->bonus;
    const bool last_in_row = terms.streak_micro > 0 &&
                             answers_in_row(worker, *what.campaign) + 1 == terms.streak_answers;
    return (what.hard ? terms.hard_micro : 0) + (last_in_row ? terms.streak_micro : 0);
}

bool begins_row(const Worker& worker, const Campaign& campaign) {
    return campaign.bonus.streak_micro > 0 && answers_in_row(worker, campaign) == 0;
}

void lengthen_streak(Worker& worker, const Campaign& campaign) {
    if (campaign.bonus.streak_micro == 0) return;
    const int answers = answers_in_row(worker, campaign) + 1;
    break_streak(worker, campaign.number);
    if (answers >= campaign.bonus.streak_answers) return;
    auto& streaks = worker.standing.streaks;
    if (streaks.size() >= streaks_max) streaks.erase(streaks.begin());
    streaks.push_back({campaign.number, static_cast<std::uint16_t>(answers)});
}

void break_streak(Worker& worker, std::uint32_t campaign) {
    std::erase_if(worker.standing.streaks,
                  [&](const Streak& each) { return each.campaign == campaign; });
}

std::optional<std::int64_t> bonuses_micro_max(const Campaign& campaign) {
    const auto hard = product(campaign.bonus.hard_micro, hard_answers_max(campaign));
    const auto streaks = product(campaign.bonus.streak_micro, streaks_paid_max(campaign));
    if (!hard || !streaks || *hard + *streaks > billing::amount_micro_max) return std::nullopt;
    return *hard + *streaks;
}

}  // namespace kazi::taskflow
