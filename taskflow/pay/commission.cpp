// SPDX-License-Identifier: Apache-2.0
#include "taskflow/pay/commission.hpp"

#include <variant>

#include "billing/share.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

namespace {

using billing::AccountKind;
using billing::Money;

void report(Turn& turn, const std::string& code, Money commission) {
    if (!turn.effects.partner) turn.effects.partner = PartnerCount{.code = code};
    turn.effects.partner->commission_micro += commission.micro;
}

std::int64_t credited_fees(const billing::Postings& postings) {
    std::int64_t fees = 0;
    for (const billing::Posting& posting : postings)
        if (posting.account.kind == AccountKind::platform_fee && posting.change.micro > 0)
            fees += posting.change.micro;
    return fees;
}

/// What of this step's fees has a share: not one that may still go back.
std::int64_t shared_fees(const Turn& turn, const Event& event) {
    const auto* moved = std::get_if<ReviewMoved>(&event.what);
    if (moved != nullptr) {
        const bool hers = moved->step == ReviewMoved::Step::accepted ||
                          moved->step == ReviewMoved::Step::reversed;
        return hers ? moved->fee_micro : 0;
    }
    return turn.effects.review_begins ? 0 : credited_fees(turn.effects.postings);
}

/// Out of what these postings credit to the platform, or out of what was credited before.
void take_from_platform(billing::Postings& postings, Money commission) {
    for (billing::Posting& posting : postings) {
        if (posting.account.kind != AccountKind::platform_fee) continue;
        if (posting.change.micro < commission.micro) continue;
        posting.change = posting.change - commission;
        return;
    }
    postings.push_back({{AccountKind::platform_fee, {}}, -commission});
}

}  // namespace

void share_fees(Turn& turn, const Event& event) {
    const std::string& code = turn.worker.protection.partner;
    const auto share = turn.context.market.partner_shares.find(code);
    if (share == turn.context.market.partner_shares.end()) return;
    const auto give = [&](billing::Postings& postings, std::int64_t fees) {
        const Money commission = billing::share_of(market_money(turn, fees), share->second);
        if (commission.micro == 0) return;
        take_from_platform(postings, commission);
        postings.push_back({{AccountKind::partner_commission, code}, commission});
        report(turn, code, commission);
    };
    for (EarlierAnswer& each : turn.effects.earlier)
        give(each.postings, credited_fees(each.postings));
    give(turn.effects.postings, shared_fees(turn, event));
}

}  // namespace kazi::taskflow
