// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/dispatch.hpp"

#include <algorithm>
#include <utility>

#include "billing/payout_id.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/payer/mark.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::payer {

namespace {

using billing::PayoutEvent;
using billing::PayoutState;
using boost::asio::awaitable;
using std::chrono::milliseconds;
using taskflow::Instant;

constexpr Instant recovery_pause_us = 600'000'000;

bool may_be_sent(const billing::Payout& payout) {
    return payout.state == PayoutState::created || billing::is_retryable(payout.state);
}

std::vector<store::Write> acknowledgement(const std::string& entry) {
    std::vector<store::Write> writes;
    if (!entry.empty()) writes.push_back(store::Acknowledge{keys::payouts_due, claim_group, entry});
    return writes;
}

}  // namespace

Dispatch::Dispatch(keepers::Post post, const PayerSettings& settings, Accounts& accounts,
                   Desk& desk, Courier& courier, Recovery& recovery)
    : post_(post),
      settings_(settings),
      accounts_(accounts),
      desk_(desk),
      courier_(courier),
      recovery_(recovery) {}

awaitable<void> Dispatch::take(std::string id, std::string entry) {
    // Others who pay the same number, or from the same cap, may be faster so often.
    constexpr int tries_max = 6;
    for (int tries = 0; tries < tries_max; ++tries) {
        const bool again = co_await try_once(id, entry);
        if (!again) co_return;
    }
}

awaitable<bool> Dispatch::try_once(std::string id, std::string entry) {
    auto dossier = co_await open(id, entry);
    if (!dossier) co_return false;
    const Departure decision = decide(*dossier);
    if (decision.waits_for != WaitsFor::nothing) {
        std::string what(to_string(decision.waits_for));
        co_await postpone(std::move(*dossier), std::move(entry), decision.at, std::move(what));
        co_return false;
    }
    Account& account = *decision.account;
    if (account.sending.is_full()) {
        const Instant later = account.sending.put_off(desk_.now());
        co_await postpone(std::move(*dossier), std::move(entry), later, "room");
        co_return false;
    }
    const Room::Place place(account.sending);
    const bool ours = co_await take_turn(account);
    if (!ours) co_return false;
    co_return co_await submit(account, std::move(*dossier), std::move(entry));
}

// All that decides whether the payout may leave now. Nothing: it is not to be sent, or the store
// is away and it comes again.
awaitable<std::optional<Dispatch::Dossier>> Dispatch::open(std::string id, std::string entry) {
    const auto parts = billing::parse_payout_id(id);
    const auto worker = parts ? records::worker_id_from(parts->worker) : std::nullopt;
    if (!worker) {
        co_await drop(std::move(id), std::move(entry));
        co_return std::nullopt;
    }
    store::LoadRequest what;
    what.cell = desk_.cell();
    what.record_key = keys::worker(*worker);
    what.also.push_back(place_of(id));
    what.also.push_back(keys::number(*worker));
    what.also.push_back(payee_place(parts->worker));
    what.also.push_back(window_place());
    const auto loaded = co_await store::load(post_.world.store, std::move(what));
    if (!loaded) co_return std::nullopt;
    const auto& found = loaded->also;
    auto stored = found[0] ? records::payout_from(*found[0]) : std::nullopt;
    if (!stored || !may_be_sent(stored->payout)) {
        co_await drop(std::move(id), std::move(entry));
        co_return std::nullopt;
    }
    Dossier dossier{.stored = std::move(*stored), .payee = {}, .msisdn = {}};
    dossier.network = network_in(loaded->record, accounts_, desk_.day_of(desk_.now()));
    if (found[1]) dossier.msisdn = "+" + *found[1];
    auto payee = found[2] ? payee_from(*found[2]) : std::nullopt;
    if (payee) dossier.payee = std::move(*payee);
    const auto window = found[3] ? window_from(*found[3]) : std::nullopt;
    dossier.window_open = window && window->open;
    if (!dossier.window_open || dossier.msisdn.empty()) co_return dossier;

    const auto finding =
        co_await recovery_.look_for(dossier.stored.payout, dossier.msisdn, window->reports_matched);
    if (finding == Recovery::Finding::unknown_everywhere) co_return dossier;
    if (finding == Recovery::Finding::dealt_with) {
        co_await drop(std::move(id), std::move(entry));
        co_return std::nullopt;
    }
    const Instant later = desk_.now() + recovery_pause_us;
    co_await postpone(std::move(dossier), std::move(entry), later, "recovery");
    co_return std::nullopt;
}

// Somebody was here before, or there is nothing to be sent under this id: the entry goes.
awaitable<void> Dispatch::drop(std::string id, std::string entry) {
    if (entry.empty()) co_return;
    post_.world.log.warn("payout_entry_dropped", {{"payout", id}});
    store::Batch batch;
    batch.cell = desk_.cell();
    batch.writes = acknowledgement(entry);
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    if (!outcome) post_.world.log.warn("payout_entry_kept", {{"payout", id}});
}

// What only a person can mend is said each time that it is looked at.
Departure Dispatch::decide(const Dossier& dossier) {
    const billing::Payout& payout = dossier.stored.payout;
    const Outgoing outgoing{payout,          dossier.payee, dossier.msisdn,
                            dossier.network, desk_.now(),   dossier.window_open};
    const Departure departure = departure_of(accounts_, outgoing);
    if (departure.waits_for == WaitsFor::number)
        post_.world.log.error("payout_without_number", {{"payout", payout.id}});
    if (departure.waits_for == WaitsFor::route)
        post_.world.log.error("payout_without_route",
                              {{"payout", payout.id}, {"to", Masked{dossier.msisdn}}});
    return departure;
}

awaitable<void> Dispatch::postpone(Dossier dossier, std::string entry, Instant until,
                                   std::string why) {
    const std::string& id = dossier.stored.payout.id;
    store::Batch batch;
    batch.cell = desk_.cell();
    batch.guards.push_back(store::VersionIs{place_of(id), dossier.stored.version});
    batch.writes = acknowledgement(entry);
    batch.writes.push_back(timer_write(id, until));
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    if (outcome && outcome->applied)
        post_.world.log.info(
            "payout_postponed",
            {{"payout", id}, {"waits_for", why}, {"seconds", (until - desk_.now()) / 1'000'000}});
}

awaitable<bool> Dispatch::take_turn(Account& account) {
    for (;;) {
        const std::int64_t wait_us = account.queue.take(desk_.now());
        if (wait_us == 0) co_return !post_.rest.stopping();
        const bool goes_on = co_await post_.rest.wait(milliseconds(wait_us / 1000 + 1));
        if (!goes_on) co_return false;
    }
}

billing::Claimed Dispatch::claim_of(const Account& account, const Dossier& dossier) const {
    const billing::Payout& payout = dossier.stored.payout;
    billing::Claimed claim;
    claim.provider = account.name();
    billing::KeySubject subject;
    subject.payout = payout.id;
    subject.provider = account.name();
    subject.attempt = static_cast<int>(payout.attempts.size()) + 1;
    claim.key =
        billing::provider_key(settings_.deployment_key, subject, account.codec().traits.key_form);
    claim.fingerprint = billing::fingerprint(settings_.deployment_key, account.name(),
                                             dossier.msisdn, payout.amount);
    claim.now_us = desk_.now();
    claim.deadline_us = claim.now_us + us(account.settings.pending_deadline);
    return claim;
}

// First among the fences is that nobody else has sent her something meanwhile; then come the caps.
Along Dispatch::fences_of(const Account& account, const Dossier& dossier,
                          const std::string& entry) const {
    const billing::Payout& payout = dossier.stored.payout;
    const Instant now = desk_.now();
    const Spend what{account.name(), payout.worker, payout.amount.micro, desk_.day_of(now)};
    Along along;
    along.guards.push_back(store::VersionIs{payee_place(payout.worker), dossier.payee.version});
    const auto of_account = account_cap(what, account.settings.day_cap_micro);
    const auto of_number = number_cap(what, account.settings.number_day_cap_micro);
    if (of_account) along.guards.push_back(*of_account);
    if (of_number) along.guards.push_back(*of_number);
    along.writes = acknowledgement(entry);
    along.writes.push_back(sent_write(payout.worker, dossier.payee, account.name(), now));
    along.writes.push_back(attempt_mark());
    spend(along.writes, what);
    return along;
}

// The attempt is durable, with the timer that would find it, before a byte leaves.
awaitable<bool> Dispatch::submit(Account& account, Dossier dossier, std::string entry) {
    const billing::Payout& payout = dossier.stored.payout;
    const billing::Claimed claim = claim_of(account, dossier);
    const int attempt = static_cast<int>(payout.attempts.size()) + 1;
    Errand errand{account, payout.id, attempt,
                  order_of(payout, account, claim.key, dossier.msisdn)};
    const Along along = fences_of(account, dossier, entry);
    PayoutEvent event = claim;
    const Applied applied = co_await desk_.apply(payout.id, std::move(event), along);
    if (applied.kind == Applied::Kind::barred)
        co_return co_await barred(account, std::move(dossier), std::move(entry), applied.bar,
                                  along);
    const bool ours = applied.kind == Applied::Kind::moved &&
                      std::cmp_equal(applied.transition.payout.attempts.size(), attempt);
    if (!ours) co_return false;
    post_.world.log.info("payout_submitted", {{"payout", errand.payout},
                                              {"attempt", attempt},
                                              {"provider", account.name()},
                                              {"to", Masked{dossier.msisdn}}});
    co_await courier_.carry(std::move(errand));
    co_return false;
}

// A day's cap of the account closes it, and another may pay; one of the number makes her wait.
awaitable<bool> Dispatch::barred(Account& account, Dossier dossier, std::string entry,
                                 std::size_t bar, const Along& along) {
    if (bar == 0) co_return true;
    const Instant next_day = tomorrow();
    const bool of_number =
        account.settings.number_day_cap_micro > 0 && bar + 1 == along.guards.size();
    if (of_number) {
        co_await postpone(std::move(dossier), std::move(entry), next_day, "the number's day cap");
        co_return false;
    }
    account.queue.cap_until(next_day);
    account.show(desk_.now());
    post_.world.log.warn(
        "payout_account_capped",
        {{"provider", account.name()}, {"seconds", (next_day - desk_.now()) / 1'000'000}});
    co_return true;
}

Instant Dispatch::tomorrow() const {
    return next_local_day(post_.cell.settings.local_time, desk_.now());
}

}  // namespace kazi::gateway::payer
