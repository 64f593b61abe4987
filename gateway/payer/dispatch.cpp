// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/dispatch.hpp"

#include <algorithm>
#include <utility>

#include "billing/payout_id.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/payer/provider_call.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::payer {

namespace {

using billing::Next;
using billing::PayoutEvent;
using billing::PayoutState;
using boost::asio::awaitable;
using std::chrono::milliseconds;
using taskflow::Instant;

// A request that is waiting to be repeated shows that somebody is at it this often: well within
// the lease.
constexpr milliseconds renew_every{10'000};
constexpr milliseconds repeat_first{1'000};
constexpr milliseconds store_retry{500};
// What can't be paid for a reason that only a person can change is looked at this often.
constexpr Instant hour_us = 3'600'000'000;

std::int64_t us(milliseconds duration) {
    return std::chrono::microseconds(duration).count();
}

bool may_be_sent(const billing::Payout& payout) {
    return payout.state == PayoutState::created || billing::is_retryable(payout.state);
}

Instant last_sent(const billing::Payout& payout) {
    return payout.attempts.empty() ? 0 : payout.attempts.back().submitted_at_us;
}

std::vector<store::Write> acknowledgement(const std::string& entry) {
    std::vector<store::Write> writes;
    if (!entry.empty()) writes.push_back(store::Acknowledge{keys::payouts_due, claim_group, entry});
    return writes;
}

}  // namespace

Dispatch::Dispatch(keepers::Post post, const PayerSettings& settings, Desk& desk, Parking& parking)
    : post_(post), settings_(settings), desk_(desk), parking_(parking) {}

awaitable<void> Dispatch::take(std::string id, std::string entry) {
    auto dossier = co_await open(id, entry);
    if (!dossier) co_return;
    const Instant at = not_before(*dossier);
    if (at > desk_.now()) co_return co_await postpone(std::move(*dossier), std::move(entry), at);
    const bool ours = co_await take_turn();
    if (ours) co_await submit(std::move(*dossier), std::move(entry));
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
    what.also.push_back(place_of(id));
    what.also.push_back(keys::number(*worker));
    if (parts->sequence > 1)
        what.also.push_back(place_of(billing::payout_id(parts->worker, parts->sequence - 1)));
    const auto loaded = co_await store::load(post_.world.store, std::move(what));
    if (!loaded) co_return std::nullopt;
    const auto& found = loaded->also;
    auto stored = found[0] ? records::payout_from(*found[0]) : std::nullopt;
    if (!stored || !may_be_sent(stored->payout)) {
        co_await drop(std::move(id), std::move(entry));
        co_return std::nullopt;
    }
    Dossier dossier{std::move(*stored), 0, {}};
    if (found[1]) dossier.msisdn = "+" + *found[1];
    const bool has_previous = found.size() > 2 && found[2];
    const auto previous = has_previous ? records::payout_from(*found[2]) : std::nullopt;
    if (previous) dossier.previous_sent = last_sent(previous->payout);
    co_return dossier;
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

Instant Dispatch::not_before(const Dossier& dossier) const {
    if (dossier.msisdn.empty()) {
        post_.world.log.error("payout_without_number", {{"payout", dossier.stored.payout.id}});
        return desk_.now() + hour_us;
    }
    const Instant sent = std::max(dossier.previous_sent, last_sent(dossier.stored.payout));
    const Instant spaced = sent == 0 ? 0 : sent + us(settings_.number_spacing);
    return std::max(spaced, desk_.queue().open_at());
}

awaitable<void> Dispatch::postpone(Dossier dossier, std::string entry, Instant until) {
    const std::string& id = dossier.stored.payout.id;
    store::Batch batch;
    batch.cell = desk_.cell();
    batch.guards.push_back(store::VersionIs{place_of(id), dossier.stored.version});
    batch.writes = acknowledgement(entry);
    batch.writes.push_back(timer_write(id, until));
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    if (outcome && outcome->applied)
        post_.world.log.info("payout_postponed",
                             {{"payout", id}, {"seconds", (until - desk_.now()) / 1'000'000}});
}

awaitable<bool> Dispatch::take_turn() {
    for (;;) {
        const std::int64_t wait_us = desk_.queue().take(desk_.now());
        if (wait_us == 0) co_return !post_.rest.stopping();
        const bool goes_on = co_await post_.rest.wait(milliseconds(wait_us / 1000 + 1));
        if (!goes_on) co_return false;
    }
}

billing::Claimed Dispatch::claim_of(const Dossier& dossier) const {
    const billing::Payout& payout = dossier.stored.payout;
    billing::Claimed claim;
    claim.provider = settings_.name;
    billing::KeySubject subject;
    subject.payout = payout.id;
    subject.provider = settings_.name;
    subject.attempt = static_cast<int>(payout.attempts.size()) + 1;
    claim.key = billing::provider_key(settings_.deployment_key, subject,
                                      settings_.provider->traits.key_form);
    claim.fingerprint = billing::fingerprint(settings_.deployment_key, settings_.name,
                                             dossier.msisdn, payout.amount);
    claim.now_us = desk_.now();
    claim.deadline_us = claim.now_us + us(settings_.pending_deadline);
    return claim;
}

// The attempt is durable, with the timer that would find it, before a byte leaves.
awaitable<void> Dispatch::submit(Dossier dossier, std::string entry) {
    const billing::Payout& payout = dossier.stored.payout;
    const billing::Claimed claim = claim_of(dossier);
    Order order{payout.id, static_cast<int>(payout.attempts.size()) + 1,
                billing::PayoutOrder{claim.key, dossier.msisdn, payout.amount}};
    PayoutEvent event = claim;
    std::vector<store::Write> along = acknowledgement(entry);
    const Applied applied = co_await desk_.apply(payout.id, std::move(event), std::move(along));
    const bool ours = applied.kind == Applied::Kind::moved &&
                      std::cmp_equal(applied.transition.payout.attempts.size(), order.attempt);
    if (!ours) co_return;
    post_.world.log.info(
        "payout_submitted",
        {{"payout", order.payout}, {"attempt", order.attempt}, {"to", Masked{dossier.msisdn}}});
    co_await carry(std::move(order));
}

awaitable<void> Dispatch::carry(Order order) {
    for (int tries = 1;; ++tries) {
        const PayoutEvent event = co_await request(order);
        const auto applied = co_await record(order.payout, event);
        if (!applied || !applied->heard()) co_return;
        const billing::Transition& after = applied->transition;
        if (after.next != Next::resend) {
            const auto* attempt = billing::find_attempt(after.payout, order.attempt);
            if (attempt == nullptr || attempt->provider_ref.empty()) co_return;
            co_await parking_.replay(order.payout, attempt->provider_ref);
            co_return;
        }
        // One that repeats is probe enough; the others wait where nothing is recorded of them yet.
        desk_.queue().hold_back_until(desk_.now() + us(renew_every) * 2);
        // Turned away, the deadline runs on; of what never left there can be no news to wait for.
        const bool turned_away = !std::holds_alternative<billing::NotSent>(event);
        if (turned_away && desk_.now() >= after.payout.attempts.back().deadline_us) {
            PayoutEvent passed = billing::DeadlinePassed{order.attempt, desk_.now()};
            co_await record(order.payout, std::move(passed));
            co_return;
        }
        const bool again = co_await wait_to_repeat(order.payout, order.attempt, tries);
        if (!again) co_return;
    }
}

awaitable<PayoutEvent> Dispatch::request(Order order) {
    auto what = http_request(settings_.provider->build_request(order.order, settings_.account));
    http::SendOptions options;
    options.fresh_connection = true;
    options.total_timeout = settings_.call_deadline;
    const auto outcome =
        co_await http::send(post_.world.outbound, std::move(what), std::move(options));
    if (const auto* nothing = std::get_if<http::NotSent>(&outcome))
        post_.world.log.warn("payout_not_sent", {{"payout", order.payout}, {"why", nothing->why}});
    co_return sent_event(*settings_.provider, settings_.account, order.attempt, outcome);
}

// What came back is worth waiting for the store. Nothing: the daemon stops first, and the timer
// finds an attempt without news.
awaitable<std::optional<Applied>> Dispatch::record(std::string id, PayoutEvent event) {
    for (;;) {
        Applied applied = co_await desk_.apply(id, event);
        if (applied.kind != Applied::Kind::unavailable) co_return applied;
        const bool goes_on = co_await post_.rest.wait(store_retry);
        if (!goes_on) co_return std::nullopt;
    }
}

// True: the attempt is still ours to make and waits for nothing else.
awaitable<bool> Dispatch::wait_to_repeat(std::string id, int attempt, int tries) {
    const Instant back_off = us(repeat_first) << std::min(tries - 1, 4);
    Instant until = desk_.now() + back_off;
    for (;;) {
        until = std::max(until, desk_.queue().stopped_until());
        const Instant left_us = until - desk_.now();
        const auto pause = std::min(renew_every, milliseconds(left_us / 1000 + 1));
        if (left_us > 0) {
            const bool goes_on = co_await post_.rest.wait(pause);
            if (!goes_on) co_return false;
        }
        const Renewed renewed = co_await renew(id, attempt);
        if (renewed == Renewed::moved_on) co_return false;
        if (renewed == Renewed::store_away) until = std::max(until, desk_.now() + us(store_retry));
        const bool ready = renewed == Renewed::yes && desk_.now() >= until;
        if (ready && desk_.queue().stopped_until() <= until) co_return true;
    }
}

// Shuts out everybody who loaded the payout before, and moves the timer on.
awaitable<Dispatch::Renewed> Dispatch::renew(std::string id, int attempt) {
    const Found found = co_await desk_.load(id);
    if (!found.answered) co_return Renewed::store_away;
    if (!found.stored) co_return Renewed::moved_on;
    const billing::Payout& payout = found.stored->payout;
    const bool newest = std::cmp_equal(payout.attempts.size(), attempt);
    const bool unsent = payout.state == PayoutState::submitted;
    if (!newest || !unsent) co_return Renewed::moved_on;
    store::Batch batch =
        renewal_of(desk_.cell(), payout, found.stored->version, desk_.now() + desk_.lease_us());
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    if (!outcome) co_return Renewed::store_away;
    co_return outcome->applied ? Renewed::yes : Renewed::moved_on;
}

}  // namespace kazi::gateway::payer
