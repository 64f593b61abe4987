// SPDX-License-Identifier: Apache-2.0
// What makes up for pay that missed the floor: answers are counted for each worker as they are
// accepted, and what they lack is credited later, together with taking them off the count. So it
// can't be credited twice, whoever tries when and how often.
#pragma once

#include <cstdint>
#include <string>

#include "gateway/engine/turn.hpp"

namespace kazi::gateway::engine {

/// Adds to a commit what its answer counts for: towards what is made up for later, where the
/// campaign put a reserve aside, and towards the day's cap, where it has one.
void plan_wages(store::Batch& batch, const CommitFacts& facts, const taskflow::Effects& effects);

/// Answers of one worker to one campaign for which nothing was made up yet.
struct Untopped {
    std::string cell;
    taskflow::WorkerId worker;
    std::uint32_t campaign = 0;
    std::int64_t answers = 0;
};

/// The event that credits so much for each of them, and the count that it takes them off. Both
/// land only if nobody else took them off before.
[[nodiscard]] EventRequest top_up_event(const Untopped& untopped, billing::Money each,
                                        taskflow::Instant at, std::string trace);

/// Takes them off the count without credit: she was forgotten.
[[nodiscard]] store::Batch plan_no_top_up(const Untopped& untopped);

}  // namespace kazi::gateway::engine
