// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/notices.hpp"

#include <algorithm>
#include <utility>

#include "billing/payout_id.hpp"
#include "billing/payout_match.hpp"
#include "billing/redact.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/worker_identity.hpp"
#include "gateway/hooks/hook_path.hpp"
#include "gateway/hooks/quarantine.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/payer/provider_call.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::payer {

namespace {

using billing::Action;
using billing::Decoded;
using boost::asio::awaitable;
using protocols::HttpReply;

// A reference may be recorded between looking for it and parking its notice: then look again.
constexpr int tries_max = 3;
constexpr int forbidden = 403;
constexpr int not_found = 404;

bool says(const billing::Transition& transition, Action action) {
    const auto& actions = transition.actions;
    return std::find(actions.begin(), actions.end(), action) != actions.end();
}

}  // namespace

Notices::Notices(keepers::Post post, const PayerSettings& settings, ProviderMetrics& metrics,
                 Desk& desk, Parking& parking)
    : post_(post), settings_(settings), metrics_(metrics), desk_(desk), parking_(parking) {}

awaitable<HttpReply> Notices::answer(protocols::Callback callback) {
    const billing::ProviderCallback request = provider_callback(callback);
    const auto message = settings_.provider->parse_callback(request, settings_.account);
    if (!message) co_return co_await refuse(callback, message.error());
    if (message->asks_validation) co_return co_await validate(*message);
    Notice notice{std::string(callback.header("Content-Type")),
                  billing::without_credentials(request.body)};
    Heard heard = co_await hear(*message, std::move(notice));
    if (heard == Heard::unknown) {
        protocols::Refusal why{200, "names no payment of ours"};
        const bool kept = co_await quarantine(callback, std::move(why));
        if (!kept) heard = Heard::store_away;
    }
    count(heard);
    if (heard == Heard::store_away) co_return HttpReply{503, "text/plain", "try again later\n", {}};
    co_return reply(std::nullopt);
}

awaitable<HttpReply> Notices::refuse(protocols::Callback callback,
                                     billing::ProviderRefusal refusal) {
    metrics_.callbacks[CallbackOutcome::refused].Increment();
    post_.world.log.warn("payout_callback_refused",
                         {{"provider", settings_.name},
                          {"target", hooks::without_secret(callback.target)},
                          {"http", refusal.http},
                          {"why", refusal.error}});
    HttpReply answer{refusal.http, "text/plain", refusal.error + "\n", {}};
    // What is not authentic is counted and not kept: anybody could fill the store with it.
    const bool forged =
        !refusal.authentic || refusal.http == forbidden || refusal.http == not_found;
    if (forged) co_return answer;
    protocols::Refusal why{refusal.http, std::move(refusal.error)};
    co_await quarantine(callback, std::move(why));
    co_return answer;
}

awaitable<bool> Notices::quarantine(protocols::Callback callback, protocols::Refusal refusal) {
    const std::string body = billing::without_credentials(callback.body);
    protocols::Callback shown = callback;
    shown.body = body;
    const hooks::Refused refused{desk_.now(), shown, refusal};
    store::Batch batch = hooks::plan_quarantine(desk_.cell(), refused);
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    const bool kept = outcome && outcome->applied;
    if (kept) metrics_.quarantined->Increment();
    if (!kept) post_.world.log.warn("payout_callback_not_kept", {{"provider", settings_.name}});
    co_return kept;
}

awaitable<Notices::Heard> Notices::hear(Decoded message, Notice notice) {
    for (int tries = 0; tries < tries_max; ++tries) {
        Search search = co_await find(message);
        if (!search.answered) co_return Heard::store_away;
        if (search.target) co_return co_await tell(std::move(*search.target), std::move(message));
        if (!message.provider_ref) co_return Heard::unknown;
        const auto place = co_await parking_.park(*message.provider_ref, notice);
        if (place == Parking::Place::kept) {
            post_.world.log.info("payout_notice_parked", {{"reference", *message.provider_ref}});
            co_return Heard::parked;
        }
        if (place == Parking::Place::full) co_return Heard::unknown;
        if (place == Parking::Place::store_away) co_return Heard::store_away;
    }
    co_return Heard::store_away;
}

awaitable<Notices::Heard> Notices::tell(Target target, Decoded message) {
    billing::PayoutEvent event = billing::CalledBack{target.attempt, std::move(message), true};
    const Applied applied = co_await desk_.apply(target.payout, std::move(event));
    if (applied.kind == Applied::Kind::missing) co_return Heard::unknown;
    if (!applied.heard()) co_return Heard::store_away;
    if (says(applied.transition, Action::quarantine)) co_return Heard::unknown;
    if (applied.kind == Applied::Kind::moved) co_return Heard::taken;
    // A provider whose word is only a hint is asked at once.
    if (applied.transition.next == billing::Next::query) {
        Found found = co_await desk_.load(target.payout);
        if (found.stored) co_await desk_.look_again(std::move(*found.stored), desk_.now());
    }
    co_return Heard::duplicate;
}

// A question is answered "yes" once for a payment that is on its way, and only when that is
// recorded; whatever else there is, the answer is no.
awaitable<HttpReply> Notices::validate(Decoded question) {
    const Candidates found = co_await candidates(question.msisdn);
    const auto match = billing::match_question(found.payouts, question, match_context());
    Action verdict = Action::reply_failed;
    std::string payout;
    if (match) {
        payout = found.payouts[match->payout].id;
        billing::PayoutEvent event = billing::CalledBack{match->attempt, question, true};
        const Applied applied = co_await desk_.apply(payout, std::move(event));
        const bool recorded = applied.kind == Applied::Kind::moved;
        if (recorded && says(applied.transition, Action::reply_validated))
            verdict = Action::reply_validated;
    }
    const bool yes = verdict == Action::reply_validated;
    const auto outcome = yes ? CallbackOutcome::taken : CallbackOutcome::refused;
    metrics_.callbacks[outcome].Increment();
    post_.world.log.info("payout_validation_answered", {{"payout", payout}, {"yes", yes}});
    co_return reply(verdict);
}

awaitable<Notices::Search> Notices::find(Decoded message) {
    Search search = co_await find_by_reference(message);
    if (!search.answered || search.target) co_return search;
    const Candidates found = co_await candidates(message.msisdn);
    search.answered = found.answered;
    const auto match = billing::match_by_content(found.payouts, message, match_context());
    if (match) search.target = Target{found.payouts[match->payout].id, match->attempt};
    co_return search;
}

awaitable<Notices::Search> Notices::find_by_reference(Decoded message) {
    Search search;
    search.answered = !message.provider_ref;
    if (!message.provider_ref) co_return search;
    std::vector<std::string> names(1, reference_field(settings_.name, *message.provider_ref));
    const auto ids = co_await store::fields(post_.world.store, desk_.cell(),
                                            keys::payout_references, std::move(names));
    if (!ids) co_return search;
    search.answered = true;
    const auto& id = ids->front();
    if (!id) co_return search;
    const Found found = co_await desk_.load(*id);
    search.answered = found.answered;
    if (!found.stored) co_return search;
    const auto attempt = billing::match_attempt(found.stored->payout, message);
    search.target = Target{*id, attempt.value_or(0)};
    co_return search;
}

// The newest payout of the number, and the one before it, which may not have come to its end.
awaitable<Notices::Candidates> Notices::candidates(std::optional<std::string> msisdn) {
    Candidates found;
    found.answered = !msisdn;
    if (!msisdn) co_return found;
    const auto worker_id = engine::worker_of(settings_.deployment_key, *msisdn);
    store::LoadRequest what;
    what.cell = desk_.cell();
    what.record_key = keys::worker(worker_id);
    const auto loaded = co_await store::load(post_.world.store, std::move(what));
    if (!loaded) co_return found;
    found.answered = true;
    const auto worker = records::worker_from(loaded->record);
    if (!worker || worker->payout_sequence == 0) co_return found;
    const std::string raw(records::raw(worker_id));
    std::vector<std::string> ids;
    ids.push_back(billing::payout_id(raw, worker->payout_sequence));
    if (worker->payout_sequence > 1)
        ids.push_back(billing::payout_id(raw, std::int64_t{worker->payout_sequence} - 1));
    const auto values = co_await store::fields(post_.world.store, desk_.cell(), keys::payouts, ids);
    found.answered = values.has_value();
    if (!values) co_return found;
    for (const auto& bytes : *values) {
        auto stored = bytes ? records::payout_from(*bytes) : std::nullopt;
        if (stored) found.payouts.push_back(std::move(stored->payout));
    }
    co_return found;
}

billing::MatchContext Notices::match_context() const {
    return {settings_.name, settings_.deployment_key};
}

HttpReply Notices::reply(std::optional<Action> action) const {
    return {200, "application/json", settings_.provider->callback_answer(action), {}};
}

void Notices::count(Heard heard) {
    CallbackOutcome outcome = CallbackOutcome::taken;
    if (heard == Heard::duplicate) outcome = CallbackOutcome::duplicate;
    if (heard == Heard::unknown) outcome = CallbackOutcome::refused;
    if (heard == Heard::store_away) outcome = CallbackOutcome::unavailable;
    metrics_.callbacks[outcome].Increment();
}

}  // namespace kazi::gateway::payer
