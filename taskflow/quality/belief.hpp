// SPDX-License-Identifier: Apache-2.0
// The narrow door of the answer-quality room: from answers to what is probably true.
#pragma once

#include <cstdint>
#include <span>

#include "taskflow/campaign.hpp"
#include "taskflow/effect.hpp"
#include "taskflow/item.hpp"
#include "taskflow/worker.hpp"

namespace kazi::taskflow::quality {

struct Verdict {
    std::uint16_t best_label = 0;
    std::uint32_t confidence_ppm = 0;  ///< posterior of the best label
    bool settled = false;              ///< no further answer is wanted
};

/// Chance in thousandths that she is right on a question with this many classes.
/// A new worker is neither trusted nor condemned.
[[nodiscard]] std::uint16_t reliability_permille(const Skill& skill, std::uint32_t class_count);

/// The posterior over an item's labels from its answers (one-coin model, uniform prior), and
/// whether the plan asks for more. Deterministic: the same answers give the same numbers.
[[nodiscard]] Verdict judge(std::span<const GivenAnswer> answers, std::uint32_t class_count,
                            const Redundancy& plan);

/// What a settled item says about each of its answerers: agreement with the posterior of the
/// *other* answers, so that nobody is her own judge.
[[nodiscard]] std::vector<Evidence> evidence(std::span<const GivenAnswer> answers,
                                             std::uint32_t class_count);

}  // namespace kazi::taskflow::quality
