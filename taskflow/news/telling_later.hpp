// SPDX-License-Identifier: Apache-2.0
// News that can't be told at once wait until they can: above a message or page that she gets
// anyhow, or by an SMS of their own in hours in which she may be written to.
#pragma once

#include <string>

#include "taskflow/dialogue/render_sms.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// Whether news is of use to her only when it comes soon: because there is something to be done.
enum class Haste : std::uint8_t { at_once, can_wait };

/// Adds news to what waits, with what the turn noted beside it.
void keep_news(Turn& turn, std::string text);

/// Says when what waits is told by SMS at the latest: an earlier time stays.
void set_news_time(Turn& turn, Haste haste);

/// Puts what waits above a message to her, as far as that does not make it dearer.
void let_news_ride(Turn& turn, dialogue::SmsText& message);

/// Takes as much of what waits as one message may hold, one piece at least. Needs: some waits.
[[nodiscard]] std::string take_news(Turn& turn);

/// What waits, to be shown above the first page of a session.
[[nodiscard]] dialogue::Notes news_for_page(const Turn& turn);

/// So many of those, the oldest, were shown.
void drop_told(Turn& turn, std::size_t count);

/// When her timer is needed for it; 0: it isn't.
[[nodiscard]] Instant news_wake(const Worker& worker);

}  // namespace kazi::taskflow
