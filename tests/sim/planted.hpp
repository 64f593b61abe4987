// SPDX-License-Identifier: Apache-2.0
// Bugs that are planted on purpose, to prove that the simulation finds them. They stand between the
// pure pieces, in values that the simulated daemon passes on; the product knows nothing of them.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "gateway/engine/chain_plan.hpp"
#include "gateway/engine/comparison_plan.hpp"
#include "gateway/engine/review_plan.hpp"
#include "gateway/store/store.hpp"
#include "taskflow/worker.hpp"

namespace kazi::sim {

enum class Bug : std::uint8_t {
    none,
    version_guard_dropped,       ///< a worker's record is written whatever happened meanwhile
    acknowledged_before_commit,  ///< 'taken' is said first, then it is written
    new_key_on_retry,            ///< the provider can't know that it is the same payment
    paid_on_duplicate_callback,  ///< a success told again is posted again
    timeout_taken_as_failure,    ///< no answer is read as 'not paid'
    posting_dropped,             ///< one leg of a journal entry is missing
    reply_outside_commit,        ///< what tells a repeated event stays in the daemon's memory
    lease_not_checked,           ///< an answer counts although its lease is over
    correction_as_answer,        ///< a corrected answer is journalled as one more
    tie_against_her,             ///< judges who disagree decide for the client
    review_not_ended,            ///< what waited is paid, and its review goes on
    chain_taken_twice,           ///< results come on whether or not another daemon took them
    verdict_told_twice,          ///< a choice becomes a result whether or not it was told already
};

inline constexpr std::array<std::string_view, 14> bug_names{"none",
                                                            "version_guard_dropped",
                                                            "acknowledged_before_commit",
                                                            "new_key_on_retry",
                                                            "paid_on_duplicate_callback",
                                                            "timeout_taken_as_failure",
                                                            "posting_dropped",
                                                            "reply_outside_commit",
                                                            "lease_not_checked",
                                                            "correction_as_answer",
                                                            "tie_against_her",
                                                            "review_not_ended",
                                                            "chain_taken_twice",
                                                            "verdict_told_twice"};
[[nodiscard]] std::optional<Bug> bug_of(std::string_view name);

/// What a daemon with the bug `reply_outside_commit` keeps to itself.
struct KeptReply {
    std::vector<std::uint64_t> recent_inbound;
    taskflow::UssdSession ussd;
};
using KeptReplies = std::map<taskflow::WorkerId, KeptReply>;

class Planted {
public:
    explicit Planted(Bug bug) : bug_(bug) {}

    [[nodiscard]] bool is(Bug bug) const { return bug_ == bug; }
    /// Between the load and the step.
    void spoil(const taskflow::WorkerId& worker, gateway::store::Loaded& loaded,
               const KeptReplies& kept) const;
    /// Between the step and the commit.
    void spoil(const taskflow::WorkerId& worker, gateway::store::Batch& batch,
               KeptReplies& kept) const;
    /// Between what is known of a review and its next step.
    void spoil(gateway::engine::DueReview& due) const;
    /// Between the results of a step and the items of the next.
    void spoil(const gateway::engine::ChainPage& page, gateway::store::Batch& batch) const;
    /// Between a choice and the result that it becomes.
    void spoil(const gateway::engine::DueVerdict& due, gateway::store::Batch& batch) const;

private:
    Bug bug_;
};

}  // namespace kazi::sim
