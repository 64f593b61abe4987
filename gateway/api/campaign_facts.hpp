// SPDX-License-Identifier: Apache-2.0
// A campaign with its progress: what to load for it, and how the API shows it.
#pragma once

#include <boost/json/object.hpp>
#include <boost/system/result.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "gateway/api/client_key.hpp"
#include "gateway/api/market.hpp"
#include "gateway/api/problem.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/store/batch.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::api {

/// Values as they were loaded, in the order of the places asked for.
using Values = std::span<const std::optional<std::string>>;

/// How far a campaign is. Amounts in micro-units of its currency.
struct Progress {
    std::int64_t closed = 0;
    std::int64_t answers = 0;
    std::int64_t leases = 0;
    std::int64_t messages = 0;
    std::int64_t segments = 0;
    std::int64_t escrow_in_micro = 0;        ///< put in at its start
    std::int64_t escrow_returned_micro = 0;  ///< given back to the client
    std::int64_t replies_micro = 0;          ///< given back for what replies cost
    std::int64_t level_pay_micro = 0;        ///< paid above the campaign's pay, by level
    std::int64_t level_fees_micro = 0;       ///< and the fees on that
    std::int64_t escrow_micro = 0;           ///< held now
    std::int64_t lessons = 0;                ///< taken
    std::int64_t lesson_pay_micro = 0;       ///< paid for them
    std::int64_t lesson_places = 0;          ///< workers who can still be taught
    std::int64_t top_ups_micro = 0;          ///< made up for pay that missed the floor
    std::int64_t bonuses_micro = 0;          ///< paid beside the pay
    std::int64_t settling_answers = 0;       ///< of the items that answers settled
    std::int64_t refused_pay_micro = 0;      ///< counted above, and given back for refused answers
    std::int64_t refused_fees_micro = 0;     ///< the same of fees
    taskflow::EffortCounts effort{};         ///< how long answers took, as far as is known
};

struct CampaignFacts {
    taskflow::Campaign campaign;
    std::uint32_t version = 0;
    Progress progress;
};

/// How many values `campaign_places` names.
inline constexpr std::size_t campaign_place_count = 21 + keys::effort_fields.size();
[[nodiscard]] std::vector<store::Place> campaign_places(const Market& market, std::uint32_t number);

/// Reads the first `campaign_place_count` values. Fails: 404 when there is no such campaign of this
/// client (somebody else's does not exist for her), 500 when it is unreadable.
[[nodiscard]] boost::system::result<CampaignFacts, Problem> facts_from(Values values,
                                                                       const Client& client);

/// An integer field; 0 when nothing stands there.
[[nodiscard]] std::int64_t stored_number(const std::optional<std::string>& value);

/// What went for messages so far, and back to workers for what their replies cost.
[[nodiscard]] std::int64_t messages_micro(const CampaignFacts& facts);

/// The campaign object of the API.
[[nodiscard]] boost::json::object campaign_view(const CampaignFacts& facts);

}  // namespace kazi::gateway::api
