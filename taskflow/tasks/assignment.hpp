// SPDX-License-Identifier: Apache-2.0
// Which item a worker could be asked next.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "taskflow/quality/family.hpp"
#include "taskflow/tasks/campaign.hpp"
#include "taskflow/worker.hpp"

namespace kazi::taskflow {

/// A running campaign with the openings of its items: how many more leases each may give.
struct OpenCampaign {
    const Campaign* campaign = nullptr;
    std::span<const std::uint8_t> openings;  ///< one byte per item
    std::span<const std::uint8_t> checks{};  ///< one byte per gold item, in their order
    std::uint32_t weight_permille = 1000;    ///< how much an answer of hers is wanted for its price
    bool has_lesson_place = true;            ///< for somebody whom it did not teach yet
};

/// As it is stored: a byte for each item, then one for each gold item. Missing ones are 0.
[[nodiscard]] OpenCampaign open_campaign(const Campaign& campaign,
                                         std::span<const std::uint8_t> stored);

/// Up to `count` items for her, best first: of running campaigns in her language, with an opening
/// left, never one that she was asked before, nor of a campaign of which she had her share. Each
/// worker walks a campaign from a place of her own (from her id), so that work spreads and what she
/// has seen stays a few ranges. Gold is passed over while something else is left where its share is
/// decided apart. Campaigns come in the order of what her answers are worth there, beside an
/// average worker's, times their weight; who is new begins, among those of equal weight, wherever
/// her id says.
[[nodiscard]] std::vector<ItemRef> choose_items(const WorkerId& id, const Worker& worker,
                                                std::span<const OpenCampaign> campaigns,
                                                std::size_t count,
                                                std::span<const quality::FamilyCounts> hers = {});

}  // namespace kazi::taskflow
