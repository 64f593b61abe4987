// SPDX-License-Identifier: Apache-2.0
// One-coin model: a worker is right with one probability and, when wrong, is wrong evenly. The
// arithmetic is multiplication and division of doubles only, which IEEE 754 rounds exactly, so that
// every compiler gives the same numbers; what leaves this file is an integer.
#include "taskflow/quality/belief.hpp"

#include <algorithm>
#include <vector>

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
    weights[answer.label] *= odds(answer, static_cast<std::uint32_t>(weights.size()));
    const double greatest = *std::max_element(weights.begin(), weights.end());
    for (double& weight : weights)
        weight /= greatest;
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
    Verdict best{.best_label = 0, .confidence_ppm = to_ppm(weights[0] / sum), .settled = false};
    for (std::size_t label = 1; label < weights.size(); ++label) {
        const std::uint32_t share = to_ppm(weights[label] / sum);
        if (share > best.confidence_ppm + 1) {
            best.best_label = static_cast<std::uint16_t>(label);
            best.confidence_ppm = share;
        }
    }
    return best;
}

bool is_settled(std::size_t answers, std::uint32_t confidence_ppm, const Redundancy& plan) {
    return answers >= plan.maximum ||
           (answers >= plan.minimum && confidence_ppm >= plan.confidence_ppm);
}

/// What the answers but number `left_out` say.
Weights cavity(std::span<const GivenAnswer> answers, std::size_t left_out, std::uint32_t classes) {
    Weights weights(classes, 1.0);
    for (std::size_t nth = 0; nth < answers.size(); ++nth) {
        if (nth != left_out) weigh(weights, answers[nth]);
    }
    return weights;
}

/// How far the others bear her out, weighed by how sure they are: doubtful others would only drag
/// every skill towards chance. The square was the better of the powers tried on recorded crowds.
Evidence agreement(const GivenAnswer& answer, const Weights& others) {
    const double sum = sum_of(others);
    const double classes = static_cast<double>(others.size());
    const double sureness = (classes / sum - 1) / (classes - 1);
    const double weight = sureness * sureness;
    const double right = weight * (others[answer.label] / sum);
    return {answer.worker, static_cast<std::uint32_t>(right * 1000),
            static_cast<std::uint32_t>(weight * 1000)};
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

Verdict judge(std::span<const GivenAnswer> answers, std::uint32_t class_count,
              const Redundancy& plan) {
    Weights weights(classes_for(answers, class_count), 1.0);
    for (const GivenAnswer& answer : answers)
        weigh(weights, answer);
    Verdict verdict = best_of(weights);
    verdict.settled = is_settled(answers.size(), verdict.confidence_ppm, plan);
    return verdict;
}

std::vector<Evidence> evidence(std::span<const GivenAnswer> answers, std::uint32_t class_count) {
    const std::uint32_t classes = classes_for(answers, class_count);
    std::vector<Evidence> found;
    if (answers.size() < 2) return found;
    for (std::size_t nth = 0; nth < answers.size(); ++nth) {
        found.push_back(agreement(answers[nth], cavity(answers, nth, classes)));
    }
    return found;
}

}  // namespace kazi::taskflow::quality
