// SPDX-License-Identifier: Apache-2.0
// The line of the result log for an item that came to its end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "gateway/records/item_record.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::engine {

struct ItemOfCampaign {
    const taskflow::Campaign& campaign;
    std::uint32_t index = 0;
    std::string id;                          ///< the client's
    std::optional<std::uint16_t> gold = {};  ///< its label, where that is known beforehand
};

/// The line of the result log for an item that came to its end, by the answers in its state.
[[nodiscard]] records::ItemResult item_result(const ItemOfCampaign& item,
                                              const taskflow::ItemState& state,
                                              records::ItemOutcome outcome, taskflow::Instant at);

/// The next stored form of an item's state. A settled one has no answers, which stand in its
/// result, unless its client may still refuse one of them. Null: a campaign without reviews.
[[nodiscard]] std::string packed_state(const taskflow::ItemState& state,
                                       const taskflow::Campaign* campaign);

}  // namespace kazi::gateway::engine
