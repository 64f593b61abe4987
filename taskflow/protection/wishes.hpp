// SPDX-License-Identifier: Apache-2.0
// HOURS 9-17, NOT TODAY and DIGEST: when she wants to be written to, within what is legal.
#pragma once

#include <string_view>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// What came after her word for hours: takes the wish over, or shows the one there is when nothing
/// did. "0-24" takes it back. A wish that leaves no legal hour is not taken.
[[nodiscard]] Place wish_hours(Turn& turn, std::string_view wanted);

/// What her clock shows ("14:30"), or how to say it: from then on all hours and days are hers.
[[nodiscard]] Place wish_clock(Turn& turn, std::string_view told);

/// Nothing that she does not ask for, until midnight.
[[nodiscard]] Place rest_today(Turn& turn);

/// News that can wait comes in one message a day from now on, or at once again.
[[nodiscard]] Place wish_digest(Turn& turn);

/// The hours in which she is written to, as they are: her wish, or what is legal.
[[nodiscard]] HourSpan hours_of(const Turn& turn);

}  // namespace kazi::taskflow
