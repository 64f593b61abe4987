// SPDX-License-Identifier: Apache-2.0
// What leaves for a worker by SMS, and who pays for it.
#pragma once

#include <string>

#include "taskflow/news/telling_later.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// Sends a screen with the turn's news in answer to what she did. `asking` when the screen shows a
/// campaign's question: then its escrow pays, as far as it can; otherwise the operator does.
void send_reply(Turn& turn, const dialogue::Screen& screen, bool asking);

/// Sends a question that she did not ask for, worthless after `not_after` or the end of
/// the hours in which she may be written to. Its campaign pays.
void send_offer(Turn& turn, const dialogue::Screen& screen, Instant not_after);

/// Tells her news that she did not just ask for, with what the turn noted: now, if she may be
/// written to and does not want it later with the rest of the day's; otherwise it waits. The
/// operator pays. Nothing after STOP.
void tell_news(Turn& turn, std::string text, Haste haste);

/// Her timer went off: sends what waited until now, worthless after the hours for that.
void tell_waiting_news(Turn& turn);

/// True when the escrow of this campaign can pay for a message of that many segments.
[[nodiscard]] bool escrow_pays(const Turn& turn, const Assignable& what, int segments);

}  // namespace kazi::taskflow
