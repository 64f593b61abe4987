// SPDX-License-Identifier: Apache-2.0
#include "taskflow/standing/gold_health.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "taskflow/quality/belief.hpp"

namespace kazi::taskflow {

namespace {

/// Fewer answers than this convict no label.
constexpr std::size_t doubtful_answers_min = 5;
constexpr std::uint32_t doubtful_ppm = 990'000;

/// So many of late are held against so many before, at least.
constexpr std::size_t late_answers = 12;
constexpr std::size_t early_answers_min = 12;
constexpr double deviations_squared = 9;

/// Nobody's judgement weighs more than a share this far from certainty.
constexpr double share_max = 0.97;
constexpr double permille = 1000;

bool is_doubtful(const Campaign& campaign, const GoldItem& gold,
                 std::span<const GoldAnswer> answers) {
    if (answers.size() < doubtful_answers_min) return false;
    std::vector<GivenAnswer> given;
    for (const GoldAnswer& each : answers)
        given.push_back({.worker = each.worker,
                         .label = each.label,
                         .reliability_permille = each.reliability_permille});
    const auto verdict = quality::judge(given, campaign.class_count(), Redundancy{});
    return verdict.best_label != gold.label && verdict.confidence_ppm >= doubtful_ppm;
}

std::uint16_t commonest(std::span<const GoldAnswer> answers) {
    std::map<std::uint16_t, int> counts;
    for (const GoldAnswer& each : answers)
        ++counts[each.label];
    const auto most =
        std::ranges::max_element(counts, {}, &std::map<std::uint16_t, int>::value_type::second);
    return most->first;
}

double share_of(std::span<const GoldAnswer> answers, std::uint16_t label) {
    const auto same = std::ranges::count(answers, label, &GoldAnswer::label);
    return static_cast<double>(same) / static_cast<double>(answers.size());
}

double mean_reliability(std::span<const GoldAnswer> answers) {
    double sum = 0;
    for (const GoldAnswer& each : answers)
        sum += each.reliability_permille / permille;
    return sum / static_cast<double>(answers.size());
}

/// A question that everybody gets right anyway can't be told from one whose answer got about, and
/// does no harm either.
bool is_leaked(const GoldItem& gold, std::span<const GoldAnswer> answers) {
    if (answers.size() < late_answers + early_answers_min) return false;
    const auto late = answers.last(late_answers);
    const auto early = answers.first(answers.size() - late_answers);
    const std::uint16_t label = commonest(late);
    double usual = share_of(early, label);
    if (label == gold.label) usual = std::max(usual, mean_reliability(late));
    usual = std::clamp(usual, 1 - share_max, share_max);
    const double above = share_of(late, label) - usual;
    const double variance = usual * (1 - usual) / static_cast<double>(late_answers);
    return above > 0 && above * above > deviations_squared * variance;
}

}  // namespace

GoldHealth health_of(const Campaign& campaign, const GoldItem& gold,
                     std::span<const GoldAnswer> answers) {
    if (is_doubtful(campaign, gold, answers)) return GoldHealth::doubtful;
    return is_leaked(gold, answers) ? GoldHealth::leaked : GoldHealth::sound;
}

}  // namespace kazi::taskflow
