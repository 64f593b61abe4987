// SPDX-License-Identifier: Apache-2.0
// Markets and routes of the configuration, as the running daemon holds them.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "config/config.hpp"
#include "gateway/engine/engine.hpp"
#include "gateway/hooks/route.hpp"

namespace kazi::gateway::app {

/// One cell per market, by the market's name.
using Cells = std::map<std::string, std::unique_ptr<engine::Cell>, std::less<>>;

/// The cell of a market. Markets are not split into shards yet: each has the one.
[[nodiscard]] std::string cell_name(const std::string& market);

/// Throws config::ConfigError on a market whose currency or time zone there is none of.
[[nodiscard]] Cells make_cells(const config::Config& config,
                               const taskflow::dialogue::Phrasebook& phrases);

/// Makes all of it, as the daemon would. Throws config::ConfigError on the first that can't be.
void check_connections(const config::Config& config);

/// The addresses that stand under `key`. Throws config::ConfigError on one that is none.
[[nodiscard]] http::AddressList address_list(const config::Config& config, const std::string& key,
                                             const std::vector<std::string>& addresses);

/// Throws config::ConfigError when the dialect is not one of ours, or lacks what it can't do
/// without.
[[nodiscard]] hooks::Route make_route(const config::Config& config, const config::Route& route,
                                      Cells& cells, Metrics& metrics);

}  // namespace kazi::gateway::app
