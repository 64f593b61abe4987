// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/market.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace kazi::gateway::api {

namespace {

constexpr std::string_view number_mark = "-c";

template <class Holds>
const Market* first(std::span<const Market> markets, Holds holds) {
    const auto at = std::find_if(markets.begin(), markets.end(), holds);
    return at == markets.end() ? nullptr : &*at;
}

WageRules wage_rules(const config::Market& market) {
    const config::Pay& pay = market.pay;
    WageRules rules{pay.floor_hour_micro, pay.reply_cost_micro, pay.effort_choice_s,
                    pay.effort_yes_no_s,  pay.effort_number_s,  pay.effort_text_s,
                    pay.reserve_percent};
    for (const config::Network& network : market.networks)
        rules.reply_cost_micro = std::max(rules.reply_cost_micro, network.reply_cost_micro);
    return rules;
}

}  // namespace

Market market_from(const config::Market& market, std::string cell) {
    const auto currency = billing::Currency::parse(market.currency);
    if (!currency) throw std::invalid_argument("market " + market.name + ": " + currency.error());
    return {market.name,        std::move(cell),        *currency,
            market.languages,   market.sms_price_micro, market.platform_fee_percent,
            wage_rules(market), market.lessons_at_least};
}

const Market* find_market(std::span<const Market> markets, std::string_view name) {
    return first(markets, [&](const Market& market) { return market.name == name; });
}

const Market* find_market(std::span<const Market> markets, billing::Currency currency) {
    return first(markets, [&](const Market& market) { return market.currency == currency; });
}

std::string campaign_id(std::string_view market, std::uint32_t number) {
    return fmt::format("{}{}{}", market, number_mark, number);
}

std::optional<CampaignName> campaign_name_from(std::string_view id) {
    const auto mark = id.rfind(number_mark);
    if (mark == std::string_view::npos) return std::nullopt;
    CampaignName name{std::string(id.substr(0, mark)), 0};
    const std::string_view digits = id.substr(mark + number_mark.size());
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), name.number);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    // One campaign has one name: "ke-c07" is none.
    if (campaign_id(name.market, name.number) != id) return std::nullopt;
    return name;
}

}  // namespace kazi::gateway::api
