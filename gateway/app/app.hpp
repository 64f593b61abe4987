// SPDX-License-Identifier: Apache-2.0
// The daemon: what there is, how it starts, how it stops.
#pragma once

#include "config/config.hpp"

namespace kazi::gateway::app {

/// Runs the daemon until SIGTERM or SIGINT, then drains and ends. Returns the process's exit code:
/// 0 after a clean end, 1 when it could not start. Throws config::ConfigError on a setting that
/// only the daemon can judge.
[[nodiscard]] int serve(const config::Config& config);

}  // namespace kazi::gateway::app
