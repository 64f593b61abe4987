// SPDX-License-Identifier: Apache-2.0
// A review's way from "the client may look" to its end, as pure functions: what was loaded in, an
// event of the worker's or a batch out. Each step asks for the state that it leaves, so that a
// crash and a second daemon repeat none.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "gateway/engine/buying_again.hpp"
#include "gateway/engine/turn.hpp"
#include "gateway/records/review_record.hpp"

namespace kazi::gateway::engine {

/// How long an appeal waits for its judges. Then it is hers.
inline constexpr taskflow::Instant judging_us_max = 7 * taskflow::day_us;

/// How far the campaign that settles an appeal is.
struct JudgingProgress {
    std::int64_t answers = 0;
    std::int64_t for_her = 0;  ///< of these: the same as hers
    bool over = false;         ///< its last item is closed and nobody is at work on it
};

/// A review that is due, and what its next step depends on.
struct DueReview {
    std::string cell;
    records::ReviewName name;
    records::Review review;
    const taskflow::Campaign* campaign = nullptr;  ///< that the answer belongs to
    bool appealed = false;                         ///< she asked for judges
    JudgingProgress judging;                       ///< once there are some
    std::optional<RefusedItem> item{};             ///< of one that may be refused for good now
    taskflow::Instant at = 0;
};

/// What to do: give her the event; have judges asked; or look again later.
struct AskJudges {};
struct LookAgain {
    taskflow::Instant at = 0;
};
using ReviewStep = std::variant<taskflow::ReviewMoved, AskJudges, LookAgain>;
[[nodiscard]] ReviewStep next_step(const DueReview& due);

/// The event, with what joins its commit: the review moves on or ends, its client's record grows,
/// deposits go where they belong.
[[nodiscard]] EventRequest review_event(const DueReview& due, const taskflow::ReviewMoved& moved,
                                        std::string trace);

/// The campaign of one item in which two others answer her question. `item` is the stored item,
/// `campaigns_made` the cell's counter.
[[nodiscard]] store::Batch plan_judges(const DueReview& due, const std::string& item,
                                       std::uint32_t campaigns_made);

/// Looks again a while later at a review that can't go on: she may not be told now.
[[nodiscard]] store::Batch plan_look_again(const DueReview& due, taskflow::Instant at);
inline constexpr taskflow::Instant look_again_us = 15 * taskflow::minute_us;

/// What two judges can cost: pay, fee and messages. The client leaves so much with a rejection.
[[nodiscard]] billing::Money judging_cost(const taskflow::Campaign& campaign,
                                          billing::Money sms_price);

}  // namespace kazi::gateway::engine
