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

constexpr int forbidden = 403;
constexpr int not_found = 404;

bool says(const billing::Transition& transition, Action action) {
    const auto& actions = transition.actions;
    return std::find(actions.begin(), actions.end(), action) != actions.end();
}

HttpReply try_later() {
    return {503, "text/plain", "try again later\n", {}};
}

Capture said_by(const protocols::Callback& callback, const Unsaid& unsaid, taskflow::Instant now) {
    Capture said;
    said.kind = Capture::Kind::callback;
    said.at = now;
    std::string text(callback.method);
    text.append(1, ' ').append(hooks::without_secret(callback.target));
    text.append(1, '\n').append(callback.body);
    said.request = kept_text(text, unsaid);
    return said;
}

/// The fields of the reference index under which a message's attempt may stand.
std::vector<std::string> names_in(const Decoded& message, const std::string& account) {
    std::vector<std::string> names;
    for (const auto& name : {message.receipt, message.provider_ref, message.key})
        if (name) names.push_back(reference_field(account, *name));
    return names;
}

}  // namespace

Notices::Notices(keepers::Post post, const PayerSettings& settings, Desk& desk, Parking& parking,
                 Hints& hints, FirstStepTaker& first_steps)
    : post_(post),
      settings_(settings),
      desk_(desk),
      parking_(parking),
      hints_(hints),
      first_steps_(first_steps) {}

awaitable<HttpReply> Notices::answer(const Account& account, protocols::Callback callback) {
    const billing::ProviderCallback request = provider_callback(callback);
    const auto step = co_await first_steps_.hear(account, request);
    if (!step) co_return co_await refuse(account, callback, step.error());
    if (*step == FirstStepTaker::Heard::store_away) co_return try_later();
    if (*step == FirstStepTaker::Heard::kept) co_return reply(account, std::nullopt);
    const auto settings = co_await first_steps_.settings_for(account, request);
    const auto message = account.codec().parse_callback(request, settings);
    if (!message) co_return co_await refuse(account, callback, message.error());
    const Unsaid unsaid{account.settings.account, message->msisdn};
    Capture said = said_by(callback, unsaid, desk_.now());
    if (message->asks_validation) co_return co_await validate(account, *message, std::move(said));
    Notice notice{std::string(callback.header("Content-Type")),
                  billing::without_credentials(request.body)};
    Heard heard = co_await hear(account, *message, std::move(notice), std::move(said));
    if (heard == Heard::unknown) {
        protocols::Refusal why{200, "names no payment of ours"};
        const bool kept = co_await quarantine(account, callback, std::move(why));
        if (!kept) heard = Heard::store_away;
    }
    count(account, heard);
    if (heard == Heard::store_away) co_return try_later();
    co_return reply(account, std::nullopt);
}

awaitable<HttpReply> Notices::refuse(const Account& account, protocols::Callback callback,
                                     billing::ProviderRefusal refusal) {
    account.metrics.callbacks[CallbackOutcome::refused].Increment();
    post_.world.log.warn("payout_callback_refused",
                         {{"provider", account.name()},
                          {"target", hooks::without_secret(callback.target)},
                          {"http", refusal.http},
                          {"why", refusal.error}});
    HttpReply answer{refusal.http, "text/plain", refusal.error + "\n", {}};
    // What is not authentic is counted and not kept: anybody could fill the store with it.
    const bool forged =
        !refusal.authentic || refusal.http == forbidden || refusal.http == not_found;
    if (forged) co_return answer;
    protocols::Refusal why{refusal.http, std::move(refusal.error)};
    co_await quarantine(account, callback, std::move(why));
    co_return answer;
}

awaitable<bool> Notices::quarantine(const Account& account, protocols::Callback callback,
                                    protocols::Refusal refusal) {
    const std::string body = billing::without_credentials(callback.body);
    protocols::Callback shown = callback;
    shown.body = body;
    const hooks::Refused refused{desk_.now(), shown, refusal};
    store::Batch batch = hooks::plan_quarantine(desk_.cell(), refused);
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    const bool kept = outcome && outcome->applied;
    if (kept) account.metrics.quarantined->Increment();
    if (!kept) post_.world.log.warn("payout_callback_not_kept", {{"provider", account.name()}});
    co_return kept;
}

awaitable<Notices::Heard> Notices::hear(const Account& account, Decoded message, Notice notice,
                                        Capture said) {
    // A reference may be recorded between looking for it and parking its notice: then look again.
    constexpr int tries_max = 3;
    for (int tries = 0; tries < tries_max; ++tries) {
        Search search = co_await find(account, message);
        if (!search.answered) co_return Heard::store_away;
        if (search.target)
            co_return co_await tell(std::move(*search.target), std::move(message), std::move(said));
        if (!message.provider_ref) co_return Heard::unknown;
        const auto place = co_await parking_.park(account, *message.provider_ref, notice);
        if (place == Parking::Place::kept) {
            post_.world.log.info("payout_notice_parked", {{"reference", *message.provider_ref}});
            co_return Heard::parked;
        }
        if (place == Parking::Place::full) co_return Heard::unknown;
        if (place == Parking::Place::store_away) co_return Heard::store_away;
    }
    co_return Heard::store_away;
}

Along Notices::keeping(Capture said, const Target& target) const {
    said.payout = target.payout;
    said.attempt = target.attempt;
    return desk_.keeping(said);
}

awaitable<Notices::Heard> Notices::tell(Target target, Decoded message, Capture said) {
    billing::PayoutEvent event = billing::CalledBack{target.attempt, std::move(message), true};
    Along along = keeping(std::move(said), target);
    const Applied applied = co_await desk_.apply(target.payout, std::move(event), std::move(along));
    if (applied.kind == Applied::Kind::missing) co_return Heard::unknown;
    if (!applied.heard()) co_return Heard::store_away;
    if (says(applied.transition, Action::quarantine)) co_return Heard::unknown;
    if (applied.kind == Applied::Kind::moved) co_return Heard::taken;
    if (applied.transition.next == billing::Next::query)
        co_return co_await take_as_hint(std::move(target));
    co_return Heard::duplicate;
}

// A provider whose word is only a hint is asked at once: by the payout's own timer while that waits
// for this attempt, else by one of the hint's own.
awaitable<Notices::Heard> Notices::take_as_hint(Target target) {
    Found found = co_await desk_.load(target.payout);
    if (!found.answered || !found.stored) co_return Heard::store_away;
    const auto& attempts = found.stored->payout.attempts;
    const bool newest = !attempts.empty() && attempts.back().number == target.attempt;
    if (newest && billing::is_open(attempts.back().state)) {
        co_await desk_.look_again(std::move(*found.stored), desk_.now());
        co_return Heard::duplicate;
    }
    const bool kept = co_await hints_.keep(std::move(target.payout), target.attempt);
    co_return kept ? Heard::duplicate : Heard::store_away;
}

// A question is answered "yes" once for a payment that is on its way, and only when that is
// recorded; whatever else there is, the answer is no.
awaitable<HttpReply> Notices::validate(const Account& account, Decoded question, Capture said) {
    const Candidates found = co_await candidates(question.msisdn);
    const auto match = billing::match_question(found.payouts, question, match_context(account));
    Action verdict = Action::reply_failed;
    std::string payout;
    if (match) {
        payout = found.payouts[match->payout].id;
        billing::PayoutEvent event = billing::CalledBack{match->attempt, question, true};
        const Target target{payout, match->attempt};
        Along along = keeping(std::move(said), target);
        const Applied applied = co_await desk_.apply(payout, std::move(event), std::move(along));
        const bool recorded = applied.kind == Applied::Kind::moved;
        if (recorded && says(applied.transition, Action::reply_validated))
            verdict = Action::reply_validated;
    }
    const bool yes = verdict == Action::reply_validated;
    const auto outcome = yes ? CallbackOutcome::taken : CallbackOutcome::refused;
    account.metrics.callbacks[outcome].Increment();
    post_.world.log.info("payout_validation_answered", {{"payout", payout}, {"yes", yes}});
    co_return reply(account, verdict);
}

awaitable<Notices::Search> Notices::find(const Account& account, Decoded message) {
    Search search = co_await find_by_reference(account, message);
    if (!search.answered || search.target) co_return search;
    const Candidates found = co_await candidates(message.msisdn);
    search.answered = found.answered;
    const auto match = billing::match_by_content(found.payouts, message, match_context(account));
    if (match) search.target = Target{found.payouts[match->payout].id, match->attempt};
    co_return search;
}

// By what names the attempt: our key, their reference, their receipt; or by our payout id, which
// names the newest.
awaitable<Notices::Search> Notices::find_by_reference(const Account& account, Decoded message) {
    Search search;
    const Named named = co_await payout_of(account, message);
    search.answered = named.answered;
    if (!named.payout) co_return search;
    const Found found = co_await desk_.load(*named.payout);
    search.answered = found.answered;
    if (!found.stored) co_return search;
    const auto attempt = billing::match_attempt(found.stored->payout, message);
    const auto& attempts = found.stored->payout.attempts;
    const bool of_newest = !attempts.empty() && attempts.back().provider == account.name();
    const int newest = named.by_its_id && of_newest ? attempts.back().number : 0;
    search.target = Target{*named.payout, attempt.value_or(newest)};
    co_return search;
}

awaitable<Notices::Named> Notices::payout_of(const Account& account, Decoded message) {
    Named named;
    std::vector<std::string> names = names_in(message, account.name());
    if (!names.empty()) {
        const auto ids = co_await store::fields(post_.world.store, desk_.cell(),
                                                keys::payout_references, std::move(names));
        if (!ids) co_return named;
        for (const auto& id : *ids)
            if (id) named.payout = id;
    }
    named.answered = true;
    const bool told = message.payout_ref && billing::parse_payout_id(*message.payout_ref);
    if (named.payout || !told) co_return named;
    named.payout = message.payout_ref;
    named.by_its_id = true;
    co_return named;
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

billing::MatchContext Notices::match_context(const Account& account) const {
    return {account.name(), settings_.deployment_key};
}

HttpReply Notices::reply(const Account& account, std::optional<Action> action) {
    return {200, "application/json", account.codec().callback_answer(action), {}};
}

void Notices::count(const Account& account, Heard heard) {
    CallbackOutcome outcome = CallbackOutcome::taken;
    if (heard == Heard::duplicate) outcome = CallbackOutcome::duplicate;
    if (heard == Heard::unknown) outcome = CallbackOutcome::refused;
    if (heard == Heard::store_away) outcome = CallbackOutcome::unavailable;
    account.metrics.callbacks[outcome].Increment();
}

}  // namespace kazi::gateway::payer
