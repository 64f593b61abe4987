// SPDX-License-Identifier: Apache-2.0
// One connection to an aggregator at run time: its dialect, its settings, its cell.
#pragma once

#include <string>

#include "gateway/engine/engine.hpp"
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
};

}  // namespace kazi::gateway::hooks
