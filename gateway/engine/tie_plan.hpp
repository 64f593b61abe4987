// SPDX-License-Identifier: Apache-2.0
// Friends and other numbers, as they are stored: codes that lead to a worker, and what is to be
// done about two workers. That waits in a hash until a keeper has both.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gateway/engine/turn.hpp"

namespace kazi::gateway::engine {

struct TieWrites {
    std::vector<store::Guard> guards;  ///< a code that somebody else has
    std::vector<store::Write> writes;
};

[[nodiscard]] TieWrites plan_ties(const taskflow::WorkerId& worker,
                                  const taskflow::Effects& effects);

/// A worker and a code: a field of `friends_due` or `links_asked`.
struct TieDue {
    taskflow::WorkerId worker;
    std::string code;
};
[[nodiscard]] std::string tie_field(const TieDue& due);
/// Nothing: no such field.
[[nodiscard]] std::optional<TieDue> tie_due_from(std::string_view field);

/// Who brought `due.worker` is paid, once, and only while the month's budget lasts.
[[nodiscard]] EventRequest friend_event(const TieDue& due, const taskflow::WorkerId& friend_of,
                                        const taskflow::Market& market, taskflow::Instant at);

/// `due.worker`, whose record is `number`, becomes another number of `owner`. Nothing while
/// something is under way there.
[[nodiscard]] std::optional<EventRequest> joining_event(const TieDue& due,
                                                        const taskflow::WorkerId& owner,
                                                        const taskflow::Worker& number,
                                                        std::uint32_t version,
                                                        const taskflow::Market& market);

/// She is told that her code leads nowhere.
[[nodiscard]] EventRequest refusal_event(const TieDue& due);

/// Takes what is due from the hash `key`, with nothing done about it.
[[nodiscard]] store::Batch plan_done(const std::string& cell, const char* key, const TieDue& due);

}  // namespace kazi::gateway::engine
