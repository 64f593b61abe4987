// SPDX-License-Identifier: Apache-2.0
// This turn's input out of everything that was typed since a USSD session began.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/message.hpp"

namespace kazi::protocols {

/// The parts between the stars; none for an empty text.
[[nodiscard]] std::vector<std::string> split_inputs(std::string_view accumulated);

/// Settles event, input, inputs and `duplicate` of a turn that accumulates, by the accumulated text
/// of the session's previous turn; nullopt when the session is not known, so that this turn begins
/// it (digits in it are then a deep dial). Leaves other dialects' turns and end events alone.
void settle_accumulated(UssdTurn& turn, const std::optional<std::string>& previous);

/// The same where nothing is known about the session, not even whether it is new: what stands
/// behind the last star is the input, and only an empty text begins a session.
void settle_without_memory(UssdTurn& turn);

}  // namespace kazi::protocols
