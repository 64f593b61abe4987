// SPDX-License-Identifier: Apache-2.0
// The model of answer quality as small values: one worker's counts, the anchors of her crowd, and
// what an answer does to either. Whoever keeps these values (memory, a store) needs nothing else.
//
// A worker with few answers is taken for a mixture of two guesses about her: the crowd's common
// confusion (which classes people mix up), and a coin of her own (how often she is right,
// wherever). The more she answers, the more her own counts speak.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kazi::taskflow::quality {

/// Weights are in answers.
struct CrowdSettings {
    double anchor_weight = 6;     ///< a worker's anchor, in each row of her matrix
    double pooled_share = 0.5;    ///< of the crowd's confusion in the anchor; the rest is her coin
    double coin_weight = 10;      ///< the crowd's mean accuracy, in her coin
    double even_share = 0.3;      ///< of all answers, added to the crowd's confusion as even errors
    double class_evenness = 0.1;  ///< even class shares, beside the believed ones that weigh 1
    double slip = 0.03;           ///< of all answers are a slip of the finger, whoever gives them
    double start_right = 0.7;     ///< the crowd's mean accuracy before the first answer
    double start_weight = 20;
};

/// What a crowd's workers have in common.
struct Anchors {
    CrowdSettings settings;
    std::vector<double> class_shares;  ///< how often each class is true
    std::vector<double> common;        ///< chances [truth × classes + label]
    double mean_right = 0;

    [[nodiscard]] std::size_t classes() const { return class_shares.size(); }
};

/// A worker's counts are so many doubles: classes² soft counts [truth × classes + label], their row
/// sums, right answers, all answers. The sum of many workers' counts is counts, too.
[[nodiscard]] constexpr std::size_t counts_width(std::size_t classes) {
    return classes * classes + classes + 2;
}

using Counts = std::span<const double>;

/// Answers counted, and how many of them are believed to be right.
[[nodiscard]] double seen_in(Counts counts);
[[nodiscard]] double right_in(Counts counts);

/// Adds one answer to an item that is believed so.
void count_answer(std::span<double> counts, std::uint32_t label, std::span<const double> belief);

/// Follows a change of that item's belief. Additions commute: many may be on their way at once.
void count_change(std::span<double> counts, std::uint32_t label, std::span<const double> change);

/// Anchors from the sum of all counts, and the sum of all items' beliefs.
[[nodiscard]] Anchors anchors_from(const CrowdSettings& settings, Counts pool,
                                   std::span<const double> items);

/// Multiplies into `product` how likely each class makes this answer of hers, and scales it to a
/// greatest cell of 1. `own` is the belief with which the answer was counted: it is left out, so
/// that no answer bears itself out.
void weigh_answer(const Anchors& anchors, Counts counts, std::uint32_t label,
                  std::span<const double> own, std::span<double> product);

/// How likely she is to give this label if each class were true (`row`, a cell for each), by all
/// that is counted of her: for an answer that is not counted yet.
void answer_chances(const Anchors& anchors, Counts counts, std::uint32_t label,
                    std::span<double> row);

/// What one answer of hers would tell about an item that is believed so (a row that sums to 1), in
/// nats: mutual information with the truth.
[[nodiscard]] double information(const Anchors& anchors, Counts counts,
                                 std::span<const double> belief);

}  // namespace kazi::taskflow::quality
