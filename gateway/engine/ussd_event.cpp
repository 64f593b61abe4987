// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/ussd_event.hpp"

#include <string_view>
#include <utility>

#include "protocols/ussd_input.hpp"

namespace kazi::gateway::engine {

namespace {

/// Where the number stands in for an id, a start under it is another call.
bool has_own_id(const protocols::UssdTurn& turn) {
    const std::string_view id = turn.session_id;
    const std::string_view number = turn.from;
    return id != number && id != number.substr(number.starts_with('+') ? 1 : 0);
}

}  // namespace

taskflow::UssdTurned ussd_event(protocols::UssdTurn turn, std::uint64_t session,
                                const taskflow::UssdSession& known) {
    const bool current = known.id == session;
    if (turn.accumulates) {
        protocols::settle_accumulated(turn,
                                      current ? std::optional(known.accumulated) : std::nullopt);
    }
    taskflow::UssdTurned event;
    const bool begins = turn.event == protocols::UssdEvent::begin;
    event.kind = begins ? taskflow::UssdTurned::Kind::begin : taskflow::UssdTurned::Kind::input;
    event.session = session;
    event.sequence = turn.sequence;
    if (begins && !turn.accumulates && has_own_id(turn)) event.opened_with = turn.input;
    event.input = std::move(turn.input);
    if (begins) event.deep = std::move(turn.inputs);
    event.accumulated = std::move(turn.accumulated);
    event.repeated = turn.duplicate;
    return event;
}

}  // namespace kazi::gateway::engine
