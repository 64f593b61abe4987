// SPDX-License-Identifier: Apache-2.0
// How near two answers to an open question are: 4.95 and 5 mean the same price, "nairobi" and
// "nairoby" the same town. Who is near the truth is as good as right.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "taskflow/tasks/campaign.hpp"

namespace kazi::taskflow::quality {

/// Between every two of an item's labels: 1 for the same, 0 for answers that have nothing in
/// common. Symmetric; made with additions, multiplications and divisions alone.
class Nearness {
public:
    /// Labels of a list: each is near itself only.
    explicit Nearness(std::size_t labels) : labels_(labels), listed_(true) {}
    /// Between these kept answers, by what such a question asks for: amounts by their distance as a
    /// share of their size, days and ratings by steps, words by letters and words in common,
    /// several options by how many of them are the same, rankings by the pairs that they order
    /// alike. `amount_tolerance` is that share, above 0.
    Nearness(const Question& question, const std::vector<std::string>& labels,
             double amount_tolerance);

    [[nodiscard]] std::size_t labels() const { return labels_; }
    /// True when there are no other answers than these.
    [[nodiscard]] bool listed() const { return listed_; }
    [[nodiscard]] double between(std::size_t one, std::size_t other) const {
        if (one == other) return 1;
        if (listed_ || one >= labels_ || other >= labels_) return 0;
        return near_[one * labels_ + other];
    }
    /// Whether one is right where the other is true: they are within a tolerance of each other.
    [[nodiscard]] bool same(std::size_t one, std::size_t other) const {
        constexpr double at_one_tolerance = 0.25;
        return between(one, other) >= at_one_tolerance;
    }

private:
    std::size_t labels_;
    bool listed_ = false;
    std::vector<double> near_ = {};  ///< row by row; empty: of a list
};

}  // namespace kazi::taskflow::quality
