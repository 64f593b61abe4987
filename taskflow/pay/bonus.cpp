// SPDX-License-Identifier: Apache-2.0
#include "taskflow/pay/bonus.hpp"

#include <algorithm>

#include "taskflow/context.hpp"

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

}  // namespace

bool is_hard(const ItemState& state) {
    if (state.closed || state.answers.size() < hard_answers_min) return false;
    const std::uint16_t first = state.answers.front().label;
    const bool disagree = std::ranges::any_of(
        state.answers, [&](const GivenAnswer& each) { return each.label != first; });
    return disagree && state.confidence_ppm < hard_below_ppm;
}

std::int64_t bonus_promised(const Assignable& what) {
    return what.hard ? what.campaign->bonus.hard_micro : 0;
}

std::optional<std::int64_t> bonuses_micro_max(const Campaign& campaign) {
    return product(campaign.bonus.hard_micro, hard_answers_max(campaign));
}

}  // namespace kazi::taskflow
