// SPDX-License-Identifier: Apache-2.0
// What the crowd holds true, and how far each worker is from a guess: worked out from the answers
// alone, so that a worker can be held against everybody else.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "taskflow/signals/record.hpp"

namespace kazi::taskflow::signals {

/// Probabilities over the labels of one item.
using Belief = std::vector<double>;

/// One skill for each worker: 0 guesses, 1 is always right. Her chance to be right among k labels
/// is 1/k + skill (1 − 1/k); when she is wrong, she is wrong evenly.
class CrowdView {
public:
    explicit CrowdView(const Record& record);

    [[nodiscard]] double skill(std::uint32_t worker) const { return skills_[worker]; }
    /// Of the workers who answered enough to be told apart; the middle one.
    [[nodiscard]] double usual_skill() const { return usual_; }
    /// How many of her answers somebody else answered too.
    [[nodiscard]] std::uint32_t compared(std::uint32_t worker) const { return compared_[worker]; }

    /// What the others hold true: the item's belief without the answers of these workers. Never
    /// quite sure, since a hard item misleads many alike.
    [[nodiscard]] Belief without(std::uint32_t item, std::span<const std::uint32_t> workers) const;
    [[nodiscard]] Belief without(std::uint32_t item, std::uint32_t worker) const {
        return without(item, std::span(&worker, 1));
    }

private:
    void weigh_all();
    void learn();

    const Record& record_;
    std::vector<double> skills_;
    std::vector<std::uint32_t> compared_;
    std::vector<std::vector<double>> weights_;  ///< item → log weight of each label
    double usual_ = 0;
};

/// Chance to be right among `classes` labels.
[[nodiscard]] double chance_right(double skill, std::uint32_t classes);

/// Chance that a worker of this skill says `label`, when this is believed of the item.
[[nodiscard]] double chance_of(double skill, const Belief& belief, std::uint32_t label);

}  // namespace kazi::taskflow::signals
