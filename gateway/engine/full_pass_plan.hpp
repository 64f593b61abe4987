// SPDX-License-Identifier: Apache-2.0
// A campaign's full pass as an event: which answers it goes over, what comes of them, one commit.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "gateway/records/campaign_json.hpp"
#include "gateway/store/batch.hpp"
#include "taskflow/quality/full_pass.hpp"

namespace kazi::gateway::engine {

/// A value that can be handed to another thread.
struct FullPass {
    taskflow::Campaign campaign;
    std::vector<taskflow::quality::LogEntry> entries;
    std::vector<taskflow::quality::KnownItem> known;
};

/// The entries that a pass due by now goes over; empty: none is due, or the questions have no
/// classes. The same for everybody who follows the journal, whenever they look.
[[nodiscard]] std::span<const taskflow::quality::LogEntry> due_entries(
    const taskflow::Campaign& campaign, std::span<const taskflow::quality::LogEntry> recorded);

[[nodiscard]] taskflow::quality::Learned learned_by(const FullPass& pass);

/// Puts it into the campaign's record, if that is still as it was.
[[nodiscard]] store::Batch plan_learned(const std::string& cell,
                                        const records::StoredCampaign& before,
                                        taskflow::quality::Learned learned);

}  // namespace kazi::gateway::engine
