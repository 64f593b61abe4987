// SPDX-License-Identifier: Apache-2.0
// Which events may lead to a question, and which campaigns it can be of.
#pragma once

#include <cstdint>
#include <vector>

#include "taskflow/context.hpp"
#include "taskflow/event.hpp"
#include "taskflow/tasks/assignment.hpp"

namespace kazi::gateway::engine {

/// A timer or the end of a payout never leads to a new question.
[[nodiscard]] bool may_ask(const taskflow::Event& event);

/// Of an offer: the campaign that is offered; of any other event all of them.
[[nodiscard]] std::vector<taskflow::OpenCampaign> offered_only(
    std::vector<taskflow::OpenCampaign> open, const taskflow::Event& event);

/// One of a campaign is as good as the next, and each costs its decoding.
[[nodiscard]] bool has_candidate_of(const taskflow::Context& context, std::uint32_t campaign);

}  // namespace kazi::gateway::engine
