// SPDX-License-Identifier: Apache-2.0
// `kazi worker file`: all that is kept about a worker, for herself.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "config/config.hpp"
#include "gateway/store/store.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::cli {

/// Prints each journal entry that is hers, one JSON line each: consents, answers, corrections,
/// lessons and every movement of her pay. An exit code.
[[nodiscard]] boost::asio::awaitable<int> tell_entries(store::Store& store,
                                                       const config::Config& config,
                                                       taskflow::WorkerId id);

}  // namespace kazi::gateway::cli
