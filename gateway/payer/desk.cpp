// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/desk.hpp"

#include <utility>

#include "gateway/observe/log.hpp"
#include "gateway/payer/look_time.hpp"
#include "gateway/payer/provider_call.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::payer {

namespace {

using billing::Next;
using boost::asio::awaitable;
using taskflow::Instant;

// A callback, a timer and a sender may meet at one payout; more than this is a fault elsewhere.
constexpr int tries_max = 8;
// After the request's own deadline: time for the commit of what came back.
constexpr std::chrono::milliseconds lease_margin{30'000};

bool is_told(Next next) {
    return next == Next::tell_paid || next == Next::tell_returned;
}

taskflow::PayoutSettled settled_of(const billing::Transition& transition) {
    const billing::Payout& payout = transition.payout;
    return {static_cast<std::uint32_t>(payout.sequence), payout.amount,
            transition.next == Next::tell_paid};
}

}  // namespace

Desk::Desk(keepers::Post post, const PayerSettings& settings, ProviderMetrics& metrics)
    : post_(post), settings_(settings), metrics_(metrics), queue_(settings.payouts_per_second) {}

std::int64_t Desk::lease_us() const {
    return std::chrono::microseconds(settings_.call_deadline + lease_margin).count();
}

awaitable<Found> Desk::load(std::string id) {
    store::LoadRequest request{.cell = cell(), .record_key = {}, .also = {place_of(id)}};
    const auto loaded = co_await store::load(post_.world.store, std::move(request));
    if (!loaded) co_return Found{};
    const auto& bytes = loaded->also.front();
    Found found{true, bytes ? records::payout_from(*bytes) : std::nullopt};
    if (!found.stored)
        post_.world.log.error("payout_unreadable", {{"payout", id}, {"there", bytes.has_value()}});
    co_return found;
}

awaitable<Applied> Desk::apply(std::string id, billing::PayoutEvent event) {
    std::vector<store::Write> nothing_else;
    co_return co_await apply(std::move(id), std::move(event), std::move(nothing_else));
}

awaitable<Applied> Desk::apply(std::string id, billing::PayoutEvent event,
                               std::vector<store::Write> along) {
    const billing::PayoutContext context{settings_.provider->traits, settings_.deployment_key};
    for (int tries = 0; tries < tries_max; ++tries) {
        const Found found = co_await load(id);
        if (!found.answered) co_return Applied{};
        if (!found.stored) co_return Applied{.kind = Applied::Kind::missing};
        const billing::Payout& before = found.stored->payout;
        Applied applied{Applied::Kind::unchanged, billing::advance(before, event, context)};
        if (!applied.transition.changed) {
            const bool written = co_await write_along(along);
            if (!written) co_return Applied{};
            heed(before, applied.transition);
            co_return applied;
        }
        const bool ask_now = applied.transition.next == Next::query;
        const auto at = look_at(applied.transition.payout, ask_now);
        Move move{before, found.stored->version, applied.transition, at, along};
        const Committed committed = co_await commit(std::move(move));
        if (committed == Committed::away) co_return Applied{};
        if (committed == Committed::stuck) co_return Applied{.kind = Applied::Kind::stuck};
        if (committed != Committed::yes) continue;
        applied.kind = Applied::Kind::moved;
        heed(before, applied.transition);
        co_return applied;
    }
    post_.world.log.error("payout_contended", {{"payout", id}});
    co_return Applied{.kind = Applied::Kind::stuck};
}

awaitable<Desk::Committed> Desk::commit(Move move) {
    if (is_told(move.transition.next)) co_return co_await commit_with_worker(std::move(move));
    co_return co_await commit_alone(std::move(move));
}

awaitable<Desk::Committed> Desk::commit_alone(Move move) {
    store::Batch batch = batch_of(cell(), move);
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    if (!outcome) {
        const bool unknown = outcome.error().fault == store::StoreFault::outcome_unknown;
        co_return unknown ? Committed::unknown : Committed::away;
    }
    if (outcome->applied) co_return Committed::yes;
    // The first guard is the payout's version; the rest are floors, which our books never cross.
    if (outcome->guard_failed == 0) co_return Committed::overtaken;
    post_.world.log.error("payout_books_short", {{"payout", move.before.id}});
    co_return Committed::stuck;
}

// She is told, and gets back what was returned, in the commit that moves the money.
awaitable<Desk::Committed> Desk::commit_with_worker(Move move) {
    const auto worker = records::worker_id_from(move.before.worker);
    if (!worker) co_return Committed::stuck;
    engine::EventRequest request;
    request.event.worker = *worker;
    request.event.at = now();
    request.event.what = settled_of(move.transition);
    request.trace = new_trace(post_.world.entropy);
    request.attachment = attachment_of(move);
    const std::string trace = request.trace;
    const auto handled = co_await post_.engine.handle(post_.cell, std::move(request));
    switch (handled.kind) {
        case engine::Handled::Kind::applied:
            post_.world.log.info("payout_told", {{"id", trace}, {"payout", move.before.id}});
            co_return Committed::yes;
        case engine::Handled::Kind::superseded:
            co_return Committed::overtaken;
        case engine::Handled::Kind::duplicate:
            break;
        case engine::Handled::Kind::unavailable:
        case engine::Handled::Kind::contended:
            co_return Committed::away;
        case engine::Handled::Kind::unreadable:
        case engine::Handled::Kind::no_subscriber:
            co_return Committed::stuck;
    }
    // She had heard of this payout's end before: a reversal was paid again, say. Only money that
    // would come back to her wallet needs her step.
    if (move.transition.next == Next::tell_paid) co_return co_await commit_alone(std::move(move));
    post_.world.log.error("payout_return_not_taken", {{"payout", move.before.id}});
    co_return Committed::stuck;
}

awaitable<bool> Desk::write_along(std::vector<store::Write> along) {
    if (along.empty()) co_return true;
    store::Batch batch;
    batch.cell = cell();
    batch.writes = std::move(along);
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    co_return outcome && outcome->applied;
}

awaitable<void> Desk::look_again(records::StoredPayout stored) {
    const auto at = look_at(stored.payout, false);
    co_await look_again(std::move(stored), at);
}

awaitable<void> Desk::look_again(records::StoredPayout stored, std::optional<Instant> at) {
    store::Batch batch;
    batch.cell = cell();
    batch.guards.push_back(store::VersionIs{place_of(stored.payout.id), stored.version});
    batch.writes.push_back(timer_write(stored.payout.id, at));
    // Refused or lost, the payout stays due, and is looked at again in the next round.
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    if (!outcome) post_.world.log.warn("payout_not_scheduled", {{"payout", stored.payout.id}});
}

std::optional<Instant> Desk::look_at(const billing::Payout& payout, bool ask_now) const {
    LookContext context{now(), settings_.provider->traits, lease_us(), false};
    if (ask_now && !payout.attempts.empty())
        context.ask_now =
            status_request(*settings_.provider, settings_.account, payout.attempts.back())
                .has_value();
    return next_look(payout, context);
}

// What a message means beyond its payout: the operator hears of it, the queue stops.
void Desk::heed(const billing::Payout& before, const billing::Transition& transition) {
    const billing::Payout& after = transition.payout;
    for (const billing::Alarm alarm : transition.alarms)
        post_.world.log.error("payout_alarm", {{"payout", after.id},
                                               {"alarm", billing::to_string(alarm)},
                                               {"provider", settings_.name}});
    for (const billing::Action action : transition.actions) {
        if (action != billing::Action::stop_provider_queue) continue;
        queue_.stop_until(now() + std::chrono::microseconds(settings_.queue_pause).count());
    }
    if (!transition.changed || after.state == before.state) return;
    metrics_.payout_changes[after.state].Increment();
    const bool tried = !after.attempts.empty();
    post_.world.log.info(
        "payout_moved",
        {{"payout", after.id},
         {"state", billing::to_string(after.state)},
         {"attempt", after.attempts.size()},
         {"reason", billing::to_string(tried ? after.attempts.back().reason : billing::Reason{})},
         {"code", tried ? after.attempts.back().code : std::string{}}});
}

}  // namespace kazi::gateway::payer
