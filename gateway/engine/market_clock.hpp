// SPDX-License-Identifier: Apache-2.0
// What time it is for a worker: the market's zone, with daylight saving where there is any.
#pragma once

#include <functional>
#include <string>

#include "taskflow/context.hpp"

namespace kazi::gateway::engine {

/// Local time in an IANA zone. Throws std::runtime_error on a zone that the system does not know.
[[nodiscard]] std::function<taskflow::LocalTime(taskflow::Instant)> market_clock(
    const std::string& zone);

}  // namespace kazi::gateway::engine
