// SPDX-License-Identifier: Apache-2.0
// `available_micro` is the mirror of the ledger's wallet account: both change in the same step,
// except for money that comes back, whose posting belongs to the payout's own transition.
#include "taskflow/pay/wallet.hpp"

#include <algorithm>
#include <utility>

#include "billing/top_up_plan.hpp"
#include "taskflow/dialogue/keys.hpp"
#include "taskflow/messages.hpp"
#include "taskflow/pay/accounts.hpp"
#include "taskflow/pay/pin.hpp"
#include "taskflow/pay/purchase.hpp"
#include "taskflow/protection/forgetting.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;
using billing::AccountKind;

const billing::Account payout_fees{AccountKind::payout_fee, {}};

/// Takes the money out of the wallet. What follows is ordered when this one has arrived.
void order(Turn& turn, const Purchase& purchase) {
    const billing::Account wallet = wallet_of(turn.id);
    const billing::Money amount = market_money(turn, purchase.amount_micro);
    auto& postings = turn.effects.postings;
    billing::move(postings, wallet, {AccountKind::payout_in_flight, {}}, amount);
    if (purchase.fee_micro > 0)
        billing::move(postings, wallet, payout_fees, market_money(turn, purchase.fee_micro));
    Worker& worker = turn.worker;
    worker.available_micro -= purchase.takes_micro();
    worker.payout_open = true;
    worker.wallet.open_money = gets_money(turn);
    worker.wallet.open_fee_micro = purchase.fee_micro;
    worker.wallet.top_ups_left = purchase.follow;
    worker.wallet.pay_at = 0;
    turn.effects.payout = PayoutOrdered{++worker.payout_sequence, amount};
    if (turn.context.market.wallet.money)
        turn.effects.payout->kind =
            worker.wallet.open_money ? billing::PayKind::money : billing::PayKind::airtime;
}

void note_order(Turn& turn, const Purchase& purchase) {
    const std::string total = money_text(turn, purchase.total_micro);
    if (turn.worker.wallet.open_money) {
        note(turn, keys::payout_ordered_money,
             {{"amount", total}, {"fee", money_text(turn, purchase.fee_micro)}});
    } else if (purchase.follow > 0) {
        note(turn, keys::payout_ordered_parts,
             {{"amount", total}, {"count", std::to_string(purchase.follow + 1)}});
    } else {
        note(turn, keys::payout_ordered, {{"amount", total}});
    }
}

Instant period_of(PayWhen when) {
    return when == PayWhen::daily ? day_us : 7 * day_us;
}

/// From the first pay that collects on, so that an empty wallet has no timer.
bool is_day_reached(Turn& turn) {
    WalletWishes& wallet = turn.worker.wallet;
    if (wallet.pay_at != 0 && turn.at >= wallet.pay_at) {
        wallet.pay_at = 0;
        return true;
    }
    if (wallet.pay_at == 0 && turn.worker.available_micro > 0)
        wallet.pay_at = turn.at + period_of(wallet.when);
    return false;
}

bool is_due(Turn& turn) {
    const Market& market = turn.context.market;
    switch (turn.worker.wallet.when) {
        case PayWhen::soon:
            return true;
        case PayWhen::daily:
        case PayWhen::weekly:
            return is_day_reached(turn);
        case PayWhen::at_amount:
            return turn.worker.available_micro >= turn.worker.wallet.at_micro;
        case PayWhen::as_market:
            break;
    }
    return market.auto_payout && turn.worker.available_micro >= market.auto_payout_at_micro;
}

/// What was planned with the payout that has arrived. Its next part is no news.
void order_what_follows(Turn& turn) {
    const int left = turn.worker.wallet.top_ups_left;
    turn.worker.wallet.top_ups_left = 0;
    turn.worker.wallet.pay_at = 0;
    const auto purchase = plan_purchase(turn, left);
    const bool may_leave = !gets_money(turn) && !turn.worker.protection.owner_unsure;
    if (purchase && may_leave) order(turn, *purchase);
}

void give_back(Turn& turn, const PayoutSettled& settled) {
    WalletWishes& wallet = turn.worker.wallet;
    turn.worker.available_micro += settled.amount.micro + wallet.open_fee_micro;
    wallet.top_ups_left = 0;
    if (wallet.open_fee_micro > 0)
        billing::move(turn.effects.postings, payout_fees, wallet_of(turn.id),
                      market_money(turn, wallet.open_fee_micro));
}

std::string_view news_of(bool paid, bool money) {
    if (money) return paid ? keys::payout_paid_money : keys::payout_returned_money;
    return paid ? keys::payout_paid : keys::payout_returned;
}

}  // namespace

void credit(Turn& turn, const Campaign& campaign, const AnswerPrice& price,
            const AnswerRecord& record) {
    const billing::Account escrow = escrow_of(campaign.number);
    auto& postings = turn.effects.postings;
    if (price.pay.micro > 0) billing::move(postings, escrow, wallet_of(turn.id), price.pay);
    if (price.fee.micro > 0)
        billing::move(postings, escrow, {AccountKind::platform_fee, {}}, price.fee);
    post_bonus(turn, campaign, record.bonus_micro, wallet_of(turn.id));
    turn.worker.available_micro += price.pay.micro + record.bonus_micro;
    give_back_reply_cost(turn, campaign, record.reply_cost_micro);
}

void post_bonus(Turn& turn, const Campaign& campaign, std::int64_t micro, billing::Account hers) {
    if (micro == 0) return;
    const billing::Account passage{AccountKind::bonus, {}};
    const billing::Money bonus = market_money(turn, micro);
    billing::move(turn.effects.postings, escrow_of(campaign.number), passage, bonus);
    billing::move(turn.effects.postings, passage, std::move(hers), bonus);
}

void give_back_reply_cost(Turn& turn, const Campaign& campaign, std::int64_t micro) {
    if (micro == 0) return;
    const billing::Account passage{AccountKind::reply_cost, {}};
    const billing::Money cost = market_money(turn, micro);
    billing::move(turn.effects.postings, escrow_of(campaign.number), passage, cost);
    billing::move(turn.effects.postings, passage, wallet_of(turn.id), cost);
    turn.worker.available_micro += micro;
}

bool order_payout(Turn& turn) {
    if (turn.worker.payout_open || turn.worker.protection.owner_unsure) return false;
    const auto purchase = plan_purchase(turn, billing::top_ups_max);
    if (!purchase) return false;
    order(turn, *purchase);
    note_order(turn, *purchase);
    return true;
}

void order_payout_if_due(Turn& turn) {
    if (!is_due(turn)) return;
    if (turn.worker.payout_open || !plan_purchase(turn, 1)) return;
    if (pin_need(turn) != PinNeed::none || must_agree_to_fee(turn)) {
        note(turn, keys::wallet_waits);
        return;
    }
    order_payout(turn);
}

void pay_by_timer(Turn& turn) {
    WalletWishes& wallet = turn.worker.wallet;
    if (wallet.pay_at == 0 || turn.at < wallet.pay_at) return;
    if (turn.worker.protection.owner_unsure) {
        wallet.pay_at = 0;
        wallet.top_ups_left = 0;
        return;
    }
    if (wallet.top_ups_left > 0 && !turn.worker.payout_open) return order_what_follows(turn);
    order_payout_if_due(turn);
    if (wallet.pay_at != 0 && turn.at >= wallet.pay_at) wallet.pay_at = 0;
}

Instant pay_wake(const Worker& worker) {
    return worker.wallet.pay_at;
}

std::int64_t missing_for_payout(const Turn& turn) {
    return std::max<std::int64_t>(0, least_purchase_micro(turn) - turn.worker.available_micro);
}

bool must_agree_to_fee(const Turn& turn) {
    return gets_money(turn) &&
           turn.context.market.wallet.money->fee_micro > turn.worker.wallet.agreed_fee_micro;
}

void on_payout_settled(Turn& turn, const PayoutSettled& settled) {
    const bool expected =
        turn.worker.payout_open && settled.sequence == turn.worker.payout_sequence;
    if (!expected) {
        turn.effects.duplicate = true;
        return;
    }
    turn.worker.payout_open = false;
    const bool money = turn.worker.wallet.open_money;
    if (!settled.paid) give_back(turn, settled);
    turn.worker.wallet.open_fee_micro = 0;
    turn.worker.wallet.open_money = false;
    // By her timer: the end of one payout and the order of another are two entries of the ledger.
    if (turn.worker.wallet.top_ups_left > 0) turn.worker.wallet.pay_at = turn.at;
    if (turn.worker.protection.leaving) put_off_leaving(turn, settled.paid);
    const std::string amount = billing::format_money(settled.amount);
    const std::string balance = money_text(turn, turn.worker.available_micro);
    tell_news(turn,
              say(turn, news_of(settled.paid, money), {{"amount", amount}, {"balance", balance}}),
              settled.paid ? Haste::can_wait : Haste::at_once);
}

}  // namespace kazi::taskflow
