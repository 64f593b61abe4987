// SPDX-License-Identifier: Apache-2.0
// A campaign as JSON: what a client sends, what the API shows, and what is stored are one form.
#pragma once

#include <boost/json/object.hpp>
#include <boost/system/result.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::records {

/// What is wrong with which field, as a dotted path ("question.texts.sw.options").
struct FieldProblem {
    std::string field;
    std::string detail;
};

/// Reads what a client decides: title, market, question, pay, redundancy, languages, push,
/// lease_minutes. `currency` is the market's. Unknown fields are problems: a typo in "redundancy"
/// would cost money. The rest of the campaign stays at its defaults.
[[nodiscard]] boost::system::result<taskflow::Campaign, FieldProblem> campaign_spec_from(
    const boost::json::value& json, billing::Currency currency);

/// The same fields, as they would be sent.
[[nodiscard]] boost::json::object campaign_spec(const taskflow::Campaign& campaign);

/// The stored form: version, then JSON with everything.
[[nodiscard]] std::string pack_campaign(const taskflow::Campaign& campaign, std::uint32_t version);

struct StoredCampaign {
    taskflow::Campaign campaign;
    std::uint32_t version = 0;
};
[[nodiscard]] std::optional<StoredCampaign> campaign_from(std::string_view bytes);

[[nodiscard]] std::string_view to_string(taskflow::CampaignState state);

}  // namespace kazi::gateway::records
