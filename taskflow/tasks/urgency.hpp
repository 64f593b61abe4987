// SPDX-License-Identifier: Apache-2.0
// How much a campaign's client wants it before others.
#pragma once

#include <cstdint>

#include "taskflow/ids.hpp"

namespace kazi::taskflow {

struct CampaignUrgency {
    std::uint8_t priority = 50;  ///< 0 to 100
    Instant deadline = 0;        ///< 0: none

    friend bool operator==(const CampaignUrgency&, const CampaignUrgency&) = default;
};

/// What an answer here weighs beside one of a campaign in no hurry, in thousandths: 500 to 1500 by
/// priority, and up to twice that as the deadline comes near and when it is over.
[[nodiscard]] std::uint32_t urgency_permille(const CampaignUrgency& urgency, Instant now);

}  // namespace kazi::taskflow
