// SPDX-License-Identifier: Apache-2.0
#include "taskflow/pay/top_up.hpp"

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/messages.hpp"
#include "taskflow/pay/accounts.hpp"
#include "taskflow/pay/wallet.hpp"

namespace kazi::taskflow {

void on_topped_up(Turn& turn, const WagesToppedUp& topped) {
    if (turn.worker.protection.erased || topped.amount.micro <= 0) {
        turn.effects.duplicate = true;
        return;
    }
    billing::move(turn.effects.postings, escrow_of(topped.campaign), wallet_of(turn.id),
                  topped.amount);
    turn.worker.available_micro += topped.amount.micro;
    const std::string balance = money_text(turn, turn.worker.available_micro);
    order_payout_if_due(turn);
    tell_news(turn,
              say(turn, dialogue::keys::pay_topped_up,
                  {{"amount", billing::format_money(topped.amount)}, {"balance", balance}}),
              Haste::can_wait);
}

}  // namespace kazi::taskflow
