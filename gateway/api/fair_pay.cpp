// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/fair_pay.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kazi::gateway::api {

namespace {

/// Clients write amounts with two decimals; a finer floor is rounded up to one of those.
constexpr std::int64_t cent_micro = billing::micro_per_unit / 100;

std::uint32_t usual_seconds(taskflow::QuestionType type, const WageRules& rules) {
    using taskflow::QuestionType;
    switch (type) {
        case QuestionType::yes_no:
        case QuestionType::verification:
            return rules.yes_no_seconds;
        case QuestionType::choice:
        case QuestionType::rating:
            return rules.choice_seconds;
        case QuestionType::number:
        case QuestionType::price:
        case QuestionType::date:
        case QuestionType::stock:
        case QuestionType::place:
            return rules.number_seconds;
        case QuestionType::multiple_choice:
        case QuestionType::ranking:
        case QuestionType::short_text:
        case QuestionType::translation:
        case QuestionType::transcription:
            break;
    }
    return rules.text_seconds;
}

}  // namespace

boost::system::result<void, Problem> settle_wages(taskflow::Campaign& campaign,
                                                  const WageRules& rules) {
    taskflow::CampaignWages& wages = campaign.wages;
    wages.effort_seconds =
        std::max(wages.effort_seconds, usual_seconds(campaign.question.type, rules));
    wages.reply_cost_micro = rules.reply_cost_micro;
    const std::int64_t least =
        taskflow::least_pay_micro(rules.floor_hour_micro, wages.effort_seconds);
    const auto& lessons = campaign.lessons;
    const bool fair_lessons = !lessons.wanted() || lessons.pay.micro >= least;
    if (campaign.pay.micro >= least && fair_lessons) return {};
    const std::int64_t rounded = (least + cent_micro - 1) / cent_micro * cent_micro;
    const billing::Money wanted{rounded, campaign.pay.currency};
    Problem problem =
        invalid(campaign.pay.micro < least ? "pay" : "lessons.pay",
                fmt::format("is below the market's floor: an answer of this kind takes about {} "
                            "seconds and must be paid {} at least",
                            wages.effort_seconds, billing::format_money(wanted)));
    problem.pay_least = wanted;
    return problem;
}

}  // namespace kazi::gateway::api
