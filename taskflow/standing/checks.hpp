// SPDX-License-Identifier: Apache-2.0
// Gold for one worker: how often, and which item.
//
// A gold item is settled like any other first. After that it is still asked, to learn about
// workers: such a check is a lease on one of the item's own checks, which are counted behind the
// openings of the campaign's items. It is paid as any answer is, and the item stays as it was.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "taskflow/quality/family.hpp"
#include "taskflow/tasks/assignment.hpp"
#include "taskflow/worker.hpp"

namespace kazi::taskflow {

/// Of her questions, how many in a million are gold: from the most, for whom nothing is known of,
/// towards the least as what is known of her grows firm. Both sums in thousandths.
[[nodiscard]] std::uint32_t gold_share_ppm(const GoldTerms& terms, std::uint64_t right_milli,
                                           std::uint64_t seen_milli);

struct GoldChoice {
    ItemRef item;
    bool check = false;  ///< the item has its answers already

    friend bool operator==(const GoldChoice&, const GoldChoice&) = default;
};

/// The gold item that her next question of this campaign is; nothing: it is none. A lot that only
/// her id and the number of her questions decide, so that it is the same however often it is asked,
/// and nobody can tell from outside. Never an item that she was asked before.
[[nodiscard]] std::optional<GoldChoice> choose_gold(const WorkerId& id, const Worker& worker,
                                                    const OpenCampaign& open,
                                                    std::span<const quality::FamilyCounts> hers,
                                                    std::uint16_t day);

/// Where the openings of this item's checks are counted.
[[nodiscard]] ItemRef check_place(const Campaign& campaign, std::uint32_t index);

/// Where the lease of her open question came from: the item, or its checks.
[[nodiscard]] ItemRef opening_of(const Worker& worker, const Campaign& campaign);

}  // namespace kazi::taskflow
