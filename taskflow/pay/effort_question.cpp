// SPDX-License-Identifier: Apache-2.0
#include "taskflow/pay/effort_question.hpp"

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/pay/accounts.hpp"
#include "taskflow/pay/networks.hpp"
#include "taskflow/pay/wallet.hpp"
#include "taskflow/question/understanding.hpp"

namespace kazi::taskflow {

namespace {

constexpr Instant open_us = hour_us;
constexpr question::Milli minutes_max = 60 * question::milli;
constexpr std::int64_t minute_seconds = 60;

Instant pause_us(const Turn& turn) {
    return turn.context.market.effort_question_days * day_us;
}

/// "2", "half", "1 h": minutes above zero, an hour at most. More is a slip, or no effort.
question::Form minutes_form() {
    question::Form form;
    form.kind = question::Kind::number;
    form.minimum = 1;
    form.maximum = minutes_max;
    form.decimals = 2;
    form.unit = "min";
    return form;
}

void count(Turn& turn, question::Milli minutes) {
    const std::int64_t seconds = (minutes * minute_seconds + question::milli - 1) / question::milli;
    turn.effects.effort =
        EffortSeen{turn.effort_asked, effort_step(static_cast<std::uint64_t>(seconds))};
}

/// No campaign asked, so none pays.
void give_back_sms(Turn& turn) {
    const std::int64_t micro = reply_cost_micro(turn);
    if (micro == 0) return;
    billing::move(turn.effects.postings, {billing::AccountKind::operator_funds, {}},
                  wallet_of(turn.id), market_money(turn, micro));
    turn.worker.available_micro += micro;
    note(turn, dialogue::keys::pay_credited, {{"pay", money_text(turn, micro)}});
    order_payout_if_due(turn);
}

/// One answer, to one question of a campaign that has a floor to keep. What was answered in a pack
/// or a survey took her a time that nobody can share out.
bool is_worth_asking(const Turn& turn) {
    const auto& answer = turn.effects.answer;
    const auto& asked = turn.context.asked;
    if (!answer || !asked || !turn.effects.earlier.empty()) return false;
    const Campaign& campaign = *asked->what.campaign;
    return asked->what.ref == answer->item && campaign.wages.floor_hour_micro > 0 &&
           !campaign.is_once_each() && asked->what.efforts_measured < effort_samples_min;
}

bool was_asked_lately(const Turn& turn) {
    const Instant asked_at = turn.worker.effort.at;
    return asked_at != 0 && turn.at < asked_at + pause_us(turn);
}

}  // namespace

void take_up_effort_question(Turn& turn) {
    EffortAsked& asked = turn.worker.effort;
    if (turn.at < asked.at + open_us) turn.effort_asked = asked.campaign;
    asked.campaign = 0;
    if (!was_asked_lately(turn)) asked.at = 0;
}

bool tell_effort(Turn& turn, std::string_view typed) {
    if (turn.effort_asked == 0) return false;
    const auto told = question::understand(minutes_form(), language_of(turn), typed);
    if (told.outcome == question::Outcome::unsure ||
        told.outcome == question::Outcome::out_of_range)
        return false;
    if (const auto* minutes = std::get_if<question::Amount>(&told.value))
        count(turn, minutes->value);
    give_back_sms(turn);
    return true;
}

bool ask_effort(Turn& turn) {
    const bool asks = turn.context.market.effort_question_days > 0 && is_worth_asking(turn) &&
                      !was_asked_lately(turn) && turn.worker.wallet.ask == WalletAsk::nothing;
    if (asks) turn.worker.effort = {turn.effects.answer->item.campaign, turn.at};
    return asks;
}

}  // namespace kazi::taskflow
