// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/campaign_review_json.hpp"

#include <boost/json.hpp>

namespace kazi::gateway::records {

namespace {

constexpr std::int64_t hours_max = 168;
constexpr std::int64_t appeal_hours_min = 24;
constexpr std::int64_t appeal_hours_max = 336;
constexpr std::int64_t appeal_hours = 72;

}  // namespace

void read_review(Fields& campaign, taskflow::ReviewTerms& terms) {
    campaign.object("review", false, [&](Fields& fields) {
        terms.hours = static_cast<std::uint32_t>(fields.integer("hours", 1, hours_max, 24));
        terms.appeal_hours = static_cast<std::uint32_t>(
            fields.integer("appeal_hours", appeal_hours_min, appeal_hours_max, appeal_hours));
        fields.no_others();
    });
}

void read_judges(Fields& campaign, taskflow::ReviewTerms& terms) {
    campaign.object("judges", false, [&](Fields& fields) {
        taskflow::AppealedAnswer& judged = terms.judges.emplace();
        judged.item.campaign =
            static_cast<std::uint32_t>(fields.integer("campaign", 1, UINT32_MAX, 0));
        judged.item.index = static_cast<std::uint32_t>(fields.integer("index", 0, UINT32_MAX, 0));
        judged.value = fields.text("value", 0, 4000);
    });
}

void write_review(boost::json::object& campaign, const taskflow::ReviewTerms& terms) {
    if (!terms.wanted()) return;
    campaign["review"] = {{"hours", terms.hours}, {"appeal_hours", terms.appeal_hours}};
}

void write_judges(boost::json::object& campaign, const taskflow::ReviewTerms& terms) {
    if (!terms.judges) return;
    campaign["judges"] = {{"campaign", terms.judges->item.campaign},
                          {"index", terms.judges->item.index},
                          {"value", terms.judges->value}};
}

}  // namespace kazi::gateway::records
