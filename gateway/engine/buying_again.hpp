// SPDX-License-Identifier: Apache-2.0
// An answer that was refused for good leaves its item; where the campaign goes on, somebody else is
// asked in its place.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gateway/records/review_record.hpp"
#include "gateway/store/batch.hpp"
#include "taskflow/tasks/campaign.hpp"
#include "taskflow/tasks/item.hpp"

namespace kazi::gateway::engine {

/// The item that the refused answer belongs to, and whether its campaign can have another one.
struct RefusedItem {
    taskflow::ItemState state;
    taskflow::Item content;
    std::uint32_t campaign_version = 0;
    /// What the escrow holds beyond all that it may owe. The pay and fee of the refused answer go
    /// back to it, and what another one may cost beyond them comes out of this.
    std::int64_t room_micro = 0;
};

struct RefusalWrites {
    bool asks_again = false;  ///< then pay and fee go to the escrow; else to the client's funds
    std::vector<store::Guard> guards;
    std::vector<store::Write> writes;
};

/// What a refusal for good writes about its item: its state, its result once more, or one opening.
/// Guards: the item is still so; if somebody is asked again, the campaign, too.
[[nodiscard]] RefusalWrites plan_refusal(const records::ReviewName& name,
                                         const records::Review& review,
                                         const taskflow::Campaign& campaign,
                                         const RefusedItem& item, taskflow::Instant at);

}  // namespace kazi::gateway::engine
