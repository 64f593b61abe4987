// SPDX-License-Identifier: Apache-2.0
// The end of a campaign as commits: items that were left open, and the escrow that goes back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gateway/store/batch.hpp"
#include "taskflow/ids.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::engine {

struct StoppedPage {
    std::string cell;
    const taskflow::Campaign& campaign;
    std::uint32_t first = 0;  ///< index of the page's first item
    taskflow::Instant at = 0;
};

/// Closes the items of a page that are still open, with what their answers say so far.
[[nodiscard]] store::Batch plan_stopped_items(const StoppedPage& page,
                                              const std::vector<std::optional<std::string>>& states,
                                              const std::vector<std::optional<std::string>>& items);

/// Marks a campaign finished and gives what its escrow holds back to the client's funds.
[[nodiscard]] store::Batch plan_campaign_end(const std::string& cell,
                                             const taskflow::Campaign& campaign,
                                             std::uint32_t version, std::int64_t escrow_micro);

/// The pay and fees of all answers, and the pay of all lessons, that the plan may still take, and
/// what was put aside for pay that misses the floor and for bonuses; less what was given of each
/// already.
[[nodiscard]] std::int64_t owed_micro(const taskflow::Campaign& campaign, std::int64_t answers,
                                      std::int64_t lesson_pay_micro = 0,
                                      std::int64_t top_ups_micro = 0,
                                      std::int64_t bonuses_micro = 0);

/// What an escrow holds beyond what it may still owe: as much as messages may cost, so that they
/// never use that up. At least 0.
[[nodiscard]] std::int64_t message_room(std::int64_t escrow_micro, std::int64_t owed_micro);

/// The field of the balances hash that holds a campaign's escrow.
[[nodiscard]] std::string escrow_field(const taskflow::Campaign& campaign);

/// "c42": how the ledger and the API name a campaign.
[[nodiscard]] std::string campaign_name(std::uint32_t number);

}  // namespace kazi::gateway::engine
