// SPDX-License-Identifier: Apache-2.0
// When she may be written to unasked, when she may be given a question, and what is counted for it.
#pragma once

#include <cstdint>
#include <optional>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// Why she may not be given a new question, whoever asks for it. What she has open is answered and
/// paid all the same.
enum class Pause : std::uint8_t { night, school, day_full, week_full };

struct Resting {
    Pause why = Pause::night;
    int until_hour = 0;  ///< of her local day on which she may go on
};

/// Nothing: she may work.
[[nodiscard]] std::optional<Resting> resting(const Turn& turn);

/// True when she may get a message that she did not ask for: legal hours, no holiday, her own
/// wishes, not too many this week.
[[nodiscard]] bool may_be_written_to(const Turn& turn);

/// True in hours in which she used to be at work, or while too little is known about that.
[[nodiscard]] bool is_good_hour(const Turn& turn);

/// The beginning of the next hour in which she may be written to; now, if that is in this one.
[[nodiscard]] Instant next_writing_hour(const Turn& turn);

/// The last good hour of a local day after `told_day` in which she may be written to, today's if it
/// is not over: then all that a day brought can be told together.
[[nodiscard]] Instant hour_for_the_day(const Turn& turn, std::uint16_t told_day);

/// When a message that she did not ask for is to be given up, since her hours are over. Needs:
/// `may_be_written_to`.
[[nodiscard]] Instant writing_ends(const Turn& turn);

/// She did something: the day is noted, and the hour.
void note_presence(Turn& turn);

/// Counts the time that her open question took. Needs: one is open.
void count_effort(Turn& turn);

/// Counts a message that she did not ask for.
void count_message(Turn& turn);

}  // namespace kazi::taskflow
