// SPDX-License-Identifier: Apache-2.0
// Whether a campaign pays what its market demands for an hour of work, and can pay it at all.
#pragma once

#include <boost/system/result.hpp>

#include "gateway/api/market.hpp"
#include "gateway/api/problem.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::api {

/// Fixes what an answer is taken to need, what a reply gives back, and what is put aside for
/// answers that take longer. The client may say that its question takes longer than usual, never
/// that it takes less. Fails: pay below the market's floor, with the least that would pass.
[[nodiscard]] boost::system::result<void, Problem> settle_wages(taskflow::Campaign& campaign,
                                                                const WageRules& rules);

/// The same, where answers to such questions took longer in campaigns before than is assumed.
[[nodiscard]] boost::system::result<void, Problem> settle_measured_wages(
    taskflow::Campaign& campaign, const WageRules& rules, const taskflow::EffortCounts& measured);

/// Fails: a cap that not one answer fits under, with what one costs. After `settle_wages`.
[[nodiscard]] boost::system::result<void, Problem> check_budget(const taskflow::Campaign& campaign);

}  // namespace kazi::gateway::api
