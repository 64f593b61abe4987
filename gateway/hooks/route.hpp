// SPDX-License-Identifier: Apache-2.0
// One connection to an aggregator at run time: its dialect, its settings, its cell.
#pragma once

#include <chrono>
#include <string>

#include "gateway/engine/engine.hpp"
#include "gateway/hooks/fence.hpp"
#include "gateway/observe/metrics.hpp"
#include "protocols/dialect.hpp"

namespace kazi::gateway::hooks {

/// Lives as long as the daemon.
struct Route {
    std::string name;
    const protocols::Dialect* dialect = nullptr;
    protocols::RouteSettings settings;
    engine::Cell* cell = nullptr;
    RouteMetrics* metrics = nullptr;
    int messages_per_second = 10;
    /// When a USSD turn must have its page; 0: as all routes.
    std::chrono::milliseconds ussd_deadline{0};
    Fence fence{};
    Alarm fence_alarm{};
    Alarm impossible_alarm{};
};

}  // namespace kazi::gateway::hooks
