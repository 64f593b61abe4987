// SPDX-License-Identifier: Apache-2.0
// What stands on each screen of the dialogue.
#pragma once

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// The screen of a place as the turn stands now, for the turn's channel. Promises: the same worker
/// and context give the same screen, so that a later page of it can be made again.
[[nodiscard]] dialogue::Screen screen_at(const Turn& turn, Place place);

/// The open question. Needs: one open, and its item known.
[[nodiscard]] dialogue::Screen question_screen(const Turn& turn);

/// Her last answer's question again, with what she answered. Needs: it can be corrected.
[[nodiscard]] dialogue::Screen correction_screen(const Turn& turn);

/// An answer to this question in the words that she would choose it by. `text`: as it is kept,
/// where the question does not list its answers.
[[nodiscard]] std::string answer_in_words(const Turn& turn, const Assignable& what,
                                          std::uint16_t option, const std::string& text);

/// The open question as a message that she did not ask for: says who writes, and how to stop.
[[nodiscard]] dialogue::Screen offer_screen(const Turn& turn);

/// A text to be read, with the ways on that are open to her.
[[nodiscard]] dialogue::Screen reading(const Turn& turn, std::string body);

/// A USSD screen that ends the session and says one thing.
[[nodiscard]] dialogue::Screen end_screen(const Turn& turn, std::string_view key);

/// True when what she is at must not stand in an SMS, and that is what she is answered by.
[[nodiscard]] bool is_private(const Turn& turn);

}  // namespace kazi::taskflow
