// SPDX-License-Identifier: Apache-2.0
// The narrow door of the answer-quality room: what the dialogue asks at each answer. Behind it
// stands the model of `online.hpp`, with a worker's counts as they were when she answered. Numbers,
// texts and long lists have no matrix: there a worker is known by a coin, and answers that are near
// each other bear each other out (`nearness.hpp`).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "taskflow/effect.hpp"
#include "taskflow/quality/stopping.hpp"
#include "taskflow/tasks/campaign.hpp"
#include "taskflow/tasks/item.hpp"
#include "taskflow/worker.hpp"

namespace kazi::taskflow::quality {

struct Verdict {
    std::uint16_t best_label = 0;
    std::uint32_t confidence_ppm = 0;  ///< chance that the best label is right, corrected by gold
    ItemStatus status = ItemStatus::open;
    bool settled = false;  ///< no further answer is wanted
};

/// A coin's chance in thousandths that she is right on a question with this many classes.
/// A new worker is neither trusted nor condemned.
[[nodiscard]] std::uint16_t reliability_permille(const Skill& skill, std::uint32_t class_count);

/// An answer as it joins its item: with what it weighs, by all that is known of its giver now.
[[nodiscard]] GivenAnswer weighed(const Campaign& campaign, const WorkerId& worker,
                                  std::uint16_t label, std::span<const FamilyCounts> hers);

/// The posterior over an item's labels from its answers, and whether the plan asks for more. Wrong
/// labels are equally likely where answers have no chances.
/// Deterministic: the same answers give the same numbers.
[[nodiscard]] Verdict judge(std::span<const GivenAnswer> answers, std::uint32_t class_count,
                            const Redundancy& plan, const std::optional<Learned>& learned = {});
/// The same by what the campaign asks: of numbers, days, texts and rankings the answer that most of
/// what is believed lies near, with the chance that the truth does.
[[nodiscard]] Verdict judge(const ItemState& state, const Campaign& campaign);

/// What a settled item says about each of its answerers: by its truth, where that is known. Else
/// one answer alone says nothing.
[[nodiscard]] std::vector<Evidence> evidence(const ItemState& state, const Campaign& campaign,
                                             std::optional<std::uint16_t> truth = {});

/// What a settled item says about an answer that came after it.
[[nodiscard]] Evidence late_evidence(const WorkerId& worker, const Campaign& campaign,
                                     std::uint16_t label, const ItemState& settled,
                                     std::optional<std::uint16_t> truth = {});

/// What an answer of hers tells here, beside what one of an average worker does: 1 for who is new,
/// 0 for who guesses. Where there is no matrix nothing is said, and that is 1, too.
[[nodiscard]] double relative_worth(const Campaign& campaign, std::span<const FamilyCounts> hers);

}  // namespace kazi::taskflow::quality
