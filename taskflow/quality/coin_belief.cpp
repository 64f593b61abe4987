// SPDX-License-Identifier: Apache-2.0
// Each label is a place where the truth may lie. An answer speaks for a place as far as it is near:
// for the odds of its giver at the place itself, for nothing far away. Labels that crowd together
// share the prior of one, else a cloud of neighbours would outvote a point that all agree on.
// Multiplications and divisions only, so that every compiler comes to the same.
#include "taskflow/quality/coin_belief.hpp"

#include <algorithm>
#include <utility>

namespace kazi::taskflow::quality {

namespace {

/// Two chances that differ by less are equal: rounding must not decide.
constexpr double equal_within = 1e-6;

/// How much likelier this answer is when its label is the true one than when another is.
double odds(const GivenAnswer& answer, double classes) {
    const std::uint32_t right = std::clamp<std::uint32_t>(answer.reliability_permille, 1, 999);
    return right * (classes - 1) / (1000.0 - right);
}

std::vector<double> priors(const Nearness& nearness) {
    std::vector<double> weights(nearness.labels());
    for (std::size_t label = 0; label < weights.size(); ++label) {
        double crowd = 0;
        for (std::size_t other = 0; other < weights.size(); ++other)
            crowd += nearness.between(label, other);
        weights[label] = 1 / crowd;
    }
    return weights;
}

/// What nobody said is as likely as the classes that are left, and one of them is left always.
double prior_of_the_rest(const std::vector<double>& weights, double classes, bool listed) {
    double said = 0;
    for (const double weight : weights)
        said += weight;
    return listed ? 0 : std::max(1.0, classes - said);
}

void weigh(std::vector<double>& weights, double& rest, const GivenAnswer& answer,
           const Nearness& nearness, double classes) {
    const double gain = odds(answer, classes) - 1;
    double greatest = rest;
    for (std::size_t place = 0; place < weights.size(); ++place) {
        weights[place] *= 1 + nearness.between(place, answer.label) * gain;
        greatest = std::max(greatest, weights[place]);
    }
    for (double& weight : weights)
        weight /= greatest;
    rest /= greatest;
}

}  // namespace

CoinBelief::CoinBelief(std::span<const GivenAnswer> answers, Nearness nearness,
                       std::uint32_t classes, std::optional<std::size_t> left_out)
    : nearness_(std::move(nearness)),
      classes_(std::max<std::uint32_t>(2, classes)),
      shares_(priors(nearness_)) {
    double rest = prior_of_the_rest(shares_, classes_, nearness_.listed());
    for (std::size_t nth = 0; nth < answers.size(); ++nth) {
        if (nth != left_out) weigh(shares_, rest, answers[nth], nearness_, classes_);
    }
    double sum = rest;
    for (const double share : shares_)
        sum += share;
    for (double& share : shares_)
        share /= sum;
}

std::uint16_t CoinBelief::best() const {
    std::size_t best = 0;
    for (std::size_t label = 1; label < shares_.size(); ++label) {
        if (near(label) > near(best) + equal_within) best = label;
    }
    return static_cast<std::uint16_t>(best);
}

double CoinBelief::chance(std::size_t label) const {
    double sum = 0;
    for (std::size_t place = 0; place < shares_.size(); ++place)
        sum += nearness_.same(place, label) ? shares_[place] : 0;
    return sum;
}

double CoinBelief::near(std::size_t label) const {
    double sum = 0;
    for (std::size_t place = 0; place < shares_.size(); ++place)
        sum += shares_[place] * nearness_.between(place, label);
    return sum;
}

double CoinBelief::sureness() const {
    if (shares_.empty()) return 0;
    return std::max(0.0, (chance(best()) * classes_ - 1) / (classes_ - 1));
}

}  // namespace kazi::taskflow::quality
