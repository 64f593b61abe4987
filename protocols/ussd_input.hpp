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

/// Stands in a remembered text for a key press that is not to be remembered: it is equal to any.
inline constexpr char forgotten_key = '\x01';

/// `accumulated` with the `input` that it ends in forgotten, where it does end in it.
[[nodiscard]] std::string with_forgotten_input(std::string accumulated, std::string_view input);

/// True when `text` is `remembered`, and when it begins with it.
[[nodiscard]] bool is_remembered(std::string_view text, std::string_view remembered);
[[nodiscard]] bool begins_as_remembered(std::string_view text, std::string_view remembered);

/// Settles event, input, inputs and `duplicate` of a turn that accumulates, by the accumulated text
/// of the session's previous turn; nullopt when the session is not known, so that this turn begins
/// it (digits in it are then a deep dial). Leaves other dialects' turns and end events alone.
void settle_accumulated(UssdTurn& turn, const std::optional<std::string>& previous);

/// The same where nothing is known about the session, not even whether it is new: what stands
/// behind the last star is the input, and only an empty text begins a session.
void settle_without_memory(UssdTurn& turn);

}  // namespace kazi::protocols
