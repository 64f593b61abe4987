// SPDX-License-Identifier: Apache-2.0
// Each sweep: beliefs from abilities and eases, then a few gradient steps of those. A parameter's
// step is scaled by how many answers speak for it, so that busy workers don't overshoot.
#include "taskflow/quality/glad.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "taskflow/quality/votes.hpp"

namespace kazi::taskflow::quality {

namespace {

constexpr int sweeps_max = 60;
constexpr int steps_per_sweep = 12;
constexpr double step_size = 0.5;
constexpr double change_min = 1e-4;
constexpr double prior_mean = 1;
constexpr double chance_min = 1e-10;
constexpr double exponent_max = 4;

double chance_right(double ability, double log_ease) {
    const double ease = std::exp(std::clamp(log_ease, -exponent_max, exponent_max));
    return 1 / (1 + std::exp(-ability * ease));
}

struct Parameters {
    std::vector<double> ability;   ///< per worker
    std::vector<double> log_ease;  ///< per item
};

Beliefs expect(const Recording& recording, const Parameters& at) {
    const std::size_t classes = recording.class_count();
    const double others = classes > 1 ? static_cast<double>(classes - 1) : 1;
    Beliefs beliefs(recording.items.size(), classes);
    for (const Answer& answer : recording.answers) {
        const double right = chance_right(at.ability[answer.worker], at.log_ease[answer.item]);
        // Only how much likelier the answer is when it is true matters: the rest is common.
        beliefs.of(answer.item)[answer.label] +=
            std::log(std::max(right, chance_min)) -
            std::log(std::max((1 - right) / others, chance_min));
    }
    for (std::size_t item = 0; item < beliefs.items(); ++item)
        normalise_logs(beliefs.of(item));
    return beliefs;
}

/// One step up the slope of the expected likelihood and the priors.
void step(const Recording& recording, const Beliefs& beliefs, Parameters& at) {
    std::vector<double> ability_slope(at.ability.size());
    std::vector<double> ability_weight(at.ability.size(), 1.0);
    std::vector<double> ease_slope(at.log_ease.size());
    std::vector<double> ease_weight(at.log_ease.size(), 1.0);
    for (const Answer& answer : recording.answers) {
        const double ability = at.ability[answer.worker];
        const double log_ease = std::clamp(at.log_ease[answer.item], -exponent_max, exponent_max);
        const double ease = std::exp(log_ease);
        const double right = chance_right(ability, log_ease);
        const double error = beliefs.of(answer.item)[answer.label] - right;
        const double curve = right * (1 - right);
        ability_slope[answer.worker] += error * ease;
        ability_weight[answer.worker] += curve * ease * ease;
        ease_slope[answer.item] += error * ability * ease;
        ease_weight[answer.item] += curve * ability * ability * ease * ease;
    }
    for (std::size_t worker = 0; worker < at.ability.size(); ++worker) {
        const double slope = ability_slope[worker] - (at.ability[worker] - prior_mean);
        at.ability[worker] += step_size * slope / ability_weight[worker];
    }
    for (std::size_t item = 0; item < at.log_ease.size(); ++item) {
        const double slope = ease_slope[item] - (at.log_ease[item] - prior_mean);
        at.log_ease[item] += step_size * slope / ease_weight[item];
    }
}

}  // namespace

Beliefs glad(const Recording& recording) {
    Parameters at{std::vector<double>(recording.workers.size(), prior_mean),
                  std::vector<double>(recording.items.size(), prior_mean)};
    Beliefs beliefs = vote_shares(recording);
    for (int sweep = 0; sweep < sweeps_max; ++sweep) {
        for (int nth = 0; nth < steps_per_sweep; ++nth)
            step(recording, beliefs, at);
        Beliefs next = expect(recording, at);
        const double change = greatest_change(beliefs, next);
        beliefs = std::move(next);
        if (change < change_min) break;
    }
    return beliefs;
}

}  // namespace kazi::taskflow::quality
