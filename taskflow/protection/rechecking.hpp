// SPDX-License-Identifier: Apache-2.0
// What has to be asked again: the year of birth, for consistency, and who has the number now when
// it was silent for long.
#pragma once

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// She did something after a silence so long that her number may be somebody else's: consent and
/// year of birth are asked again, and until they fit nothing of hers is shown or paid out. True
/// when that is so from this turn on: what she wrote answers nothing that she was asked.
[[nodiscard]] bool doubt_owner_after_silence(Turn& turn);

/// True when her year of birth is to be asked once more before she is given work.
[[nodiscard]] bool is_year_due(const Turn& turn);

/// Asks for it. Needs: active, no question open.
[[nodiscard]] Place ask_year_again(Turn& turn);

/// Takes over the year that she gave. False: it contradicts the one that she gave before, and she
/// is frozen.
[[nodiscard]] bool take_birth_year(Turn& turn, std::uint16_t year);

}  // namespace kazi::taskflow
