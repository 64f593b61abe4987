// SPDX-License-Identifier: Apache-2.0
#include "gateway/certify/ussd_session.hpp"

#include <utility>

namespace kazi::gateway::certify {

using protocols::UssdEvent;
using protocols::UssdTurn;

UssdSession::UssdSession(Connection& connection, std::string from)
    : connection_(connection), from_(std::move(from)), id_(connection.new_id()) {}

UssdTurn UssdSession::turn(UssdEvent event) const {
    UssdTurn made;
    made.session_id = id_;
    made.from = from_;
    made.service_code = connection_.order().settings.service_code;
    made.event = event;
    made.accumulated = typed_;
    made.sequence = sequence_;
    made.message_id = connection_.new_id();
    return made;
}

UssdTurn UssdSession::dial(std::string_view digits_behind) {
    sequence_ = 1;
    typed_ = digits_behind;
    anything_typed_ = !digits_behind.empty();
    UssdTurn made = turn(UssdEvent::begin);
    made.input = digits_behind;
    return made;
}

UssdTurn UssdSession::press(std::string_view input) {
    ++sequence_;
    if (anything_typed_) typed_ += "*";
    typed_ += input;
    anything_typed_ = true;
    UssdTurn made = turn(UssdEvent::input);
    made.input = input;
    return made;
}

UssdTurn UssdSession::hang_up() const {
    return turn(UssdEvent::end);
}

}  // namespace kazi::gateway::certify
