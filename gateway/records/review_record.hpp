// SPDX-License-Identifier: Apache-2.0
// An answer that a client may look at, as it is stored while its review lasts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "taskflow/ids.hpp"
#include "taskflow/review/terms.hpp"

namespace kazi::gateway::records {

/// Where a review stands. It is the stored value's version too, so that a guard on the version asks
/// for the state, and each step of a review happens once. Stored: append only.
enum class ReviewState : std::uint8_t {
    waiting = 1,   ///< for the client's word, or for its silence to end
    rejected = 2,  ///< she is not told yet
    told = 3,      ///< she may appeal
    judged = 4     ///< two others answer the question anew
};

struct Review {
    ReviewState state = ReviewState::waiting;
    taskflow::WorkerId worker;
    std::string value;             ///< what she answered, as results call it
    std::int64_t pay_micro = 0;    ///< with the bonus
    std::int64_t bonus_micro = 0;  ///< of that, what was promised beside the pay
    std::int64_t fee_micro = 0;
    std::int64_t accepts_at = 0;  ///< Unix microseconds: then silence is a yes
    taskflow::RejectReason reason = taskflow::RejectReason::wrong;  ///< from `rejected` on
    std::string right;                ///< what the client says is right
    std::int64_t deposit_micro = 0;   ///< the client's, for judges
    std::uint16_t risk_permille = 0;  ///< how likely it is wrong, by what was known when it came
    std::uint32_t judges = 0;         ///< `judged`: the campaign that settles the appeal

    friend bool operator==(const Review&, const Review&) = default;
};

[[nodiscard]] std::string pack_review(const Review& review);
[[nodiscard]] std::optional<Review> review_from(std::string_view bytes);

/// Names an answer among those to its item, to the store and to the client: "12-00f3…".
struct AnswerName {
    std::uint32_t index = 0;
    std::uint64_t answer = 0;

    friend bool operator==(const AnswerName&, const AnswerName&) = default;
};
[[nodiscard]] std::string to_string(const AnswerName& name);
[[nodiscard]] std::optional<AnswerName> answer_name_from(std::string_view text);

/// A review among those of its cell, as the schedule holds it: "7 12-00f3…".
struct ReviewName {
    std::uint32_t campaign = 0;
    AnswerName answer;

    friend bool operator==(const ReviewName&, const ReviewName&) = default;
};
[[nodiscard]] std::string to_string(const ReviewName& name);
[[nodiscard]] std::optional<ReviewName> review_name_from(std::string_view text);

}  // namespace kazi::gateway::records
