// SPDX-License-Identifier: Apache-2.0
// What the same crowd's answers would have cost the plain way: the same number of answers for every
// item, and a majority vote.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tests/simulator/recorded_answers.hpp"

namespace kazi::simulator::demo {

/// Share of items that a majority of so many answers gets right: element k is that of k + 1
/// answers for every item. Which answers come is left to chance, the mean over `draws` orders is
/// taken; labels that tie share the vote. As long as the item with the most answers has answers;
/// one that has fewer keeps what it has.
[[nodiscard]] std::vector<double> majority_accuracy(const RecordedAnswers& answers,
                                                    const Truth& truth, std::uint64_t seed,
                                                    int draws = 200);

/// The fewest answers for every item that are right as often as `accuracy`, between two counts by a
/// straight line. Nothing: all of them together are not.
[[nodiscard]] std::optional<double> answers_needed(const std::vector<double>& curve,
                                                   double accuracy);

/// A campaign beside the plain way at its own accuracy.
struct Saving {
    double answers_per_item = 0;  ///< that were paid
    double plain_per_item = 0;    ///< that a majority vote needs, or all there are
    bool reached = true;          ///< false: even all of them are right less often
    double plain_best = 0;        ///< share right by all of them

    /// Of the answers that the plain way pays for.
    [[nodiscard]] double share() const;
};

/// Nothing when the curve or the campaign is empty.
[[nodiscard]] std::optional<Saving> saving(const std::vector<double>& curve, double accuracy,
                                           double answers_per_item);

}  // namespace kazi::simulator::demo
