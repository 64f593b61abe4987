// SPDX-License-Identifier: Apache-2.0
// `available_micro` is the mirror of the ledger's wallet account: both change in the same step,
// except for money that comes back, whose posting belongs to the payout's own transition.
#include "taskflow/wallet.hpp"

#include <algorithm>

#include "taskflow/accounts.hpp"
#include "taskflow/dialogue/keys.hpp"
#include "taskflow/forgetting.hpp"
#include "taskflow/messages.hpp"
#include "taskflow/protecting.hpp"

namespace kazi::taskflow {

void credit(Turn& turn, const Campaign& campaign) {
    const billing::Account escrow = escrow_of(campaign.number);
    if (campaign.pay.micro > 0) {
        billing::move(turn.effects.postings, escrow, wallet_of(turn.id), campaign.pay);
    }
    if (campaign.fee.micro > 0) {
        billing::move(turn.effects.postings, escrow, {billing::AccountKind::platform_fee, {}},
                      campaign.fee);
    }
    turn.worker.available_micro += campaign.pay.micro;
}

bool order_payout(Turn& turn) {
    if (turn.worker.payout_open || turn.worker.protection.owner_unsure) return false;
    const auto micro =
        billing::plan_top_up(turn.worker.available_micro, turn.context.market.top_up);
    if (!micro) return false;
    const billing::Money amount = market_money(turn, *micro);
    billing::move(turn.effects.postings, wallet_of(turn.id),
                  {billing::AccountKind::payout_in_flight, {}}, amount);
    turn.worker.available_micro -= *micro;
    turn.worker.payout_open = true;
    turn.effects.payout = PayoutOrdered{++turn.worker.payout_sequence, amount};
    note(turn, dialogue::keys::payout_ordered, {{"amount", billing::format_money(amount)}});
    return true;
}

void order_payout_if_due(Turn& turn) {
    const Market& market = turn.context.market;
    if (!market.auto_payout) return;
    if (turn.worker.available_micro >= market.auto_payout_at_micro) order_payout(turn);
}

std::int64_t missing_for_payout(const Turn& turn) {
    const std::int64_t minimum = turn.context.market.top_up.minimum_micro;
    return std::max<std::int64_t>(0, minimum - turn.worker.available_micro);
}

void on_payout_settled(Turn& turn, const PayoutSettled& settled) {
    const bool expected =
        turn.worker.payout_open && settled.sequence == turn.worker.payout_sequence;
    if (!expected) {
        turn.effects.duplicate = true;
        return;
    }
    turn.worker.payout_open = false;
    if (!settled.paid) turn.worker.available_micro += settled.amount.micro;
    if (turn.worker.protection.leaving) put_off_leaving(turn, settled.paid);
    if (turn.worker.opted_out || !may_be_written_to(turn)) return;
    const std::string amount = billing::format_money(settled.amount);
    const std::string balance = money_text(turn, turn.worker.available_micro);
    dialogue::Screen news;
    news.body =
        say(turn, settled.paid ? dialogue::keys::payout_paid : dialogue::keys::payout_returned,
            {{"amount", amount}, {"balance", balance}});
    send_news(turn, news);
}

}  // namespace kazi::taskflow
