// SPDX-License-Identifier: Apache-2.0
// What a seed stands for: how big its world is, which rules hold in it, and how often what fails.
#pragma once

#include <cstdint>
#include <vector>

#include "billing/provider.hpp"
#include "taskflow/context.hpp"
#include "taskflow/tasks/campaign.hpp"
#include "tests/sim/fate.hpp"

namespace kazi::sim {

/// One campaign of the world's client, and what the client does with it on the way.
struct CampaignPlan {
    taskflow::Campaign campaign;
    int start_minute = 0;   ///< 0: before the first daemon is up
    int pause_minute = -1;  ///< −1: never
    int stop_minute = -1;   ///< −1: never
};

/// A payout provider's manners: what it promises, and how long it knows a key.
struct ProviderPlan {
    billing::ProviderTraits traits;
    taskflow::Instant key_memory = 0;  ///< microseconds; 0: for ever
    bool lookup_by_reference = true;
};

struct Profile {
    std::uint64_t seed = 0;
    bool forgetful = false;  ///< the store syncs now and then, and a crash takes its tail
    int daemons = 1;
    int people = 4;
    int rough_minutes = 20;  ///< how long the faults go on
    Rates permille{};
    taskflow::Market market;
    std::vector<CampaignPlan> campaigns;
    bool reviews = false;   ///< the client looks at answers before they are paid
    bool chain = false;     ///< the second campaign takes the first one's results, the third its
    bool compares = false;  ///< the campaign asks for texts, and unsure ones are compared
    ProviderPlan provider;
};

/// Swarm: every seed draws its own rates, about half of them zero, so that rare combinations are
/// somebody's normal day.
[[nodiscard]] Profile draw_profile(std::uint64_t seed);

}  // namespace kazi::sim
