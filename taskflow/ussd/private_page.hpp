// SPDX-License-Identifier: Apache-2.0
// A phone may be a family's: a private question, and her answer to one, are shown to whoever gives
// her PIN in the same session, and to nobody else.
#pragma once

#include <optional>
#include <string_view>

#include "taskflow/dialogue/screen.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// True when such a place shows what asks for her PIN first.
[[nodiscard]] bool is_locked(const Turn& turn, Place place);

/// True while the open question, or the answer that she corrects, is locked.
[[nodiscard]] bool has_locked_work(const Turn& turn);

/// True where a private question may be put to her: over USSD, unless she would not give her PIN
/// in this session, or gave too many wrong ones.
[[nodiscard]] bool may_ask_privately(const Turn& turn);

/// Asks for her PIN, or for one that she chooses, and offers to leave the question.
[[nodiscard]] dialogue::Screen lock_screen(const Turn& turn);

/// What she pressed there; nothing when it is neither a PIN nor the way out. Three wrong ones leave
/// the question, which costs her nothing.
[[nodiscard]] std::optional<Place> press_lock(Turn& turn, std::string_view typed);

}  // namespace kazi::taskflow
