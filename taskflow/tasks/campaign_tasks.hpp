// SPDX-License-Identifier: Apache-2.0
// How one campaign's questions may be put together.
#pragma once

#include <cstdint>

#include "taskflow/tasks/pack.hpp"

namespace kazi::taskflow {

struct CampaignTasks {
    /// Of its questions, how many one SMS may ask; 1: each comes alone. A worker gets as many as
    /// she handles, and fewer where they would not fit.
    std::uint8_t pack_at_most = pack_items_max;

    friend bool operator==(const CampaignTasks&, const CampaignTasks&) = default;
};

}  // namespace kazi::taskflow
