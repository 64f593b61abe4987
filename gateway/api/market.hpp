// SPDX-License-Identifier: Apache-2.0
// What the API knows of a market, and the public names of its campaigns.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "billing/money.hpp"
#include "config/config.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::api {

/// What work is worth at least, and what replies cost.
struct WageRules {
    std::int64_t floor_hour_micro = 0;  ///< 0: no floor
    std::int64_t reply_cost_micro = 0;  ///< of the dearest network
    std::uint32_t choice_seconds = 0;   ///< that an answer is taken to need, here and below
    std::uint32_t yes_no_seconds = 0;
    std::uint32_t number_seconds = 0;
    std::uint32_t text_seconds = 0;
    int reserve_percent = 0;  ///< of the pay, put aside to make up for a missed floor
};

struct Market {
    std::string name;  ///< "ke"
    std::string cell;  ///< "ke-0"
    billing::Currency currency;
    std::vector<taskflow::Language> languages;
    std::int64_t sms_price_micro = 0;  ///< of one segment
    int fee_percent = 0;               ///< of the pay, on top of it
    WageRules wages{};
    int lessons_at_least = 0;  ///< that a campaign teaches before it asks
};

/// Throws std::invalid_argument on a currency that is none, which the configuration rules out.
[[nodiscard]] Market market_from(const config::Market& market, std::string cell);

/// The market of that name, or null.
[[nodiscard]] const Market* find_market(std::span<const Market> markets, std::string_view name);
/// The first market with that currency, or null.
[[nodiscard]] const Market* find_market(std::span<const Market> markets,
                                        billing::Currency currency);

/// A campaign's name outside: "ke-c7". Numbers are a market's own, so the market is part of it.
[[nodiscard]] std::string campaign_id(std::string_view market, std::uint32_t number);

struct CampaignName {
    std::string market;
    std::uint32_t number = 0;
};
/// Fails (nullopt) on what `campaign_id` did not write.
[[nodiscard]] std::optional<CampaignName> campaign_name_from(std::string_view id);

}  // namespace kazi::gateway::api
