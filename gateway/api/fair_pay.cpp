// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/fair_pay.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "billing/share.hpp"

namespace kazi::gateway::api {

namespace {

/// Clients write amounts with two decimals; a finer floor is rounded up to one of those.
constexpr std::int64_t cent_micro = billing::micro_per_unit / 100;
constexpr std::int64_t ppm_per_percent = 10'000;

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
    wages.floor_hour_micro = rules.floor_hour_micro;
    if (rules.floor_hour_micro > 0)
        wages.reserve_micro =
            billing::share_of(campaign.pay, rules.reserve_percent * ppm_per_percent).micro;
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

boost::system::result<void, Problem> settle_measured_wages(taskflow::Campaign& campaign,
                                                           const WageRules& rules,
                                                           const taskflow::EffortCounts& measured) {
    const auto seconds = taskflow::median_effort_seconds(measured);
    if (!seconds || *seconds <= campaign.wages.effort_seconds) return {};
    campaign.wages.effort_seconds = *seconds;
    const auto fair = settle_wages(campaign, rules);
    return fair ? check_budget(campaign) : fair;
}

boost::system::result<void, Problem> check_budget(const taskflow::Campaign& campaign) {
    const taskflow::CampaignBudget& budget = campaign.budget;
    const auto money = [&](std::int64_t micro) {
        return billing::format_money({micro, campaign.pay.currency});
    };
    if (budget.day_micro > 0 && budget.day_micro < campaign.lease_micro_max())
        return invalid("budget.per_day", fmt::format("allows no answer: one may cost {}",
                                                     money(campaign.lease_micro_max())));
    const std::int64_t pay =
        campaign.price_at(taskflow::level_max).pay.micro + campaign.bonus.micro_max();
    if (budget.worker_micro > 0 && budget.worker_micro < pay)
        return invalid("budget.per_worker",
                       fmt::format("allows no answer: one may be paid {}", money(pay)));
    return {};
}

}  // namespace kazi::gateway::api
