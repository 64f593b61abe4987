// SPDX-License-Identifier: Apache-2.0
// Logistic regression with two unknowns, by Newton's steps.
#include "taskflow/quality/calibration.hpp"

#include <algorithm>
#include <cmath>

namespace kazi::taskflow::quality {

namespace {

constexpr double belief_max = 0.999;
constexpr int steps_max = 50;
constexpr double step_min = 1e-9;

// The prior: offset 0 and slope 1, each with this precision.
constexpr double offset_precision = 1;
constexpr double slope_precision = 4;

// Whether a level can be reached is asked at every pass; one lucky draw must not do.
constexpr double deviations_below = 1;

// Nor is it asked before gold has taken most of the prior's doubt about the slope away: so much of
// its variance may be left. It takes about 30 items of gold, more where they are seldom wrong.
constexpr double doubt_left_max = 0.15;

// What is seen of a level: so many items of gold that it would settle, and so large a share of all
// gold. A small top of the range is where the line extrapolates.
constexpr double shown_min = 20;
constexpr double shown_share_min = 0.1;

// pi / 8: with it a logistic curve, averaged over a normal doubt, is nearly a flatter one.
constexpr double logistic_as_normal = 0.392699;

double logit(double belief) {
    const double bounded = std::clamp(belief, 1 - belief_max, belief_max);
    return std::log(bounded / (1 - bounded));
}

double chance(double logit) {
    return 1 / (1 + std::exp(-logit));
}

/// Gradient and curvature of the penalised likelihood.
struct Slopes {
    double by_offset = 0;
    double by_slope = 0;
    double offset_offset = 0;
    double offset_slope = 0;
    double slope_slope = 0;
};

Slopes slopes_at(std::span<const Checked> checked, double offset, double slope) {
    Slopes at{-offset_precision * offset, -slope_precision * (slope - 1), offset_precision, 0,
              slope_precision};
    for (const Checked& each : checked) {
        const double x = logit(each.belief);
        const double p = chance(offset + slope * x);
        const double error = (each.right ? 1 : 0) - p;
        const double weight = p * (1 - p);
        at.by_offset += error;
        at.by_slope += error * x;
        at.offset_offset += weight;
        at.offset_slope += weight * x;
        at.slope_slope += weight * x * x;
    }
    return at;
}

double penalised_likelihood(std::span<const Checked> checked, double offset, double slope) {
    double sum =
        -offset_precision * offset * offset / 2 - slope_precision * (slope - 1) * (slope - 1) / 2;
    for (const Checked& each : checked) {
        const double x = offset + slope * logit(each.belief);
        sum -= std::log1p(std::exp(each.right ? -x : x));
    }
    return sum;
}

}  // namespace

Calibration::Calibration(std::span<const Checked> checked) {
    if (checked.size() < checked_min) return;
    fitted_ = true;
    double likelihood = penalised_likelihood(checked, line_.offset, line_.slope);
    for (int step = 0; step < steps_max; ++step) {
        const Slopes at = slopes_at(checked, line_.offset, line_.slope);
        const double scale = at.offset_offset * at.slope_slope - at.offset_slope * at.offset_slope;
        double by_offset = (at.by_offset * at.slope_slope - at.by_slope * at.offset_slope) / scale;
        double by_slope = (at.by_slope * at.offset_offset - at.by_offset * at.offset_slope) / scale;
        double next =
            penalised_likelihood(checked, line_.offset + by_offset, line_.slope + by_slope);
        while (next < likelihood && std::abs(by_offset) + std::abs(by_slope) > step_min) {
            by_offset /= 2;
            by_slope /= 2;
            next = penalised_likelihood(checked, line_.offset + by_offset, line_.slope + by_slope);
        }
        line_.offset += by_offset;
        line_.slope += by_slope;
        if (next - likelihood < step_min) break;
        likelihood = next;
    }
    line_.slope = std::max(line_.slope, 0.0);
    const Slopes at = slopes_at(checked, line_.offset, line_.slope);
    const double scale = at.offset_offset * at.slope_slope - at.offset_slope * at.offset_slope;
    line_.offset_variance = at.slope_slope / scale;
    line_.slope_variance = at.offset_offset / scale;
    line_.covariance = -at.offset_slope / scale;
}

double Calibration::variance_at(double x) const {
    return line_.offset_variance + 2 * line_.covariance * x + line_.slope_variance * x * x;
}

double Calibration::corrected(double belief) const {
    if (!fitted_) return belief;
    const double x = logit(belief);
    return chance((line_.offset + line_.slope * x) /
                  std::sqrt(1 + variance_at(x) * logistic_as_normal));
}

bool Calibration::is_out_of_reach(double level) const {
    if (!fitted_ || line_.slope_variance * slope_precision > doubt_left_max) return false;
    const double x = logit(1);
    return chance(line_.offset + line_.slope * x - deviations_below * std::sqrt(variance_at(x))) <
           level;
}

bool Calibration::is_borne_out(std::span<const Checked> checked, double level) const {
    if (checked.size() < shown_from) return true;
    const auto shown = std::ranges::count_if(
        checked, [&](const Checked& each) { return corrected(each.belief) >= level; });
    const double all = static_cast<double>(checked.size());
    return static_cast<double>(shown) >= std::max(shown_min, shown_share_min * all);
}

}  // namespace kazi::taskflow::quality
