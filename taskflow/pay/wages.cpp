// SPDX-License-Identifier: Apache-2.0
#include "taskflow/pay/wages.hpp"

#include <algorithm>
#include <numeric>

namespace kazi::taskflow {

std::uint8_t effort_step(std::uint64_t seconds) {
    const auto* const at = std::lower_bound(effort_steps.begin(), effort_steps.end(), seconds);
    return static_cast<std::uint8_t>(at - effort_steps.begin());
}

std::optional<std::uint32_t> median_effort_seconds(const EffortCounts& counts) {
    const std::int64_t all = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    if (all < effort_samples_min) return std::nullopt;
    std::int64_t so_far = 0;
    for (std::size_t step = 0; step < effort_steps.size(); ++step) {
        so_far += counts[step];
        if (so_far * 2 >= all) return effort_steps[step];
    }
    return effort_steps.back();
}

std::int64_t least_pay_micro(std::int64_t floor_hour_micro, std::uint32_t effort_seconds) {
    constexpr std::int64_t hour_seconds = 3600;
    // The whole and the remainder apart: an hour's floor times the seconds could overflow.
    const std::int64_t whole = floor_hour_micro / hour_seconds * effort_seconds;
    const std::int64_t rest = floor_hour_micro % hour_seconds * effort_seconds;
    return whole + (rest + hour_seconds - 1) / hour_seconds;
}

std::int64_t top_up_micro(const CampaignWages& wages, std::int64_t pay_micro,
                          const EffortCounts& measured) {
    const auto seconds = median_effort_seconds(measured);
    if (!seconds) return 0;
    const std::int64_t lacks = least_pay_micro(wages.floor_hour_micro, *seconds) - pay_micro;
    return std::clamp<std::int64_t>(lacks, 0, wages.reserve_micro);
}

}  // namespace kazi::taskflow
