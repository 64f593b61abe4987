// SPDX-License-Identifier: Apache-2.0
// What is believed of workers: a confusion matrix each, anchored to what is known of all of them.
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

/// Soft counts of a crowd on one family of tasks. The counts of one worker are `width()` doubles
/// that stand together: what a store has to keep of her.
class Crowd {
public:
    Crowd(std::size_t classes, std::size_t workers, const CrowdSettings& settings);

    [[nodiscard]] std::size_t classes() const { return classes_; }
    [[nodiscard]] std::size_t workers() const { return counts_.size() / width(); }

    /// Doubles per worker: classes² soft counts, their row sums, right answers, all answers.
    [[nodiscard]] std::size_t width() const { return classes_ * classes_ + classes_ + 2; }
    [[nodiscard]] std::span<const double> counts_of(std::size_t worker) const {
        return std::span(counts_).subspan(worker * width(), width());
    }

    /// Forgets every answer and item, and keeps the anchors of the last `refresh`.
    void clear();

    /// Counts one answer to an item that is believed so.
    void add(std::uint32_t worker, std::uint32_t label, std::span<const double> belief);

    /// Counts it again after the item's belief changed by this much.
    void shift(std::uint32_t worker, std::uint32_t label, std::span<const double> change);

    /// Counts an item's belief, or a change of it, in the class shares.
    void add_item(std::span<const double> change);

    /// Works out anchors and class shares from the counts. Until then they stay as they were.
    void refresh();

    [[nodiscard]] std::span<const double> class_shares() const { return shares_; }

    /// Multiplies into `product` how likely each class makes this answer, and scales it to a
    /// greatest cell of 1. `own` is the belief with which the answer was counted: it is left out,
    /// so that no answer bears itself out.
    void weigh(std::uint32_t worker, std::uint32_t label, std::span<const double> own,
               std::span<double> product) const;

    /// What one answer of hers tells about an item of which nothing is known, in nats.
    [[nodiscard]] double information(std::uint32_t worker) const;

    /// Her answers, and how many of them are believed to be right.
    [[nodiscard]] double seen(std::uint32_t worker) const {
        return counts_[worker * width() + seen_at()];
    }
    [[nodiscard]] double right(std::uint32_t worker) const {
        return counts_[worker * width() + right_at()];
    }

private:
    /// Her coin once some of what was counted is left out.
    struct Coin {
        double right;
        double wrong;  ///< each wrong label
    };
    [[nodiscard]] std::size_t row_sum_at(std::size_t truth) const {
        return classes_ * classes_ + truth;
    }
    [[nodiscard]] std::size_t right_at() const { return classes_ * classes_ + classes_; }
    [[nodiscard]] std::size_t seen_at() const { return right_at() + 1; }
    [[nodiscard]] Coin coin_of(const double* counts, double left_out_right,
                               double left_out_seen) const;
    [[nodiscard]] double chance(const double* counts, std::size_t truth, std::size_t label,
                                double left_out, const Coin& coin) const;
    void count(std::uint32_t worker, std::uint32_t label, std::span<const double> change);

    CrowdSettings settings_;
    std::size_t classes_;
    std::vector<double> counts_;
    std::vector<double> pool_;    ///< the sum of all workers' counts
    std::vector<double> items_;   ///< soft counts of the classes
    std::vector<double> shares_;  ///< of the classes, shrunk
    std::vector<double> common_;  ///< the crowd's confusion, shrunk
    double mean_right_;
};

}  // namespace kazi::taskflow::quality
