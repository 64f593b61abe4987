// SPDX-License-Identifier: Apache-2.0
// One person with several numbers: LINK on the first phone shows a code, and the other phone sends
// it. From then on whatever comes from either is hers, and she is one worker: nobody is asked the
// same thing twice, and her pay is one balance.
#pragma once

#include <string_view>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// LINK: a code for her other phone, good once and for half an hour. Needs: active.
[[nodiscard]] Place offer_link(Turn& turn);
[[nodiscard]] dialogue::Screen link_screen(const Turn& turn);

/// LINK 12345678, from the other phone: the answer comes by SMS. So many tries a day.
[[nodiscard]] Place ask_link(Turn& turn, std::string_view typed);
[[nodiscard]] dialogue::Screen linking_screen(const Turn& turn);

/// True when nothing is under way with this number that another record could not go on with.
[[nodiscard]] bool may_become_another(const Worker& worker);

/// What the record of that number is from then on.
[[nodiscard]] Worker another_number_of(const WorkerId& worker, const Worker& before);

/// The other number is hers now, with its money and with what was asked on it. A duplicate when its
/// code is not hers, or too old, or she has numbers enough.
void on_number_joined(Turn& turn, const NumberJoined& joined);

/// What this number sent is no code that it can join by.
void on_link_refused(Turn& turn);

}  // namespace kazi::taskflow
