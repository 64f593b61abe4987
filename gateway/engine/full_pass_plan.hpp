// SPDX-License-Identifier: Apache-2.0
// A campaign's full pass as an event: which answers it goes over, what comes of them, one commit.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "gateway/records/campaign_json.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/store/batch.hpp"
#include "taskflow/effect.hpp"
#include "taskflow/quality/full_pass.hpp"
#include "taskflow/tasks/item.hpp"

namespace kazi::gateway::engine {

/// An item as it was closed.
struct SettledItem {
    std::uint32_t index = 0;
    taskflow::ItemState state;
};

/// A value that can be handed to another thread.
struct FullPass {
    taskflow::Campaign campaign;
    std::vector<taskflow::quality::LogEntry> entries;
    std::vector<taskflow::quality::KnownItem> known;
    std::vector<taskflow::WorkerId> workers = {};  ///< by the numbers in `entries`
};

/// An item whose answers, seen together, say otherwise than when it was closed.
struct Revision {
    SettledItem item;
    taskflow::quality::ItemBelief belief;
    std::vector<taskflow::Evidence> evidence;  ///< what it says of its workers now, beside before
};

/// The entries that a pass due by now goes over; empty: none is due, or the questions have no
/// classes. The same for everybody who follows the journal, whenever they look.
[[nodiscard]] std::span<const taskflow::quality::LogEntry> due_entries(
    const taskflow::Campaign& campaign, std::span<const taskflow::quality::LogEntry> recorded);

/// What was learned, and what may revise a closed item: the beliefs that are as sure as the
/// campaign asks for (.95 where it asks for more, or for a number of answers), in the items' order.
/// Gold is left out: others were judged by it.
[[nodiscard]] taskflow::quality::Passed result_of(const FullPass& pass);

/// True when this closed item has another label by now.
[[nodiscard]] bool says_otherwise(const taskflow::quality::Passed& passed, const SettledItem& item);

/// Of those among `settled` of which the pass says otherwise, by index.
[[nodiscard]] std::vector<Revision> revisions_of(const FullPass& pass,
                                                 const taskflow::quality::Passed& passed,
                                                 std::vector<SettledItem> settled);

/// Puts it into the campaign's record, if that is still as it was.
[[nodiscard]] store::Batch plan_learned(const std::string& cell,
                                        const records::StoredCampaign& before,
                                        taskflow::quality::Learned learned);

/// One item's revision as one event: its state, its workers' counts, its result once more and a
/// line of the journal, if the state is still as the pass saw it. So it is applied once, by whoever
/// comes first. `before`: the item's result so far.
[[nodiscard]] store::Batch plan_revision(const std::string& cell,
                                         const taskflow::Campaign& campaign,
                                         const Revision& revision,
                                         const records::ItemResult& before, taskflow::Instant at);

}  // namespace kazi::gateway::engine
