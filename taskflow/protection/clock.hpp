// SPDX-License-Identifier: Apache-2.0
// A worker's own clock, where her market has several zones.
#pragma once

#include <cstdint>

#include "taskflow/context.hpp"

namespace kazi::taskflow {

inline constexpr int hours_a_day = 24;

/// What her clock shows when the market's shows `market`.
[[nodiscard]] LocalTime on_her_clock(const LocalTime& market, std::int8_t quarters_ahead);

}  // namespace kazi::taskflow
