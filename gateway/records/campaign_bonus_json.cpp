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

void read_streak(Fields& bonus, BonusTerms& terms) {
    constexpr std::int64_t answers_most = 1000;
    bonus.object("streak", false, [&](Fields& streak) {
        if (streak.value("answers") == nullptr) streak.problem("answers", "is missing");
        terms.streak_answers =
            static_cast<std::uint16_t>(streak.integer("answers", 2, answers_most, 2));
        terms.streak_micro = streak.amount("pay");
        streak.no_others();
    });
}

}  // namespace

void read_bonus(Fields& fields, Campaign& campaign) {
    if (campaign.is_once_each() && fields.value("bonus") != nullptr)
        return fields.problem("bonus", "is not promised in a survey, which is answered once");
    fields.object("bonus", false, [&](Fields& bonus) {
        read_hard(bonus, campaign);
        read_streak(bonus, campaign.bonus);
        bonus.no_others();
    });
}

void write_bonus(boost::json::object& out, const BonusTerms& terms) {
    if (!terms.wanted()) return;
    boost::json::object bonus;
    if (terms.hard_micro > 0) bonus["hard"] = {{"pay", billing::format_amount(terms.hard_micro)}};
    if (terms.streak_micro > 0)
        bonus["streak"] = {{"answers", terms.streak_answers},
                           {"pay", billing::format_amount(terms.streak_micro)}};
    out["bonus"] = std::move(bonus);
}

}  // namespace kazi::gateway::records
