// SPDX-License-Identifier: Apache-2.0
// A sub-command that works on the store of a configuration, whether the daemon runs or not.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>

#include "config/config.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::cli {

/// Reads a configuration; prints what is wrong with it and returns nothing when it can't be used.
[[nodiscard]] std::optional<config::Config> read_config_or_complain(const std::string& file);

/// What a sub-command does with the store; its result is the exit code.
using StoreWork = std::function<boost::asio::awaitable<int>(store::Store&, const config::Config&)>;

/// Opens the store, works, closes it. Of an embedded store whose daemon does not run, a server is
/// started for the while.
[[nodiscard]] int with_store(const config::Config& config, const StoreWork& work);

/// The usual way: `--config FILE`, then `with_store`.
[[nodiscard]] int with_store_of(const std::string& config_file, const StoreWork& work);

}  // namespace kazi::gateway::cli
