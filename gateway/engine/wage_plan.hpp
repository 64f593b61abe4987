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
    std::int64_t above_micro = 0;  ///< what they were paid beyond the campaign's pay, by her level
};

/// Beside a worker's count of `keys::untopped` stands, by this name, what her level paid her more.
[[nodiscard]] std::string above_field(const taskflow::WorkerId& worker);

/// What each of them lacks to the floor, by what they were paid on average.
[[nodiscard]] std::int64_t top_up_each(const taskflow::Campaign& campaign, const Untopped& untopped,
                                       const taskflow::EffortCounts& measured);

/// The event that credits so much for each of them, and the count that it takes them off. Both
/// land only if nobody else took them off before.
[[nodiscard]] EventRequest top_up_event(const Untopped& untopped, billing::Money each,
                                        taskflow::Instant at, std::string trace);

/// What an ended campaign measured, added to what its market knows of such questions. A survey is
/// like no other and adds nothing.
void keep_efforts(store::Batch& batch, const taskflow::Campaign& campaign,
                  const taskflow::EffortCounts& measured);

/// Takes them off the count without credit: she was forgotten.
[[nodiscard]] store::Batch plan_no_top_up(const Untopped& untopped);

}  // namespace kazi::gateway::engine
