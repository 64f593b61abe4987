// SPDX-License-Identifier: Apache-2.0
// What a worker wrote, whatever the channel: a command, an answer, or neither.
#pragma once

#include <string_view>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// Does what she wrote and says what she sees next; `Place::none`: nothing.
[[nodiscard]] Place hear(Turn& turn, std::string_view typed);

/// She sent an SMS: hears it, and answers with at most one message.
void on_sms(Turn& turn, const SmsReceived& sms);

}  // namespace kazi::taskflow
