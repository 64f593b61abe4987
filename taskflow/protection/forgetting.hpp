// SPDX-License-Identifier: Apache-2.0
// FORGET ME: asked twice, paid out first, then her number is erased and her record emptied.
#pragma once

#include <optional>
#include <string>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// Asks whether she is sure.
[[nodiscard]] Place ask_to_forget(Turn& turn);

/// True while the question whether she is sure is the one that she was shown last.
[[nodiscard]] bool is_asked_to_forget(const Turn& turn);

/// Her answer to that, `words` folded; nothing when it is none, and then all stays as it was.
[[nodiscard]] std::optional<Place> answer_forget(Turn& turn, const std::string& words);

/// She leaves: her question is given back, her pay goes out, nobody writes to her any more.
void leave_for_good(Turn& turn);

/// Goes on with leaving, when the time for it has come: another payout of what came back, or the
/// end of it. Needs: she is leaving.
void go_on_leaving(Turn& turn);

/// A payout of hers ended while she is leaving: what came back is tried again in a day.
void put_off_leaving(Turn& turn, bool paid);

/// When to go on with it; 0: something else will say so.
[[nodiscard]] Instant leaving_wake(const Worker& worker);

}  // namespace kazi::taskflow
