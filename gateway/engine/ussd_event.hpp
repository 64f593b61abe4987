// SPDX-License-Identifier: Apache-2.0
// A USSD turn as the dialect read it, made into the dialogue's event once the session is known.
#pragma once

#include <cstdint>

#include "protocols/message.hpp"
#include "taskflow/event.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::engine {

/// The event of a turn. What was typed since the session began is settled against what the worker's
/// record remembers of it, so that a star she types and a repeated turn are told from a new entry.
[[nodiscard]] taskflow::UssdTurned ussd_event(protocols::UssdTurn turn, std::uint64_t session,
                                              const taskflow::UssdSession& known);

}  // namespace kazi::gateway::engine
