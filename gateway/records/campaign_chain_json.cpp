// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/campaign_chain_json.hpp"

#include <boost/json.hpp>
#include <charconv>

namespace kazi::gateway::records {

namespace {

/// "ke-c7" → 7; 0: no campaign of this market.
std::uint32_t number_of(std::string_view id, const std::string& market) {
    const std::string prefix = market + "-c";
    if (!id.starts_with(prefix)) return 0;
    id.remove_prefix(prefix.size());
    std::uint32_t number = 0;
    const auto read = std::from_chars(id.data(), id.data() + id.size(), number);
    return read.ec == std::errc() && read.ptr == id.data() + id.size() ? number : 0;
}

}  // namespace

void read_chain(Fields& campaign, const std::string& market, taskflow::ChainTerms& terms) {
    campaign.object("chain", false, [&](Fields& fields) {
        terms.after = number_of(fields.text("after", 1, 60), market);
        if (terms.after == 0) fields.problem("after", "must be a campaign of the same market");
        terms.as = fields.optional_text("as", 40);
        terms.below_ppm = fields.share_ppm("confidence_at_most", terms.below_ppm);
        terms.values = fields.texts("values");
        terms.senior = fields.boolean("senior", terms.senior);
        fields.no_others();
    });
}

void write_chain(boost::json::object& campaign, const std::string& market,
                 const taskflow::ChainTerms& terms) {
    if (!terms.wanted()) return;
    boost::json::object chain{{"after", market + "-c" + std::to_string(terms.after)}};
    if (!terms.as.empty()) chain["as"] = terms.as;
    chain["confidence_at_most"] = static_cast<double>(terms.below_ppm) / 1e6;
    if (!terms.values.empty()) chain["values"] = boost::json::value_from(terms.values);
    if (terms.senior) chain["senior"] = true;
    campaign["chain"] = std::move(chain);
}

void read_earlier_steps(Fields& campaign, taskflow::ChainTerms& terms) {
    terms.compares = campaign.boolean("compares", false);
    const boost::json::value* steps = campaign.value("earlier_steps");
    const auto* list = steps == nullptr ? nullptr : steps->if_array();
    if (list == nullptr) return;
    for (const boost::json::value& step : *list) {
        boost::system::error_code error;
        const auto number = step.to_number<std::uint32_t>(error);
        if (error) return campaign.problem("earlier_steps", "must be numbers of campaigns");
        terms.earlier.push_back(number);
    }
}

void write_earlier_steps(boost::json::object& campaign, const taskflow::ChainTerms& terms) {
    if (!terms.earlier.empty()) campaign["earlier_steps"] = boost::json::value_from(terms.earlier);
    if (terms.compares) campaign["compares"] = true;
}

}  // namespace kazi::gateway::records
