// SPDX-License-Identifier: Apache-2.0
// One item under several names: a chain has it in each of its steps, an appeal in a campaign of its
// own. Nobody is asked about it twice, whatever it is called.
#pragma once

#include <optional>
#include <vector>

#include "gateway/engine/board.hpp"
#include "taskflow/tasks/assignment.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::engine {

/// Her record, in which an item of an open campaign counts as seen, too, when she was asked about
/// it in another step of its chain, earlier or later, or to judge an appeal about it. Nothing: no
/// item in sight has two names, and her record says it all.
[[nodiscard]] std::optional<taskflow::Worker> as_seen_elsewhere(
    const taskflow::Worker& worker, const std::vector<taskflow::OpenCampaign>& open,
    const Board& board);

}  // namespace kazi::gateway::engine
