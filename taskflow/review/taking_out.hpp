// SPDX-License-Identifier: Apache-2.0
// What is left of an item when one of its answers is refused for good.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "taskflow/effect.hpp"
#include "taskflow/tasks/campaign.hpp"
#include "taskflow/tasks/item.hpp"

namespace kazi::taskflow {

struct AnswerTakenOut {
    ItemState state;                   ///< with the version that was read
    bool asks_again = false;           ///< the item wants an answer in its place: one opening more
    bool reopens = false;              ///< of these: it was settled before
    bool settled = false;              ///< it is (still) sure enough without it
    std::vector<Evidence> taken_back;  ///< of an item that reopens: what it said of workers
};

/// Weighs an item without this worker's answer. `may_buy`: its campaign can have another one in its
/// place; otherwise a settled item stays settled by what is left, and an open one is not touched.
/// Nothing: her answer is none of the item's, or stays.
[[nodiscard]] std::optional<AnswerTakenOut> take_out(const Campaign& campaign,
                                                     const ItemState& before,
                                                     const WorkerId& worker, bool may_buy,
                                                     std::optional<std::uint16_t> gold);

}  // namespace kazi::taskflow
