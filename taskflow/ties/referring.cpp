// SPDX-License-Identifier: Apache-2.0
#include "taskflow/ties/referring.hpp"

#include <chrono>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/messages.hpp"
#include "taskflow/pay/accounts.hpp"
#include "taskflow/pay/wallet.hpp"
#include "taskflow/screens.hpp"
#include "taskflow/ties/codes.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

const ReferralRules& rules(const Turn& turn) {
    return turn.context.market.referral;
}

std::uint16_t local_month(const Turn& turn) {
    const std::chrono::year_month_day day{local_day(turn)};
    const int years = static_cast<int>(day.year()) - 1970;
    return static_cast<std::uint16_t>(years * 12 + static_cast<int>(unsigned{day.month()}) - 1);
}

int paid_this_month(const Turn& turn) {
    const Ties& ties = turn.worker.ties;
    return ties.month == local_month(turn) ? ties.friends_paid : 0;
}

bool may_be_paid(const Turn& turn) {
    const Worker& worker = turn.worker;
    return worker.stage == Stage::active && !worker.protection.erased &&
           !worker.protection.leaving && paid_this_month(turn) < rules(turn).per_month_max;
}

void tell(Turn& turn, billing::Money amount) {
    const std::string balance = money_text(turn, turn.worker.available_micro);
    order_payout_if_due(turn);
    tell_news(turn,
              say(turn, keys::refer_earned,
                  {{"amount", billing::format_money(amount)}, {"balance", balance}}),
              Haste::can_wait);
}

}  // namespace

Place refer(Turn& turn) {
    Ties& ties = turn.worker.ties;
    if (rules(turn).pay_micro == 0 || !ties.code.empty()) return Place::refer;
    ties.code = friend_code(turn.id, turn.at);
    tie_changes(turn).new_code = ties.code;
    return Place::refer;
}

dialogue::Screen refer_screen(const Turn& turn) {
    const ReferralRules& market = rules(turn);
    if (market.pay_micro == 0 || turn.worker.ties.code.empty())
        return reading(turn, say(turn, keys::refer_none));
    return reading(turn,
                   say(turn, keys::refer_body,
                       {{"code", turn.worker.ties.code},
                        {"short_code", turn.context.market.short_code},
                        {"answers", std::to_string(market.after_answers)},
                        {"pay", money_text(turn, market.pay_micro)},
                        {"left", std::to_string(market.per_month_max - paid_this_month(turn))}}));
}

void take_friend_code(Turn& turn, std::string_view code) {
    Worker& worker = turn.worker;
    const bool new_here = worker.consent_at == 0 && !worker.protection.erased;
    if (!new_here || rules(turn).pay_micro == 0) return;
    std::string read = as_friend_code(code);
    if (!read.empty() && read != worker.ties.code) worker.ties.invited_by = std::move(read);
}

void earn_for_friend(Turn& turn) {
    std::string& code = turn.worker.ties.invited_by;
    if (code.empty() || turn.worker.answers < rules(turn).after_answers) return;
    tie_changes(turn).friend_of = std::move(code);
    code.clear();
}

void on_friend_worked(Turn& turn, const FriendWorked& worked) {
    if (worked.amount.micro <= 0 || !may_be_paid(turn)) {
        turn.effects.duplicate = true;
        return;
    }
    Ties& ties = turn.worker.ties;
    ties.friends_paid = static_cast<std::uint8_t>(paid_this_month(turn) + 1);
    ties.month = local_month(turn);
    billing::move(turn.effects.postings, {billing::AccountKind::referral_budget, {}},
                  wallet_of(turn.id), worked.amount);
    turn.worker.available_micro += worked.amount.micro;
    tell(turn, worked.amount);
}

}  // namespace kazi::taskflow
