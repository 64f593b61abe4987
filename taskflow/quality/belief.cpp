// SPDX-License-Identifier: Apache-2.0
// Multiplication and division of doubles only (but for the correction by gold), which IEEE 754
// rounds exactly, so that every compiler gives the same numbers; what leaves this file is an
// integer.
#include "taskflow/quality/belief.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "taskflow/quality/coin_belief.hpp"
#include "taskflow/quality/worker_counts.hpp"
#include "taskflow/question/asked.hpp"

namespace kazi::taskflow::quality {

namespace {

constexpr std::uint32_t ppm = 1'000'000;

// What is believed of a worker before anything is known, and the evidence that it is worth.
constexpr std::uint64_t prior_right_permille = 700;
constexpr std::uint64_t prior_answers = 8;

// Nobody is believed to be right always: one answer alone must never settle a doubtful item.
constexpr std::uint64_t reliability_permille_max = 970;

/// Unnormalised beliefs, one per label, the greatest of them 1.
using Weights = std::vector<double>;

/// Classes that the model needs for these answers: an open question may have met more than planned.
std::uint32_t classes_for(std::span<const GivenAnswer> answers, std::uint32_t class_count) {
    std::uint32_t classes = std::max<std::uint32_t>(2, class_count);
    for (const GivenAnswer& answer : answers) {
        classes = std::max<std::uint32_t>(classes, answer.label + 1U);
    }
    return classes;
}

/// How much likelier this answer is when its label is the true one than when another is.
double odds(const GivenAnswer& answer, std::uint32_t classes) {
    const std::uint32_t right = std::clamp<std::uint32_t>(answer.reliability_permille, 1, 999);
    return static_cast<double>(right * (classes - 1)) / static_cast<double>(1000 - right);
}

void weigh(Weights& weights, const GivenAnswer& answer) {
    if (answer.chances.size() == weights.size()) {
        for (std::size_t truth = 0; truth < weights.size(); ++truth)
            weights[truth] *= answer.chances[truth];
    } else {
        weights[answer.label] *= odds(answer, static_cast<std::uint32_t>(weights.size()));
    }
    const double greatest = *std::max_element(weights.begin(), weights.end());
    for (double& weight : weights)
        weight /= greatest;
}

/// What is believed of an item before anybody answered it.
Weights prior(std::uint32_t classes, const std::optional<Learned>& learned) {
    if (!learned || learned->class_shares_ppm.size() != classes) return Weights(classes, 1.0);
    return anchors_of(learned, classes).class_shares;
}

Weights posterior(std::span<const GivenAnswer> answers, std::uint32_t class_count,
                  const std::optional<Learned>& learned) {
    Weights weights = prior(classes_for(answers, class_count), learned);
    for (const GivenAnswer& answer : answers)
        weigh(weights, answer);
    return weights;
}

double sum_of(const Weights& weights) {
    double sum = 0;
    for (const double weight : weights)
        sum += weight;
    return sum;
}

/// Never 0 and never 1: there is no answer that could not be wrong.
std::uint32_t to_ppm(double share) {
    return std::clamp<std::uint32_t>(static_cast<std::uint32_t>(share * ppm), 1, ppm - 1);
}

/// The label with the greatest posterior, the lowest of equals; equal within one millionth, so that
/// rounding does not decide.
Verdict best_of(const Weights& weights) {
    const double sum = sum_of(weights);
    Verdict best{.best_label = 0, .confidence_ppm = to_ppm(weights[0] / sum)};
    for (std::size_t label = 1; label < weights.size(); ++label) {
        const std::uint32_t share = to_ppm(weights[label] / sum);
        if (share > best.confidence_ppm + 1) {
            best.best_label = static_cast<std::uint16_t>(label);
            best.confidence_ppm = share;
        }
    }
    return best;
}

double from_ppm(std::uint32_t share) {
    return static_cast<double>(share) / ppm;
}

/// As far as chance is concerned: how many different answers there could be.
std::uint32_t classes_of(const Campaign& campaign) {
    return std::max<std::uint32_t>(2, campaign.class_count());
}

Nearness nearness_of(const ItemState& state, const Campaign& campaign) {
    if (question::is_listed(campaign.question)) return Nearness(classes_of(campaign));
    return Nearness(campaign.question, state.labels,
                    from_ppm(campaign.quality_terms.tolerance_ppm));
}

/// How far the others bear a coin out, weighed by how sure they are: doubtful others would only
/// drag every skill towards chance. The square was the better of the powers tried on recorded
/// crowds.
std::vector<CellChange> agreement(const GivenAnswer& answer, const CoinBelief& others) {
    const double weight = others.sureness() * others.sureness();
    const double right = weight * others.chance(answer.label);
    std::vector<CellChange> changes;
    const auto add = [&](std::uint16_t cell, double share) {
        const auto delta = static_cast<std::int32_t>(share * 1000);
        if (delta > 0) changes.push_back({cell, delta});
    };
    add(0, right);
    add(1, weight - right);
    return changes;
}

bool is_unproven(const std::optional<Learned>& learned, std::uint32_t target_ppm) {
    return learned && learned->unproven_ppm && target_ppm >= *learned->unproven_ppm;
}

/// The verdict's confidence is what is believed so far; whether that is enough.
Verdict stopped(Verdict verdict, std::size_t answers, const Redundancy& plan,
                const std::optional<Learned>& learned) {
    const double belief = from_ppm(verdict.confidence_ppm);
    const Calibration calibration = calibration_of(learned);
    const double target = from_ppm(plan.confidence_ppm);
    const double corrected = calibration.corrected(belief);
    const StopRule rule{target, plan.minimum, plan.maximum, calibration.is_out_of_reach(target),
                        is_unproven(learned, plan.confidence_ppm)};
    verdict.status = status_of(rule, answers, belief, corrected);
    verdict.settled = verdict.status != ItemStatus::open;
    if (calibration.is_fitted()) verdict.confidence_ppm = to_ppm(corrected);
    return verdict;
}

std::vector<double> normalised(Weights weights) {
    const double sum = sum_of(weights);
    for (double& weight : weights)
        weight /= sum;
    return weights;
}

Skill coin_of(const FamilyCounts& counts) {
    const RightOf known = right_of(counts);
    constexpr std::uint64_t most = UINT32_MAX;
    return {.right_milli = static_cast<std::uint32_t>(std::min(known.right_milli, most)),
            .seen_milli = static_cast<std::uint32_t>(std::min(known.seen_milli, most))};
}

std::vector<double> certain(std::uint16_t truth, std::uint32_t classes) {
    std::vector<double> belief(classes);
    belief.at(truth) = 1;
    return belief;
}

constexpr double chances_whole = 10'000;

/// Never 0: no answer is impossible.
std::uint16_t to_chance(double chance) {
    return static_cast<std::uint16_t>(std::clamp(chance * chances_whole + 0.5, 1.0, chances_whole));
}

}  // namespace

std::uint16_t reliability_permille(const Skill& skill, std::uint32_t class_count) {
    const std::uint64_t right = skill.right_milli + prior_right_permille * prior_answers;
    const std::uint64_t seen = skill.seen_milli + 1000 * prior_answers;
    // Below chance she would be evidence against her own answers: that is how a crowd is turned
    // round by a few, so the worst that can be believed of her is that she guesses.
    const std::uint64_t chance = 1000 / std::max<std::uint32_t>(2, class_count);
    return static_cast<std::uint16_t>(
        std::clamp<std::uint64_t>(right * 1000 / seen, chance, reliability_permille_max));
}

GivenAnswer weighed(const Campaign& campaign, const WorkerId& worker, std::uint16_t label,
                    std::span<const FamilyCounts> hers) {
    const Family family = campaign.family();
    const FamilyCounts counts = counts_in(hers, family);
    GivenAnswer answer{.worker = worker, .label = label};
    if (!is_matrix(family)) {
        answer.reliability_permille = reliability_permille(coin_of(counts), campaign.class_count());
        return answer;
    }
    std::vector<double> row(family);
    answer_chances(anchors_of(campaign.learned, family), model_counts(counts), label, row);
    for (const double chance : row)
        answer.chances.push_back(to_chance(chance));
    answer.reliability_permille = static_cast<std::uint16_t>(answer.chances[label] / 10);
    return answer;
}

Verdict judge(std::span<const GivenAnswer> answers, std::uint32_t class_count,
              const Redundancy& plan, const std::optional<Learned>& learned) {
    return stopped(best_of(posterior(answers, class_count, learned)), answers.size(), plan,
                   learned);
}

Verdict judge(const ItemState& state, const Campaign& campaign) {
    const Redundancy& plan = campaign.redundancy;
    if (is_matrix(campaign.family()))
        return judge(state.answers, campaign.class_count(), plan, campaign.learned);
    const CoinBelief belief(state.answers, nearness_of(state, campaign), classes_of(campaign));
    const std::uint16_t best = belief.best();
    return stopped({.best_label = best, .confidence_ppm = to_ppm(belief.chance(best))},
                   state.answers.size(), plan, {});
}

std::vector<Evidence> evidence(const ItemState& state, const Campaign& campaign,
                               std::optional<std::uint16_t> truth) {
    std::vector<Evidence> found;
    const std::span<const GivenAnswer> answers = state.answers;
    if (answers.size() < 2 && !truth) return found;
    const Family family = campaign.family();
    const bool by_belief = truth || is_matrix(family);
    const std::uint32_t classes = classes_for(answers, campaign.class_count());
    std::vector<double> belief;
    if (truth) belief = certain(*truth, classes);
    if (!truth && by_belief) belief = normalised(posterior(answers, classes, campaign.learned));
    const Nearness nearness = nearness_of(state, campaign);
    for (std::size_t nth = 0; nth < answers.size(); ++nth) {
        const GivenAnswer& answer = answers[nth];
        auto changes = by_belief
                           ? counted(family, answer.label, belief)
                           : agreement(answer, {answers, nearness, classes_of(campaign), nth});
        if (!changes.empty()) found.push_back({answer.worker, family, std::move(changes)});
    }
    return found;
}

Evidence late_evidence(const WorkerId& worker, const Campaign& campaign, std::uint16_t label,
                       const ItemState& settled, std::optional<std::uint16_t> truth) {
    const std::uint32_t known = std::max(label, settled.best_label) + 1U;
    const std::uint32_t classes = std::max(campaign.class_count(), known);
    if (truth) {
        const auto belief = certain(*truth, classes);
        return {worker, campaign.family(), counted(campaign.family(), label, belief)};
    }
    const double sure = from_ppm(settled.confidence_ppm);
    std::vector<double> belief(classes, (1 - sure) / static_cast<double>(classes - 1));
    belief[settled.best_label] = sure;
    if (!is_matrix(campaign.family())) {
        if (nearness_of(settled, campaign).same(settled.best_label, label)) belief[label] = sure;
    }
    return {worker, campaign.family(), counted(campaign.family(), label, belief)};
}

double relative_worth(const Campaign& campaign, std::span<const FamilyCounts> hers) {
    const Family family = campaign.family();
    const FamilyCounts counts = counts_in(hers, family);
    if (!is_matrix(family) || counts.cells.empty()) return 1;
    const Anchors anchors = anchors_of(campaign.learned, family);
    const std::vector<double> nothing(counts_width(family));
    const double average = information(anchors, nothing, normalised(anchors.class_shares));
    if (average <= 0) return 1;
    return information(anchors, model_counts(counts), normalised(anchors.class_shares)) / average;
}

}  // namespace kazi::taskflow::quality
