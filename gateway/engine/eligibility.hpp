// SPDX-License-Identifier: Apache-2.0
// Which campaigns a worker may answer, and how much her answers are wanted there.
#pragma once

#include <cstdint>
#include <span>

#include "taskflow/tasks/campaign.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::engine {

/// A worker on a local day. Views: they outlive it.
struct Asker {
    const taskflow::WorkerId& id;
    const taskflow::Worker& worker;
    std::span<const taskflow::quality::FamilyCounts> counts;
    std::uint16_t today = 0;
};

/// By level, badges, the client's lists, and what judges of an appeal may not have seen.
[[nodiscard]] bool may_answer(const Asker& asker, const taskflow::Campaign& campaign);

/// How much an answer of hers is wanted for its price, in thousandths: the campaign's urgency, over
/// what her level costs beside the common pay.
[[nodiscard]] std::uint32_t weight_permille(const Asker& asker, const taskflow::Campaign& campaign,
                                            taskflow::Instant now);

}  // namespace kazi::gateway::engine
