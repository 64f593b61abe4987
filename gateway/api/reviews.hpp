// SPDX-License-Identifier: Apache-2.0
// What a client says of answers that it may look at before they are paid, as pure functions.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gateway/api/campaign_facts.hpp"
#include "gateway/api/planned.hpp"
#include "gateway/api/request_body.hpp"
#include "gateway/records/review_record.hpp"

namespace kazi::gateway::api {

/// The client's word on one answer.
struct Decision {
    records::AnswerName answer;
    bool accepts = true;
    taskflow::RejectReason reason = taskflow::RejectReason::wrong;  ///< of a rejection
    std::string right = {};  ///< of a rejection: what is right, as results call it
};
/// Fails on what is no decision. A rejection needs its reason and its evidence: the right answer.
[[nodiscard]] Read<Decision> decision_from(const boost::json::value& body);

/// Values: the campaign's, the review's, the client's funds and its room for rejections.
[[nodiscard]] std::vector<store::Place> decision_places(const Market& market, const Client& client,
                                                        std::uint32_t campaign,
                                                        const Decision& decision);
/// Saying the same again is fine. Fails: 404 when nothing waits under that name; 409 when she was
/// told already, or too much was rejected before; 402 when the funds do not cover judges; 422 when
/// what is said to be right is no answer to the question, or is her answer.
[[nodiscard]] Plan plan_decision(const Decision& decision, const Market& market,
                                 const Client& client, Values values, std::int64_t now_us);

/// The answers of a page that wait, or are disputed.
[[nodiscard]] protocols::HttpReply reviews_reply(
    const std::vector<std::pair<std::string, std::string>>& fields, std::uint64_t next_cursor);

}  // namespace kazi::gateway::api
