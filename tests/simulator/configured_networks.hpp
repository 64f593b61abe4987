// SPDX-License-Identifier: Apache-2.0
// The telco's networks out of the daemon's own configuration, so that nothing is told twice.
#pragma once

#include <string>
#include <vector>

#include "tests/simulator/telco/settings.hpp"

namespace kazi::simulator {

/// The other side of every route in that file; `daemon_url` is the daemon's public listener.
/// Countries are the route's, else the market's. Throws, in words for a person, where the daemon
/// would refuse the file.
[[nodiscard]] std::vector<telco::NetworkSettings> networks_from(const std::string& config_file,
                                                                const std::string& daemon_url);

}  // namespace kazi::simulator
