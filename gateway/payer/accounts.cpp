// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/accounts.hpp"

#include <algorithm>

#include "gateway/ensure.hpp"

namespace kazi::gateway::payer {

using taskflow::Instant;

void Account::show(Instant now) const {
    metrics.stopped->Set(queue.stopped_until() > now ? 1 : 0);
    metrics.shut->Set(queue.is_shut() ? 1 : 0);
    metrics.capped->Set(queue.is_capped(now) ? 1 : 0);
}

Accounts::Accounts(const PayerSettings& settings, Metrics& metrics) : settings_(settings) {
    ensure(!settings.accounts.empty(), "somebody pays");
    for (const AccountSettings& account : settings.accounts) {
        accounts_.emplace_back(account, metrics.provider(account.name));
        routes_.push_back(account.route);
    }
}

Account* Accounts::find(std::string_view name) {
    const auto found = std::find_if(accounts_.begin(), accounts_.end(),
                                    [name](const Account& one) { return one.name() == name; });
    return found == accounts_.end() ? nullptr : &*found;
}

Account* Accounts::of(const billing::Payout& payout) {
    return payout.attempts.empty() ? &accounts_.front() : find(payout.attempts.back().provider);
}

// What an aggregator said of the number counts before its beginning: people take it elsewhere. Of
// beginnings the longest counts: operators were handed smaller and smaller blocks.
std::string_view Accounts::operator_of(const Choice& choice) const {
    const auto digits = choice.msisdn.substr(std::min<std::size_t>(1, choice.msisdn.size()));
    const OperatorPrefix* best = nullptr;
    for (const OperatorPrefix& prefix : settings_.operators) {
        if (prefix.name == choice.network) return choice.network;
        const bool longer = best == nullptr || prefix.digits.size() > best->digits.size();
        if (longer && digits.starts_with(prefix.digits)) best = &prefix;
    }
    return best == nullptr ? std::string_view() : best->name;
}

billing::RouteChoice Accounts::choose(const Choice& choice) const {
    billing::RouteContext context;
    context.msisdn = choice.msisdn;
    context.operator_name = operator_of(choice);
    context.kind = choice.payout.kind;
    context.window_open = choice.window_open;
    for (const Account& account : accounts_)
        if (account.queue.open_at(choice.now) > choice.now) context.stopped.insert(account.name());
    return billing::choose_route(choice.payout, routes_, context);
}

Instant Accounts::opens_at(Instant now) const {
    Instant first = 0;
    for (const Account& account : accounts_) {
        const Instant opens = account.queue.open_at(now);
        if (opens > now && (first == 0 || opens < first)) first = opens;
    }
    return std::max(first, now);
}

}  // namespace kazi::gateway::payer
