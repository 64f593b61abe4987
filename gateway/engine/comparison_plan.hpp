// SPDX-License-Identifier: Apache-2.0
// "Which is better?" as commits: a text item that is not sure enough becomes an item of a campaign
// that compares, and that campaign's verdict becomes the item's result.
#pragma once

#include <optional>
#include <string>

#include "gateway/engine/chain_plan.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/store/batch.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::engine {

/// The campaign that compares the texts of this one: the same question and the same people, and two
/// texts to choose from. What it pays is still to be settled.
[[nodiscard]] taskflow::Campaign comparing_campaign(const taskflow::Campaign& campaign);

/// The item of the campaign that compares: as it was, with the two texts. Nothing: it is sure
/// enough, was stopped, or there are no two.
[[nodiscard]] std::optional<taskflow::Item> compared_item(const taskflow::Campaign& before,
                                                          const records::ItemResult& result,
                                                          taskflow::Item item);

/// A settled choice, and the item that it is about as it stands.
struct DueVerdict {
    std::string cell;
    std::uint32_t compares = 0;   ///< the campaign that the choice belongs to
    taskflow::Campaign campaign;  ///< the one that asked for the texts
    ChainCursor cursor;           ///< how far verdicts were told
    std::string id;               ///< of this one in the log
    records::ItemResult verdict;
    records::ItemResult result;  ///< the item's newest
    taskflow::ItemState state;
    taskflow::Instant at = 0;
};

/// One verdict as one event: the item's state, its result once more and a line of the journal. The
/// cursor's version guards it, so it is applied once. A choice that nobody made changes nothing.
[[nodiscard]] store::Batch plan_verdict(const DueVerdict& due);

}  // namespace kazi::gateway::engine
