// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/campaign_quality_json.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "gateway/records/campaign_gold_json.hpp"
#include "taskflow/question/asked.hpp"

namespace kazi::gateway::records {

namespace {

namespace json = boost::json;
using namespace taskflow;

constexpr double ppm = 1e6;

bool asks_for_amounts(const Question& question) {
    using enum question::Kind;
    return question.type == number || question.type == price ||
           (question.type == stock && !question::is_listed(question));
}

void read_tolerance(Fields& fields, const Campaign& campaign, quality::QualityTerms& terms) {
    constexpr const char* name = "tolerance";
    if (fields.value(name) == nullptr) return;
    terms.tolerance_ppm = fields.share_ppm(name, terms.tolerance_ppm);
    if (terms.tolerance_ppm < quality::tolerance_ppm_min ||
        terms.tolerance_ppm > quality::tolerance_ppm_max)
        fields.problem(name, fmt::format("must be from {} to {}", quality::tolerance_ppm_min / ppm,
                                         quality::tolerance_ppm_max / ppm));
    if (!asks_for_amounts(campaign.question))
        fields.problem(name, "is for questions that ask for an amount");
}

/// Most people who are asked about one item.
constexpr std::int64_t judges_max = 15;

void read_comparison(Fields& fields, const Campaign& campaign, quality::ComparisonTerms& terms) {
    fields.object("compare", false, [&](Fields& compare) {
        terms.judges = static_cast<std::uint8_t>(compare.integer("judges", 1, judges_max, 3));
        terms.pay_micro = compare.amount("pay");
        compare.no_others();
    });
    if (terms.wanted() && !question::is_wording(campaign.question.type))
        fields.problem("compare", "is for questions that ask for a text");
}

}  // namespace

void read_quality(Fields& fields, Campaign& campaign) {
    fields.object("quality", false, [&](Fields& inner) {
        read_gold(inner, campaign.gold);
        read_tolerance(inner, campaign, campaign.quality_terms);
        read_comparison(inner, campaign, campaign.quality_terms.comparison);
        inner.no_others();
    });
}

void write_quality(json::object& out, const Campaign& campaign) {
    json::object terms;
    write_gold(terms, campaign.gold);
    if (campaign.quality_terms.tolerance_ppm != quality::usual_tolerance_ppm)
        terms["tolerance"] = campaign.quality_terms.tolerance_ppm / ppm;
    const quality::ComparisonTerms& comparison = campaign.quality_terms.comparison;
    if (comparison.wanted())
        terms["compare"] = {{"judges", comparison.judges},
                            {"pay", billing::format_amount(comparison.pay_micro)}};
    if (!terms.empty()) out["quality"] = std::move(terms);
}

}  // namespace kazi::gateway::records
