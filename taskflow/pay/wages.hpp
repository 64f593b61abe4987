// SPDX-License-Identifier: Apache-2.0
// What an answer is worth in an hour: effort by the clock, a floor for pay, and what a reply costs.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "billing/money.hpp"
#include "taskflow/ids.hpp"

namespace kazi::taskflow {

/// What a campaign promises beside the pay. Fixed when it is made.
struct CampaignWages {
    std::uint32_t effort_seconds = 0;   ///< that an answer is taken to need; 0: not known
    std::int64_t reply_cost_micro = 0;  ///< given back for a reply by SMS, at most
    std::int64_t floor_hour_micro = 0;  ///< least pay for an hour of answering; 0: no floor
    std::int64_t reserve_micro = 0;  ///< put aside for each answer, to make up for a missed floor

    friend bool operator==(const CampaignWages&, const CampaignWages&) = default;
};

/// Upper ends of the steps that measured effort is counted in, in seconds; the last has none.
/// Stored by place: append only.
inline constexpr std::array<std::uint32_t, 15> effort_steps{3,  5,  8,  12, 16,  20,  25, 32,
                                                            40, 50, 65, 85, 115, 160, 240};
using EffortCounts = std::array<std::int64_t, effort_steps.size() + 1>;

/// The step of that many seconds.
[[nodiscard]] std::uint8_t effort_step(std::uint64_t seconds);

/// What half of the answers took no longer than, as the upper end of a step: in the worker's
/// favour. Nothing: fewer than `effort_samples_min` were measured.
[[nodiscard]] std::optional<std::uint32_t> median_effort_seconds(const EffortCounts& counts);
inline constexpr std::int64_t effort_samples_min = 20;

/// The least pay for an answer of that much effort that an hour's floor allows, rounded up to the
/// micro-unit. Floor and effort are not below zero.
[[nodiscard]] std::int64_t least_pay_micro(std::int64_t floor_hour_micro,
                                           std::uint32_t effort_seconds);

/// What one answer lacks to the floor by measured effort, as far as the reserve reaches; 0:
/// nothing, or too little was measured to say.
[[nodiscard]] std::int64_t top_up_micro(const CampaignWages& wages, std::int64_t pay_micro,
                                        const EffortCounts& measured);

}  // namespace kazi::taskflow
