// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/waiting.hpp"

#include <algorithm>
#include <utility>

#include "billing/payout_id.hpp"
#include "billing/payout_policy.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/payer/window.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"
#include "gateway/store/batch_rules.hpp"

namespace kazi::gateway::payer {

namespace {

using billing::PayoutState;
using boost::asio::awaitable;
using taskflow::Instant;

Waiting in_pause(const Account& account, Instant now) {
    const Pause pause = account.queue.pause(now);
    Waiting waiting{"account", pause.until, account.name(), {}};
    if (pause.cause == PauseCause::shut) waiting.what = "shut";
    if (pause.cause == PauseCause::capped) waiting.what = "day_cap";
    if (pause.cause != PauseCause::stopped) return waiting;
    waiting.what = "stopped";
    waiting.because = billing::to_string(pause.reason);
    return waiting;
}

/// What has left waits for its news, or for whoever has to decide.
std::optional<Waiting> under_way(const billing::Payout& payout, Instant now) {
    if (payout.state == PayoutState::held) return Waiting{"person", 0, {}, payout.held_reason};
    if (payout.attempts.empty()) return std::nullopt;
    const billing::Attempt& newest = payout.attempts.back();
    switch (payout.state) {
        case PayoutState::submitted:
        case PayoutState::pending:
            return Waiting{"provider", newest.deadline_us, newest.provider, {}};
        case PayoutState::in_doubt:
            if (billing::needs_person(payout, now))
                return Waiting{"person", 0, newest.provider, "in doubt for a day"};
            return Waiting{"provider", 0, newest.provider,
                           std::string(billing::to_string(newest.reason))};
        default:
            return std::nullopt;
    }
}

bool wants_to_leave(const billing::Payout& payout) {
    return payout.state == PayoutState::created || billing::is_retryable(payout.state);
}

}  // namespace

awaitable<store::StoreResult<std::optional<Waiting>>> WaitingRoom::ask(billing::Payout payout,
                                                                       Instant now) {
    using Result = store::StoreResult<std::optional<Waiting>>;
    if (!wants_to_leave(payout)) co_return Result(under_way(payout, now));
    const auto known = co_await look_up(payout, now);
    if (!known) co_return Result(known.error());
    if (known->window_open) co_return Result(Waiting{"recovery", 0, {}, {}});
    if (auto retry = before_retry(payout, now)) co_return Result(std::move(retry));
    co_return Result(to_leave(payout, *known, now));
}

std::vector<WaitingRoom::Cap> WaitingRoom::caps_of(const billing::Payout& payout,
                                                   Instant now) const {
    std::vector<Cap> caps;
    for (const Account& account : accounts_.all()) {
        const Spend what{account.name(), payout.worker, payout.amount.micro,
                         local_time_(now).day_number};
        const auto keep = [&](const std::optional<store::Guard>& guard, bool of_number) {
            if (guard) caps.push_back({&account, of_number, std::get<store::AtLeast>(*guard)});
        };
        keep(account_cap(what, account.settings.day_cap_micro), false);
        keep(number_cap(what, account.settings.number_day_cap_micro), true);
    }
    return caps;
}

// One round trip: her number and network, when it was sent something, what left today, and the
// window.
awaitable<store::StoreResult<WaitingRoom::Known>> WaitingRoom::look_up(
    const billing::Payout& payout, Instant now) {
    Known known;
    const auto worker = records::worker_id_from(payout.worker);
    if (!worker) co_return known;
    std::vector<Cap> caps = caps_of(payout, now);
    store::LoadRequest what;
    what.cell = cell_;
    what.record_key = keys::worker(*worker);
    what.also = {keys::number(*worker), payee_place(payout.worker), window_place()};
    for (const Cap& cap : caps)
        what.also.push_back({cap.room.key, cap.room.field});
    const auto loaded = co_await store::load(store_, std::move(what));
    if (!loaded) co_return loaded.error();
    const auto& found = loaded->also;
    known.network = network_in(loaded->record, accounts_, local_time_(now).day_number);
    if (found[0]) known.msisdn = "+" + *found[0];
    if (found[1]) known.payee = payee_from(*found[1]).value_or(Payee{});
    const auto window = found[2] ? window_from(*found[2]) : std::nullopt;
    known.window_open = window && window->open;
    for (std::size_t i = 0; i < caps.size(); ++i) {
        const auto& value = found[i + 3];
        const std::int64_t sum = value ? store::stored_integer(*value).value_or(0) : 0;
        if (sum < caps[i].room.minimum) known.full.push_back(std::move(caps[i]));
    }
    co_return known;
}

// After a failure the policy may want a pause of its own.
std::optional<Waiting> WaitingRoom::before_retry(const billing::Payout& payout, Instant now) {
    if (payout.attempts.empty()) return std::nullopt;
    const billing::Attempt& newest = payout.attempts.back();
    billing::FailureContext context;
    context.now_us = now;
    const auto choice = billing::after_failure(payout, context);
    const auto* again = std::get_if<billing::TryAgain>(&choice);
    if (again == nullptr || again->not_before_us <= now) return std::nullopt;
    return Waiting{"retry", again->not_before_us, newest.provider,
                   std::string(billing::to_string(newest.reason))};
}

Waiting WaitingRoom::to_leave(const billing::Payout& payout, const Known& known, Instant now) {
    const Departure departure =
        departure_of(accounts_, {payout, known.payee, known.msisdn, known.network, now});
    if (departure.waits_for == WaitsFor::account && departure.account != nullptr)
        return in_pause(*departure.account, now);
    const std::string account = departure.account != nullptr ? departure.account->name() : "";
    if (departure.waits_for != WaitsFor::nothing) {
        const bool ends = departure.waits_for == WaitsFor::spacing;
        return {to_string(departure.waits_for), ends ? departure.at : 0, account, {}};
    }
    for (const Cap& cap : known.full)
        if (cap.account == departure.account)
            return {cap.of_number ? "number_day_cap" : "day_cap",
                    next_local_day(local_time_, now),
                    account,
                    {}};
    return {"sender", 0, account, {}};
}

}  // namespace kazi::gateway::payer
