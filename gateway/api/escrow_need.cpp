// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/escrow_need.hpp"

#include "taskflow/survey/survey.hpp"

namespace kazi::gateway::api {

namespace {

using billing::amount_micro_max;
using billing::Money;

// Both are at least 0.
std::optional<std::int64_t> times(std::int64_t left, std::int64_t right) {
    if (right != 0 && left > amount_micro_max / right) return std::nullopt;
    return left * right;
}

/// Of one interview at most; of a question there is one.
std::int64_t questions_asked(const taskflow::Campaign& campaign) {
    const auto& survey = campaign.survey_task.survey;
    return survey ? static_cast<std::int64_t>(survey->questions.size()) : 1;
}

/// Answers to lessons at most: each may be tried twice.
std::int64_t lesson_answers(const taskflow::Lessons& lessons) {
    const std::int64_t rounds = lessons.repeat_after == 0 ? 1 : 2;
    return static_cast<std::int64_t>(lessons.all.size()) * lessons.at_most * rounds * 2;
}

}  // namespace

std::optional<EscrowNeed> escrow_need(const taskflow::Campaign& campaign,
                                      std::int64_t sms_price_micro) {
    const std::int64_t answers = campaign.answers_max();
    const taskflow::AnswerPrice price = campaign.price_at(taskflow::level_max);
    const std::int64_t segments =
        (campaign.push ? segments_per_pushed_answer : segments_per_pulled_answer) *
            questions_asked(campaign) +
        (campaign.chain.compares ? segments_of_two_texts : 0);
    const auto pay = times(price.pay.micro, answers);
    const auto fees = times(price.fee.micro, answers);
    const auto messages =
        times(sms_price_micro,
              answers * segments + lesson_answers(campaign.lessons) * segments_per_pulled_answer);
    const auto replies = times(campaign.wages.reply_cost_micro, answers);
    const auto reserve = times(campaign.wages.reserve_micro, answers);
    const auto bonuses = taskflow::bonuses_micro_max(campaign);
    if (!pay || !fees || !messages || !replies || !reserve || !bonuses) return std::nullopt;
    const std::int64_t lessons = campaign.lessons.micro_max();
    // Seven amounts below 2^53 can't overflow 63 bits; their sum may still be too much.
    if (*pay + *fees + *messages + *replies + *reserve + lessons + *bonuses > amount_micro_max)
        return std::nullopt;
    const billing::Currency currency = campaign.pay.currency;
    return EscrowNeed{{*pay, currency},     {*fees, currency},    {*messages, currency},
                      {*replies, currency}, {*reserve, currency}, {lessons, currency},
                      {*bonuses, currency}};
}

std::optional<Money> fee_on(Money pay, int percent) {
    // The whole and the remainder apart: pay × percent could overflow.
    const std::int64_t fee = pay.micro / 100 * percent + pay.micro % 100 * percent / 100;
    if (fee > amount_micro_max - pay.micro) return std::nullopt;
    return Money{fee, pay.currency};
}

}  // namespace kazi::gateway::api
