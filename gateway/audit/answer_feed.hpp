// SPDX-License-Identifier: Apache-2.0
// A cell's answers as they are stored, gathered for the signals.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "gateway/store/store.hpp"
#include "taskflow/signals/signal.hpp"

namespace kazi::gateway::audit {

/// What `taskflow::signals::find_signals` reads.
struct AnswerBooks {
    taskflow::signals::Record record;
    taskflow::signals::People people;
};

/// Reads a cell's campaigns, its whole journal and the numbers of those who answered. Fails: the
/// store is away, or an entry can't be read, which it names.
boost::asio::awaitable<store::StoreResult<AnswerBooks>> read_answers(store::Store& store,
                                                                     std::string cell);

}  // namespace kazi::gateway::audit
