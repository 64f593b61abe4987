// SPDX-License-Identifier: Apache-2.0
// What is said about pay: PAY and what has to be asked first, and how she wishes to be paid.
#pragma once

#include <optional>
#include <string_view>

#include "taskflow/dialogue/screen.hpp"
#include "taskflow/dialogue/vocabulary.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// PAY: orders what can be bought, or asks for her PIN or her yes to a fee first. Place::pay: it
/// can't be now, and says why.
[[nodiscard]] Place ask_for_pay(Turn& turn);

/// One of the commands that say how or when she wishes to be paid.
[[nodiscard]] Place wish_pay(Turn& turn, dialogue::Command command);

/// "PAY 50": paid whenever that much has collected. Nothing when it is no amount.
[[nodiscard]] std::optional<Place> wish_amount(Turn& turn, std::string_view words);

/// Her SMS, if it answers what her wallet asked by SMS just before. Anything else ends the asking.
[[nodiscard]] std::optional<Place> answer_wallet(Turn& turn, std::string_view typed);

/// A key on one of the wallet's USSD pages; nothing when it means nothing there.
[[nodiscard]] std::optional<Place> press_wallet(Turn& turn, Place place, std::string_view typed);

/// Nothing is asked any more: she was shown something else.
void stop_asking_wallet(Turn& turn);

[[nodiscard]] dialogue::Screen wallet_screen(const Turn& turn);
[[nodiscard]] dialogue::Screen fee_screen(const Turn& turn);
[[nodiscard]] dialogue::Screen pin_screen(const Turn& turn);

}  // namespace kazi::taskflow
