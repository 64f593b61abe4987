// SPDX-License-Identifier: Apache-2.0
// The accounts that the configuration names, as a market's payer uses them.
#pragma once

#include "config/config.hpp"
#include "gateway/payer/settings.hpp"

namespace kazi::gateway::app {

/// All accounts of a market; none when nobody pays there. Throws config::ConfigError on a codec
/// that is not one of ours, or that lacks what it can't do without.
[[nodiscard]] payer::PayerSettings payer_settings(const config::Config& config,
                                                  const config::Market& market);

}  // namespace kazi::gateway::app
