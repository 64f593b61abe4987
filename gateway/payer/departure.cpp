// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/departure.hpp"

#include <algorithm>

#include "gateway/records/worker_record.hpp"
#include "taskflow/pay/networks.hpp"

namespace kazi::gateway::payer {

namespace {

using taskflow::Instant;

constexpr Instant minute_us = 60'000'000;
// What can't be paid for a reason that only a person can change is looked at this often.
constexpr Instant hour_us = 60 * minute_us;

/// When that account last sent something to her, by what is kept of her and by this payout.
Instant last_sent(const Outgoing& outgoing, const std::string& account) {
    Instant last = outgoing.payee.last_by(account);
    for (const billing::Attempt& attempt : outgoing.payout.attempts)
        if (attempt.provider == account) last = std::max(last, attempt.submitted_at_us);
    return last;
}

Departure through(Account& account, const Outgoing& outgoing) {
    const Instant sent = last_sent(outgoing, account.name());
    const Instant spaced = sent == 0 ? 0 : sent + us(account.settings.number_spacing);
    const Instant opens = account.queue.open_at(outgoing.now);
    Departure departure{&account, std::max(spaced, opens), WaitsFor::nothing};
    if (departure.at <= outgoing.now) return departure;
    departure.waits_for = spaced >= opens ? WaitsFor::spacing : WaitsFor::account;
    return departure;
}

Departure first_to_open(Accounts& accounts, Instant now) {
    Departure departure{nullptr, now, WaitsFor::account};
    for (Account& account : accounts.all()) {
        const Instant opens = account.queue.open_at(now);
        const bool sooner = departure.account == nullptr || opens < departure.at;
        if (opens <= now || !sooner) continue;
        departure.account = &account;
        departure.at = opens;
    }
    return departure;
}

}  // namespace

std::string_view to_string(WaitsFor what) {
    switch (what) {
        case WaitsFor::nothing:
            return "nothing";
        case WaitsFor::number:
            return "number";
        case WaitsFor::route:
            return "route";
        case WaitsFor::spacing:
            return "spacing";
        case WaitsFor::account:
            return "account";
    }
    return "?";
}

Departure departure_of(Accounts& accounts, const Outgoing& outgoing) {
    const Instant later = outgoing.now + hour_us;
    if (outgoing.msisdn.empty()) return {nullptr, later, WaitsFor::number};
    const auto choice = accounts.choose(
        {outgoing.payout, outgoing.msisdn, outgoing.network, outgoing.now, outgoing.window_open});
    if (const auto* route = std::get_if<billing::TakeRoute>(&choice))
        return through(accounts.at(route->route), outgoing);
    if (std::holds_alternative<billing::WaitForRoute>(choice))
        return first_to_open(accounts, outgoing.now);
    return {nullptr, later, WaitsFor::route};
}

std::string network_in(const store::Record& worker, const Accounts& accounts, std::int64_t day) {
    const auto read = records::worker_from(worker);
    if (!read) return {};
    return std::string(taskflow::network_known(read->wallet, accounts.network_days(), day));
}

Instant next_local_day(const std::function<taskflow::LocalTime(Instant)>& local_time, Instant now) {
    const auto today = local_time(now).day_number;
    Instant least = now / minute_us;
    Instant most = least + 25 * 60;
    while (least + 1 < most) {
        const Instant middle = (least + most) / 2;
        (local_time(middle * minute_us).day_number == today ? least : most) = middle;
    }
    return most * minute_us;
}

}  // namespace kazi::gateway::payer
