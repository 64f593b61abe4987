// SPDX-License-Identifier: Apache-2.0
// What a worker's own commit writes about reviews: one that begins with her answer, and her appeal.
#pragma once

#include "gateway/engine/commit_plan.hpp"
#include "gateway/records/review_record.hpp"

namespace kazi::gateway::engine {

/// What reviews add to a batch. A guard that fails means that the worker's step must be taken anew.
struct ReviewWrites {
    std::vector<store::Guard> guards;
    std::vector<store::Write> writes;
};
[[nodiscard]] ReviewWrites plan_reviews(const CommitFacts& facts, const taskflow::Effects& effects);

/// That the review is looked at again then.
[[nodiscard]] store::Schedule look_at_review(const records::ReviewName& name, taskflow::Instant at);

/// The name that this client knows a worker's answers by: the same for all its campaigns, another
/// for every other client, and of no use without her id.
[[nodiscard]] std::uint64_t worker_as_seen_by(const taskflow::WorkerId& worker,
                                              std::string_view client);

/// What a client may reject beyond a share of what it may look at: so many at first.
inline constexpr std::int64_t rejections_free = 3;
/// Each answer that it may look at adds so much of a rejection, in thousandths: one in ten.
inline constexpr std::int64_t rejection_room_milli = 100;
inline constexpr std::int64_t rejection_milli = 1000;

}  // namespace kazi::gateway::engine
