// SPDX-License-Identifier: Apache-2.0
// Additions, multiplications and divisions of doubles only (but in `information`), in one order:
// IEEE 754 rounds those exactly, so every compiler gives the same bits.
#include "taskflow/quality/worker_counts.hpp"

#include <algorithm>
#include <cmath>

namespace kazi::taskflow::quality {

namespace {

/// No answer is impossible: leaving out rounds a little below what was counted.
constexpr double chance_min = 1e-9;

/// Her coin once some of what was counted is left out.
struct Coin {
    double right;
    double wrong;  ///< each wrong label
};

double each_wrong(double right, std::size_t classes) {
    return classes > 1 ? (1 - right) / static_cast<double>(classes - 1) : 0;
}

Coin coin_of(const Anchors& anchors, Counts counts, double left_out_right, double left_out_seen) {
    const double weight = anchors.settings.coin_weight;
    const double right = (right_in(counts) - left_out_right + weight * anchors.mean_right) /
                         (seen_in(counts) - left_out_seen + weight);
    return {right, each_wrong(right, anchors.classes())};
}

double chance(const Anchors& anchors, Counts counts, std::size_t truth, std::size_t label,
              double left_out, const Coin& coin) {
    const CrowdSettings& settings = anchors.settings;
    const std::size_t classes = anchors.classes();
    const std::size_t cell = truth * classes + label;
    const double own = truth == label ? coin.right : coin.wrong;
    const double anchor =
        settings.pooled_share * anchors.common[cell] + (1 - settings.pooled_share) * own;
    const double weight = settings.anchor_weight;
    const double meant = (counts[cell] - left_out + weight * anchor) /
                         (counts[classes * classes + truth] - left_out + weight);
    const double slipped = settings.slip / static_cast<double>(classes);
    return std::max((1 - settings.slip) * meant + slipped, chance_min);
}

}  // namespace

double seen_in(Counts counts) {
    return counts.back();
}

double right_in(Counts counts) {
    return counts[counts.size() - 2];
}

void count_change(std::span<double> counts, std::uint32_t label, std::span<const double> change) {
    const std::size_t classes = change.size();
    for (std::size_t truth = 0; truth < classes; ++truth) {
        counts[truth * classes + label] += change[truth];
        counts[classes * classes + truth] += change[truth];
    }
    counts[counts.size() - 2] += change[label];
}

void count_answer(std::span<double> counts, std::uint32_t label, std::span<const double> belief) {
    count_change(counts, label, belief);
    counts.back() += 1;
}

Anchors anchors_from(const CrowdSettings& settings, Counts pool, std::span<const double> items) {
    const std::size_t classes = items.size();
    Anchors anchors{settings, std::vector<double>(classes), std::vector<double>(classes * classes)};
    const double seen = seen_in(pool);
    const double start = settings.start_weight;
    anchors.mean_right = (right_in(pool) + settings.start_right * start) / (seen + start);
    const double even = (settings.even_share * seen + start) / static_cast<double>(classes);
    const double wrong = each_wrong(anchors.mean_right, classes);
    for (std::size_t truth = 0; truth < classes; ++truth) {
        const double all = pool[classes * classes + truth] + even;
        for (std::size_t label = 0; label < classes; ++label) {
            const std::size_t cell = truth * classes + label;
            const double guess = truth == label ? anchors.mean_right : wrong;
            anchors.common[cell] = (pool[cell] + even * guess) / all;
        }
    }
    double sum = 0;
    for (const double each : items)
        sum += each;
    const double evenly = 1 / static_cast<double>(classes);
    const double evenness = settings.class_evenness;
    for (std::size_t label = 0; label < classes; ++label) {
        const double believed = sum > 0 ? items[label] / sum : evenly;
        anchors.class_shares[label] = (believed + evenness * evenly) / (1 + evenness);
    }
    return anchors;
}

void weigh_answer(const Anchors& anchors, Counts counts, std::uint32_t label,
                  std::span<const double> own, std::span<double> product) {
    const Coin coin = coin_of(anchors, counts, own[label], 1);
    double greatest = 0;
    for (std::size_t truth = 0; truth < product.size(); ++truth) {
        product[truth] *= chance(anchors, counts, truth, label, own[truth], coin);
        greatest = std::max(greatest, product[truth]);
    }
    for (double& each : product)
        each /= greatest;
}

void answer_chances(const Anchors& anchors, Counts counts, std::uint32_t label,
                    std::span<double> row) {
    const Coin coin = coin_of(anchors, counts, 0, 0);
    for (std::size_t truth = 0; truth < row.size(); ++truth)
        row[truth] = chance(anchors, counts, truth, label, 0, coin);
}

double information(const Anchors& anchors, Counts counts, std::span<const double> belief) {
    const Coin coin = coin_of(anchors, counts, 0, 0);
    double known = 0;
    for (std::size_t label = 0; label < belief.size(); ++label) {
        double share = 0;
        for (std::size_t truth = 0; truth < belief.size(); ++truth) {
            const double each = chance(anchors, counts, truth, label, 0, coin);
            share += belief[truth] * each;
            known += belief[truth] * each * std::log(each);
        }
        if (share > 0) known -= share * std::log(share);
    }
    return known;
}

}  // namespace kazi::taskflow::quality
