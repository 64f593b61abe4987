// SPDX-License-Identifier: Apache-2.0
// What a result was settled by: every answer with its weight, what they cost, and to which
// question.
#pragma once

#include <string>

#include "gateway/api/campaign_facts.hpp"
#include "gateway/records/item_record.hpp"

namespace kazi::gateway::api {

/// Members of the result's JSON object, each after a comma. Money for messages is not kept apart
/// for each item: of the campaign's it is the share of this item's answers.
[[nodiscard]] std::string what_settled(const records::ItemResult& result,
                                       const CampaignFacts& facts);

/// Sixteen hexadecimal digits that are the same for the same question: its type, words, labels and
/// limits.
[[nodiscard]] std::string question_version(const taskflow::Campaign& campaign);

}  // namespace kazi::gateway::api
