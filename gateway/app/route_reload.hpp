// SPDX-License-Identifier: Apache-2.0
// SIGHUP: a route's mapping or secrets change, and nobody's session is cut for it.
#pragma once

#include <string>

#include "gateway/app/cells.hpp"
#include "gateway/hooks/hooks.hpp"
#include "gateway/observe/log.hpp"

namespace kazi::gateway::app {

/// Takes over what the file now says of the routes that run: field names and shapes, secrets,
/// addresses, who may call, and the rest of what a dialect reads. A file with a fault changes
/// nothing. Everything else (a new route, another dialect or market, limits) waits for a restart; a
/// route that does is named in the log.
void reload_routes(const std::string& file, hooks::Hooks& hooks, Cells& cells, Metrics& metrics,
                   Log& log);

}  // namespace kazi::gateway::app
