// SPDX-License-Identifier: Apache-2.0
// Signals as the operator's tools read them.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/json/object.hpp>
#include <map>
#include <string>

#include "gateway/store/store.hpp"
#include "protocols/message.hpp"
#include "taskflow/signals/signal.hpp"

namespace kazi::gateway::audit {

/// One signal, workers by their ids.
[[nodiscard]] boost::json::object signal_json(const std::string& market,
                                              const taskflow::signals::Record& record,
                                              const taskflow::signals::Signal& signal);

/// The signals of each market (name → cell) as one JSON object. What takes more than a moment is
/// worked out on a thread of its own. 503 while the store is away.
boost::asio::awaitable<protocols::HttpReply> signals_reply(
    store::Store& store, std::map<std::string, std::string> cells);

}  // namespace kazi::gateway::audit
