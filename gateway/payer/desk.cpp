// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/desk.hpp"

#include <type_traits>
#include <utility>

#include "gateway/observe/log.hpp"
#include "gateway/payer/look_time.hpp"
#include "gateway/payer/provider_call.hpp"
#include "gateway/payer/spending.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::payer {

namespace {

using billing::Next;
using billing::PayoutEvent;
using boost::asio::awaitable;
using taskflow::Instant;

// After the request's own deadline: time for the commit of what came back.
constexpr std::chrono::milliseconds lease_margin{30'000};
constexpr std::int64_t lease_margin_us = us(lease_margin);

bool is_told(Next next) {
    return next == Next::tell_paid || next == Next::tell_returned;
}

taskflow::PayoutSettled settled_of(const billing::Transition& transition) {
    const billing::Payout& payout = transition.payout;
    return {static_cast<std::uint32_t>(payout.sequence), payout.amount,
            transition.next == Next::tell_paid};
}

}  // namespace

Desk::Desk(keepers::Post post, const PayerSettings& settings, Accounts& accounts)
    : post_(post), settings_(settings), accounts_(accounts) {}

std::int64_t Desk::lease_us(const Account& account) {
    return us(account.settings.call_deadline + lease_margin);
}

std::int64_t Desk::day_of(Instant at) const {
    return post_.cell.settings.local_time(at).day_number;
}

Along Desk::keeping(const Capture& capture) const {
    Along along;
    along.writes.push_back(capture_write(day_of(capture.at), capture));
    return along;
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
    Along nothing_else;
    co_return co_await apply(std::move(id), std::move(event), std::move(nothing_else));
}

awaitable<Applied> Desk::apply(std::string id, billing::PayoutEvent event, Along along) {
    // A callback, a timer and a sender may meet at one payout; more than this is a fault elsewhere.
    constexpr int tries_max = 8;
    for (int tries = 0; tries < tries_max; ++tries) {
        const Found found = co_await load(id);
        if (!found.answered) co_return Applied{};
        if (!found.stored) co_return Applied{.kind = Applied::Kind::missing};
        const billing::Payout& before = found.stored->payout;
        const billing::PayoutContext context = context_of(before, event);
        Applied applied{Applied::Kind::unchanged, billing::advance(before, event, context)};
        if (!applied.transition.changed) {
            const bool written = co_await write_along(along);
            if (!written) co_return Applied{};
            heed(before, applied.transition);
            co_return applied;
        }
        Move move = move_of(*found.stored, applied.transition, along);
        const Committed committed = co_await commit(std::move(move));
        applied.bar = committed.bar;
        switch (committed.how) {
            case Committed::How::yes:
                applied.kind = Applied::Kind::moved;
                heed(before, applied.transition);
                co_return applied;
            case Committed::How::overtaken:
                break;
            case Committed::How::barred:
                applied.kind = Applied::Kind::barred;
                co_return applied;
            case Committed::How::away:
                co_return Applied{};
            case Committed::How::stuck:
                co_return Applied{.kind = Applied::Kind::stuck};
        }
    }
    post_.world.log.error("payout_contended", {{"payout", id}});
    co_return Applied{.kind = Applied::Kind::stuck};
}

// The machine knows the provider by its traits: those of the account that the event speaks of.
billing::PayoutContext Desk::context_of(const billing::Payout& payout, const PayoutEvent& event) {
    const auto name = [&](const auto& what) -> std::string_view {
        using What = std::decay_t<decltype(what)>;
        if constexpr (std::is_same_v<What, billing::Claimed>) {
            return what.provider;
        } else if constexpr (!std::is_same_v<What, billing::GivenBack>) {
            const billing::Attempt* attempt = billing::find_attempt(payout, what.attempt);
            if (attempt != nullptr) return attempt->provider;
        }
        return payout.attempts.empty() ? std::string_view() : payout.attempts.back().provider;
    };
    const Account* account = accounts_.find(std::visit(name, event));
    // Of an account that is gone nothing is known that would be safe.
    const auto traits = account == nullptr ? billing::ProviderTraits{} : account->codec().traits;
    return {traits, settings_.deployment_key};
}

Move Desk::move_of(const records::StoredPayout& stored, const billing::Transition& transition,
                   Along along) {
    const billing::Payout& after = transition.payout;
    for (const billing::Attempt* attempt : newly_failed(stored.payout, after))
        unspend(along.writes, {attempt->provider, after.worker, after.amount.micro,
                               day_of(attempt->submitted_at_us)});
    const auto at = look_at(after, transition.next == Next::query);
    return {stored.payout, stored.version, transition, at, std::move(along)};
}

awaitable<Desk::Committed> Desk::commit(Move move) {
    if (is_told(move.transition.next)) co_return co_await commit_with_worker(std::move(move));
    co_return co_await commit_alone(std::move(move));
}

awaitable<Desk::Committed> Desk::commit_alone(Move move) {
    using How = Committed::How;
    store::Batch batch = batch_of(cell(), move);
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    if (!outcome) {
        const bool unknown = outcome.error().fault == store::StoreFault::outcome_unknown;
        co_return Committed{unknown ? How::overtaken : How::away};
    }
    if (outcome->applied) co_return Committed{How::yes};
    // The first guard is the payout's version; then what came along; then the floors of accounts,
    // which our books never cross.
    const std::size_t guard = outcome->guard_failed;
    if (guard == 0) co_return Committed{How::overtaken};
    if (guard <= move.along.guards.size()) co_return Committed{How::barred, guard - 1};
    post_.world.log.error("payout_books_short", {{"payout", move.before.id}});
    co_return Committed{How::stuck};
}

// She is told, and gets back what was returned, in the commit that moves the money.
awaitable<Desk::Committed> Desk::commit_with_worker(Move move) {
    const auto worker = records::worker_id_from(move.before.worker);
    if (!worker) co_return Committed{Committed::How::stuck};
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
            co_return Committed{Committed::How::yes};
        case engine::Handled::Kind::superseded:
            co_return Committed{Committed::How::overtaken};
        case engine::Handled::Kind::duplicate:
            break;
        case engine::Handled::Kind::unavailable:
        case engine::Handled::Kind::contended:
            co_return Committed{Committed::How::away};
        case engine::Handled::Kind::unreadable:
        case engine::Handled::Kind::no_subscriber:
            co_return Committed{Committed::How::stuck};
    }
    // She had heard of this payout's end before: a reversal was paid again, say. Only money that
    // would come back to her wallet needs her step.
    if (move.transition.next == Next::tell_paid) co_return co_await commit_alone(std::move(move));
    post_.world.log.error("payout_return_not_taken", {{"payout", move.before.id}});
    co_return Committed{Committed::How::stuck};
}

awaitable<bool> Desk::write_along(const Along& along) {
    const bool unwanted = along.only_if_moved || !along.guards.empty();
    if (along.writes.empty() || unwanted) co_return true;
    store::Batch batch;
    batch.cell = cell();
    batch.writes = along.writes;
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    co_return outcome && outcome->applied;
}

awaitable<void> Desk::look_again(records::StoredPayout stored) {
    const auto at = look_at(stored.payout, false);
    co_await look_again(std::move(stored), at);
}

awaitable<void> Desk::look_again(records::StoredPayout stored, std::optional<Instant> at) {
    Along nothing_else;
    co_await look_again(std::move(stored), at, std::move(nothing_else));
}

awaitable<void> Desk::look_again(records::StoredPayout stored, std::optional<Instant> at,
                                 Along along) {
    store::Batch batch;
    batch.cell = cell();
    batch.guards.push_back(store::VersionIs{place_of(stored.payout.id), stored.version});
    batch.writes = std::move(along.writes);
    batch.writes.push_back(timer_write(stored.payout.id, at));
    // Refused or lost, the payout stays due, and is looked at again in the next round.
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    if (!outcome) post_.world.log.warn("payout_not_scheduled", {{"payout", stored.payout.id}});
}

std::optional<Instant> Desk::look_at(const billing::Payout& payout, bool ask_now) {
    constexpr billing::ProviderTraits of_nobody;
    const Account* account = accounts_.of(payout);
    if (account == nullptr) return next_look(payout, {now(), of_nobody, lease_margin_us, false});
    LookContext context{now(), account->codec().traits, lease_us(*account), false};
    if (ask_now && !payout.attempts.empty())
        context.ask_now =
            status_request(account->codec(), account->settings.account, payout.attempts.back())
                .has_value();
    return next_look(payout, context);
}

// What a message means beyond its payout: the operator hears of it, the queue stops.
void Desk::heed(const billing::Payout& before, const billing::Transition& transition) {
    const billing::Payout& after = transition.payout;
    Account* account = accounts_.of(after);
    for (const billing::Alarm alarm : transition.alarms)
        post_.world.log.error("payout_alarm",
                              {{"payout", after.id},
                               {"alarm", billing::to_string(alarm)},
                               {"provider", account != nullptr ? account->name() : ""}});
    if (account != nullptr) stop_queue(*account, transition);
    if (!transition.changed || after.state == before.state) return;
    if (account != nullptr) account->metrics.payout_changes[after.state].Increment();
    const bool tried = !after.attempts.empty();
    post_.world.log.info(
        "payout_moved",
        {{"payout", after.id},
         {"state", billing::to_string(after.state)},
         {"attempt", after.attempts.size()},
         {"reason", billing::to_string(tried ? after.attempts.back().reason : billing::Reason{})},
         {"code", tried ? after.attempts.back().code : std::string{}}});
}

void Desk::stop_queue(Account& account, const billing::Transition& transition) {
    for (const billing::Action action : transition.actions) {
        if (action != billing::Action::stop_provider_queue) continue;
        const Instant until = now() + us(account.settings.queue_pause);
        account.queue.stop(now(), until, transition.payout.attempts.back().reason);
        post_.world.log.error("payout_account_stopped", {{"provider", account.name()},
                                                         {"seconds", (until - now()) / 1'000'000}});
    }
    account.show(now());
}

}  // namespace kazi::gateway::payer
