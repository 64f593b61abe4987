// SPDX-License-Identifier: Apache-2.0
// The lease on an open question: giving it back, its end, and when her timer goes off.
#pragma once

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// After this long an unanswered question is no longer hers, lease or not.
inline constexpr Instant question_kept_us = day_us;

/// Adds to the change of an item's openings; changes that cancel out leave nothing.
void change_openings(Turn& turn, ItemRef item, int delta);
void change_leases(Turn& turn, std::uint32_t campaign, int delta);

/// Gives the open question back, and all that was asked with it: somebody else may have them. Does
/// nothing when none is open.
void let_go(Turn& turn);

/// Gives back the open question alone; what was asked with it is next. Needs: a question open.
void let_go_of_one(Turn& turn);

/// The open question is answered or given back: the next one of its pack takes its place, if any.
void close_question(Turn& turn);

/// Takes a lease for the open question and its pack again, where it ran out. What is not wanted of
/// the pack any more is dropped. Needs: the question itself is wanted.
void renew_lease(Turn& turn);

/// True when the item is open and has an opening left, in a campaign that runs.
[[nodiscard]] bool has_room(const Turn& turn, const Assignable& what);

/// When a lease that is given now ends.
[[nodiscard]] Instant lease_end(const Turn& turn, const Campaign& campaign);

/// The same for a question whose item could not be loaded, of which nothing more is known.
void let_go_unknown(Turn& turn);

/// She has no question open any more.
void forget_question(Turn& turn);

/// When the open question is dropped although nobody answered it.
[[nodiscard]] Instant dropped_at(const OpenQuestion& question);

/// Her timer went off: a lease that is over goes back, an old question is dropped.
void on_timer(Turn& turn);

/// When something of hers is due next; 0: nothing. Never in the past.
[[nodiscard]] Instant next_wake(const Worker& worker, Instant now);

}  // namespace kazi::taskflow
