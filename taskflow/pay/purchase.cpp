// SPDX-License-Identifier: Apache-2.0
#include "taskflow/pay/purchase.hpp"

#include <algorithm>

#include "billing/top_up_plan.hpp"
#include "taskflow/pay/networks.hpp"

namespace kazi::taskflow {

namespace {

billing::Denominations sold_to(const Turn& turn) {
    const Network* network = network_of(turn);
    return {network == nullptr ? std::vector<std::int64_t>{} : network->top_ups_micro,
            turn.context.market.top_up};
}

std::optional<Purchase> plan_money(const Turn& turn) {
    const MoneyOffer& offer = *turn.context.market.wallet.money;
    const std::int64_t after_fee = turn.worker.available_micro - offer.fee_micro;
    const auto amount = billing::plan_top_up(after_fee, offer.limits);
    if (!amount) return std::nullopt;
    return Purchase{*amount, offer.fee_micro, *amount, 0};
}

}  // namespace

bool gets_money(const Turn& turn) {
    return turn.worker.wallet.money && turn.context.market.wallet.money.has_value();
}

std::optional<Purchase> plan_purchase(const Turn& turn, int payouts_max) {
    if (gets_money(turn)) return plan_money(turn);
    const billing::TopUpPlan plan =
        billing::plan_top_ups(turn.worker.available_micro, sold_to(turn), payouts_max);
    if (plan.top_ups_micro.empty()) return std::nullopt;
    return Purchase{plan.top_ups_micro.front(), 0,
                    turn.worker.available_micro - plan.remainder_micro,
                    static_cast<std::uint8_t>(plan.top_ups_micro.size() - 1)};
}

std::int64_t least_purchase_micro(const Turn& turn) {
    if (gets_money(turn)) {
        const MoneyOffer& offer = *turn.context.market.wallet.money;
        return offer.limits.minimum_micro + offer.fee_micro;
    }
    const billing::Denominations sold = sold_to(turn);
    if (sold.fixed_micro.empty()) return sold.range.minimum_micro;
    return *std::min_element(sold.fixed_micro.begin(), sold.fixed_micro.end());
}

}  // namespace kazi::taskflow
