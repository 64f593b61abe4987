// SPDX-License-Identifier: Apache-2.0
// What one worker agreed to, out of the journal.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "config/config.hpp"
#include "gateway/store/store.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::cli {

/// Prints each consent of hers as a line of JSON, oldest first: when, which version in which
/// language, the text that she was shown (null: kept by nobody) and what she replied. The exit
/// code: a failure when there is none, or the store is away.
boost::asio::awaitable<int> tell_consents(store::Store& store, const config::Config& config,
                                          taskflow::WorkerId id);

}  // namespace kazi::gateway::cli
