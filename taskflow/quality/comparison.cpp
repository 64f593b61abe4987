// SPDX-License-Identifier: Apache-2.0
// Multiplications and divisions only, so that every compiler comes to the same.
#include "taskflow/quality/comparison.hpp"

#include <algorithm>

#include "taskflow/quality/coin_belief.hpp"

namespace kazi::taskflow::quality {

namespace {

constexpr double ppm = 1e6;
constexpr std::uint32_t ppm_whole = 1'000'000;
constexpr std::uint32_t usually_sure_ppm = 950'000;

std::uint32_t to_ppm(double share) {
    return static_cast<std::uint32_t>(std::clamp(share, 0.0, 1.0) * ppm);
}

}  // namespace

std::optional<Rivals> rivals_of(const ItemState& state, const Campaign& campaign) {
    const Nearness nearness(campaign.question, state.labels,
                            campaign.quality_terms.tolerance_ppm / ppm);
    const CoinBelief belief(state.answers, nearness,
                            std::max<std::uint32_t>(2, campaign.class_count()));
    const std::uint16_t best = belief.best();
    std::optional<std::uint16_t> other;
    for (std::uint16_t label = 0; label < state.labels.size(); ++label) {
        if (nearness.same(best, label)) continue;
        if (!other || belief.chance(label) > belief.chance(*other)) other = label;
    }
    if (!other) return std::nullopt;
    const std::uint32_t best_ppm = to_ppm(belief.chance(best));
    // What lies between the two is near both, and counted once.
    const std::uint32_t other_ppm = std::min(to_ppm(belief.chance(*other)), ppm_whole - best_ppm);
    return Rivals{best, *other, best_ppm, other_ppm};
}

std::uint32_t sure_enough_ppm(const Redundancy& plan) {
    return std::min(plan.confidence_ppm, usually_sure_ppm);
}

Compared after_choice(const Rivals& rivals, std::uint16_t chosen, std::uint32_t sure_ppm) {
    const double sure = sure_ppm / ppm;
    const double for_best = chosen == rivals.best ? sure : 1 - sure;
    const double best = rivals.best_ppm * for_best;
    const double other = rivals.other_ppm * (1 - for_best);
    const double neither = (ppm_whole - rivals.best_ppm - rivals.other_ppm) / 2.0;
    const double all = best + other + neither;
    if (best >= other) return {rivals.best, to_ppm(best / all)};
    return {rivals.other, to_ppm(other / all)};
}

}  // namespace kazi::taskflow::quality
