// SPDX-License-Identifier: Apache-2.0
// What is believed of an item whose answerers are known by a coin: numbers, days, texts, rankings,
// and lists too long for a matrix. Answers that are near each other bear each other out.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "taskflow/quality/nearness.hpp"
#include "taskflow/tasks/item.hpp"

namespace kazi::taskflow::quality {

class CoinBelief {
public:
    /// `classes`: how many different answers there could be, as far as chance is concerned. The
    /// answer at `left_out`, if there is one, does not count.
    CoinBelief(std::span<const GivenAnswer> answers, Nearness nearness, std::uint32_t classes,
               std::optional<std::size_t> left_out = {});

    /// The label that most of what is believed lies near, the lowest of equals. 0 without labels.
    [[nodiscard]] std::uint16_t best() const;
    /// The chance that who gives this label is right: that the truth is within a tolerance of it.
    [[nodiscard]] double chance(std::size_t label) const;
    /// How much an answer can be held against this: 0 when nothing is known, 1 when all is.
    [[nodiscard]] double sureness() const;

private:
    [[nodiscard]] double near(std::size_t label) const;

    Nearness nearness_;
    double classes_;
    std::vector<double> shares_;  ///< of each label; what is missing to 1: none of them is true
};

}  // namespace kazi::taskflow::quality
