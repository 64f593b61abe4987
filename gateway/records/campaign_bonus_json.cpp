// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/campaign_bonus_json.hpp"

#include <fmt/format.h>

#include "billing/money.hpp"

namespace kazi::gateway::records {

namespace {

using namespace taskflow;

void read_hard(Fields& bonus, Campaign& campaign) {
    bonus.object("hard", false, [&](Fields& hard) {
        campaign.bonus.hard_micro = hard.amount("pay");
        hard.no_others();
    });
    if (campaign.bonus.hard_micro > 0 && campaign.redundancy.maximum <= hard_answers_min)
        bonus.problem("hard", fmt::format("is never earned: an item has {} answers at most",
                                          campaign.redundancy.maximum));
}

}  // namespace

void read_bonus(Fields& fields, Campaign& campaign) {
    if (campaign.is_once_each() && fields.value("bonus") != nullptr)
        return fields.problem("bonus", "is not promised in a survey, which is answered once");
    fields.object("bonus", false, [&](Fields& bonus) {
        read_hard(bonus, campaign);
        bonus.no_others();
    });
}

void write_bonus(boost::json::object& out, const BonusTerms& terms) {
    if (!terms.wanted()) return;
    boost::json::object bonus;
    if (terms.hard_micro > 0) bonus["hard"] = {{"pay", billing::format_amount(terms.hard_micro)}};
    out["bonus"] = std::move(bonus);
}

}  // namespace kazi::gateway::records
