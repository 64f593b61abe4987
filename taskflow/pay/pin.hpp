// SPDX-License-Identifier: Apache-2.0
// Four digits that keep pay from whoever has got her phone or her number. Only a keyed hash is
// kept; a wrong guess costs a try, three of them a pause.
#pragma once

#include <string_view>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// What stands between a worker and her pay.
enum class PinNeed : std::uint8_t { none, choose, prove };
[[nodiscard]] PinNeed pin_need(const Turn& turn);

/// True while she has to wait after too many wrong guesses.
[[nodiscard]] bool is_pin_closed(const Turn& turn);

/// True for four digits and nothing else.
[[nodiscard]] bool looks_like_pin(std::string_view typed);

/// Takes four digits as her PIN.
void set_pin(Turn& turn, std::string_view digits);
/// Counts the try. False: another PIN.
[[nodiscard]] bool prove_pin(Turn& turn, std::string_view digits);

/// An event of her own: after a long silence somebody else may have her number by now.
void note_heard(Turn& turn);

}  // namespace kazi::taskflow
