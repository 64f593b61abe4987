// SPDX-License-Identifier: Apache-2.0
// The campaign in which others compare a campaign's texts, as far as its client pays for it.
#pragma once

#include <boost/system/result.hpp>
#include <optional>

#include "gateway/api/escrow_need.hpp"
#include "gateway/api/market.hpp"
#include "gateway/api/problem.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::api {

/// Made with its pay, fee and wages; its number is the caller's to give. Nothing: none is wanted.
/// Fails: a pay below the market's floor for such a choice, or beyond what can be paid.
[[nodiscard]] boost::system::result<std::optional<taskflow::Campaign>, Problem> comparison_of(
    const taskflow::Campaign& campaign, const Market& market);

}  // namespace kazi::gateway::api
