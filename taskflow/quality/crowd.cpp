// SPDX-License-Identifier: Apache-2.0
// Additions, multiplications and divisions of doubles only (but in `information`), in one order:
// IEEE 754 rounds those exactly, so every compiler gives the same bits.
#include "taskflow/quality/crowd.hpp"

#include <algorithm>
#include <cmath>

namespace kazi::taskflow::quality {

namespace {

/// No answer is impossible: leaving out rounds a little below what was counted.
constexpr double chance_min = 1e-9;

}  // namespace

Crowd::Crowd(std::size_t classes, std::size_t workers, const CrowdSettings& settings)
    : settings_(settings),
      classes_(classes),
      counts_(workers * width()),
      pool_(width()),
      items_(classes),
      shares_(classes),
      common_(classes * classes),
      mean_right_(settings.start_right) {
    refresh();
}

void Crowd::clear() {
    std::fill(counts_.begin(), counts_.end(), 0.0);
    std::fill(pool_.begin(), pool_.end(), 0.0);
    std::fill(items_.begin(), items_.end(), 0.0);
}

void Crowd::count(std::uint32_t worker, std::uint32_t label, std::span<const double> change) {
    double* hers = &counts_[worker * width()];
    double* pooled = pool_.data();
    for (std::size_t truth = 0; truth < classes_; ++truth) {
        hers[truth * classes_ + label] += change[truth];
        hers[row_sum_at(truth)] += change[truth];
        pooled[truth * classes_ + label] += change[truth];
        pooled[row_sum_at(truth)] += change[truth];
    }
    hers[right_at()] += change[label];
    pooled[right_at()] += change[label];
}

void Crowd::add(std::uint32_t worker, std::uint32_t label, std::span<const double> belief) {
    count(worker, label, belief);
    counts_[worker * width() + seen_at()] += 1;
    pool_[seen_at()] += 1;
}

void Crowd::shift(std::uint32_t worker, std::uint32_t label, std::span<const double> change) {
    count(worker, label, change);
}

void Crowd::add_item(std::span<const double> change) {
    for (std::size_t label = 0; label < classes_; ++label)
        items_[label] += change[label];
}

void Crowd::refresh() {
    const double classes = static_cast<double>(classes_);
    const double start = settings_.start_weight;
    const double seen = pool_[seen_at()];
    mean_right_ = (pool_[right_at()] + settings_.start_right * start) / (seen + start);
    const double even = (settings_.even_share * seen + start) / classes;
    const double wrong = classes_ > 1 ? (1 - mean_right_) / (classes - 1) : 0;
    for (std::size_t truth = 0; truth < classes_; ++truth) {
        for (std::size_t label = 0; label < classes_; ++label) {
            const double guess = truth == label ? mean_right_ : wrong;
            common_[truth * classes_ + label] = (pool_[truth * classes_ + label] + even * guess) /
                                                (pool_[row_sum_at(truth)] + even);
        }
    }
    double items = 0;
    for (const double each : items_)
        items += each;
    for (std::size_t label = 0; label < classes_; ++label) {
        const double believed = items > 0 ? items_[label] / items : 1 / classes;
        shares_[label] =
            (believed + settings_.class_evenness / classes) / (1 + settings_.class_evenness);
    }
}

Crowd::Coin Crowd::coin_of(const double* counts, double left_out_right,
                           double left_out_seen) const {
    const double weight = settings_.coin_weight;
    const double right = (counts[right_at()] - left_out_right + weight * mean_right_) /
                         (counts[seen_at()] - left_out_seen + weight);
    return {right, classes_ > 1 ? (1 - right) / static_cast<double>(classes_ - 1) : 0};
}

double Crowd::chance(const double* counts, std::size_t truth, std::size_t label, double left_out,
                     const Coin& coin) const {
    const double own = truth == label ? coin.right : coin.wrong;
    const double anchor = settings_.pooled_share * common_[truth * classes_ + label] +
                          (1 - settings_.pooled_share) * own;
    const double weight = settings_.anchor_weight;
    const double meant = (counts[truth * classes_ + label] - left_out + weight * anchor) /
                         (counts[row_sum_at(truth)] - left_out + weight);
    const double slipped = settings_.slip / static_cast<double>(classes_);
    return std::max((1 - settings_.slip) * meant + slipped, chance_min);
}

void Crowd::weigh(std::uint32_t worker, std::uint32_t label, std::span<const double> own,
                  std::span<double> product) const {
    const double* counts = &counts_[worker * width()];
    const Coin coin = coin_of(counts, own[label], 1);
    double greatest = 0;
    for (std::size_t truth = 0; truth < classes_; ++truth) {
        product[truth] *= chance(counts, truth, label, own[truth], coin);
        greatest = std::max(greatest, product[truth]);
    }
    for (double& each : product)
        each /= greatest;
}

double Crowd::information(std::uint32_t worker) const {
    const double* counts = &counts_[worker * width()];
    const Coin coin = coin_of(counts, 0, 0);
    const double even = 1 / static_cast<double>(classes_);
    double known = 0;
    for (std::size_t label = 0; label < classes_; ++label) {
        double share = 0;
        for (std::size_t truth = 0; truth < classes_; ++truth) {
            const double each = chance(counts, truth, label, 0, coin);
            share += even * each;
            known += even * each * std::log(each);
        }
        known -= share * std::log(share);
    }
    return known;
}

}  // namespace kazi::taskflow::quality
