// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/urgency.hpp"

#include <algorithm>

namespace kazi::taskflow {

namespace {

constexpr std::uint32_t permille = 1000;

/// From so long before the deadline on, nothing is more urgent.
constexpr Instant last_call_us = day_us;

std::uint32_t nearness_permille(Instant deadline, Instant now) {
    if (deadline == 0) return 0;
    const Instant left = std::max(deadline - now, last_call_us);
    return static_cast<std::uint32_t>(last_call_us * Instant{permille} / left);
}

}  // namespace

std::uint32_t urgency_permille(const CampaignUrgency& urgency, Instant now) {
    constexpr std::uint32_t lowest = 500;
    constexpr std::uint32_t each_step = 10;
    const std::uint32_t weight = lowest + each_step * urgency.priority;
    return weight * (permille + nearness_permille(urgency.deadline, now)) / permille;
}

}  // namespace kazi::taskflow
