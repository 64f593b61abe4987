// SPDX-License-Identifier: Apache-2.0
// Putting a question to a worker: taking one, and showing an open one again.
#pragma once

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// The first candidate that may be hers (of `campaign` only, unless that is 0), or null.
[[nodiscard]] const Assignable* find_candidate(const Turn& turn, std::uint32_t campaign);

/// True when she may be asked it now, on the turn's channel.
[[nodiscard]] bool may_be_hers(const Turn& turn, const Assignable& what);

/// Opens the question with a lease. Needs: no question open.
void ask(Turn& turn, const Assignable& what);

/// Takes a lease for an item beside the open question, and remembers that she was asked it.
void take_beside(Turn& turn, const Assignable& what);

/// True when the open question can still be answered for pay: under its lease, or because its item
/// has an opening left.
[[nodiscard]] bool still_wanted(const Turn& turn);

/// The open question goes on with another part of it: lease, tries and time begin anew.
/// Needs: still wanted.
void ask_further(Turn& turn);

/// NEXT: the open question again, with a fresh lease when the old one ran out; else a new one,
/// of `campaign` if there is one.
[[nodiscard]] Place next(Turn& turn, std::uint32_t campaign = 0);

}  // namespace kazi::taskflow
