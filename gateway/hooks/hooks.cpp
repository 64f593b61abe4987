// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/hooks.hpp"

#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/hooks/message_state.hpp"
#include "gateway/hooks/quarantine.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/store/await.hpp"
#include "taskflow/dialogue/keys.hpp"

namespace kazi::gateway::hooks {

namespace {

using boost::asio::awaitable;
using engine::Handled;
using protocols::Callback;
using protocols::HttpReply;

constexpr std::size_t session_languages_max = 10'000;
constexpr std::uint64_t hash_48_bits = (std::uint64_t{1} << 48) - 1;

HttpReply unavailable() {
    return {503, "text/plain", "try again later\n", {}};
}

CallbackOutcome outcome_of(Handled::Kind kind) {
    switch (kind) {
        case Handled::Kind::applied:
            return CallbackOutcome::taken;
        case Handled::Kind::duplicate:
            return CallbackOutcome::duplicate;
        case Handled::Kind::no_subscriber:
            return CallbackOutcome::refused;
        case Handled::Kind::unavailable:
        case Handled::Kind::contended:
            return CallbackOutcome::unavailable;
        case Handled::Kind::superseded:
        case Handled::Kind::unreadable:
            return CallbackOutcome::failed;
    }
    return CallbackOutcome::failed;
}

}  // namespace

void Hooks::add(Route route) {
    routes_.insert_or_assign(route.name, std::move(route));
}

awaitable<HttpReply> Hooks::serve(Callback callback, HookPath path) {
    const auto at = routes_.find(path.name);
    if (at == routes_.end()) co_return HttpReply{404, "text/plain", "no such route\n", {}};
    switch (path.kind) {
        case HookKind::sms:
            co_return co_await sms(at->second, callback);
        case HookKind::dlr:
            co_return co_await dlr(at->second, callback);
        case HookKind::ussd:
            co_return co_await ussd(at->second, callback);
        case HookKind::payout:
            break;
    }
    co_return HttpReply{404, "text/plain", "no such hook\n", {}};
}

awaitable<HttpReply> Hooks::sms(Route& route, Callback callback) {
    if (route.dialect->parse_sms == nullptr) co_return HttpReply{404, "", "", {}};
    const auto parsed = route.dialect->parse_sms(callback, route.settings, context());
    if (!parsed) co_return co_await refuse(route, callback, HookKind::sms, parsed.error());
    engine::EventRequest request;
    request.event.worker = identity_.worker_of(parsed->from);
    request.event.at = world_.clock.now();
    if (parsed->opt_out) {
        request.event.what = taskflow::OptedOut{};
    } else {
        const auto hash = identity_.hash_of(route.name, parsed->message_id);
        request.event.what = taskflow::SmsReceived{parsed->text, hash & hash_48_bits};
    }
    request.trace = new_trace(world_.entropy);
    request.msisdn = parsed->from;
    world_.log.info("sms_received",
                    {{"id", request.trace}, {"route", route.name}, {"from", Masked{parsed->from}}});
    request.until = std::chrono::steady_clock::now() + settings_.callback_deadline;
    const Handled handled = co_await engine_.handle(*route.cell, std::move(request));
    count(route, CallbackKind::sms, handled.kind);
    world_.metrics.turns[Channel::sms].Increment();
    // A number that no plan has is told 'taken': a refusal would only bring it back for minutes.
    const bool settled = handled.taken() || handled.kind == Handled::Kind::no_subscriber;
    co_return settled ? route.dialect->acknowledge() : unavailable();
}

awaitable<HttpReply> Hooks::ussd(Route& route, Callback callback) {
    if (route.dialect->parse_ussd == nullptr) co_return HttpReply{404, "", "", {}};
    auto parsed = route.dialect->parse_ussd(callback, route.settings, context());
    if (!parsed) co_return co_await refuse(route, callback, HookKind::ussd, parsed.error());
    const std::uint64_t session = identity_.hash_of(route.name, parsed->session_id);
    engine::EventRequest request;
    request.event.worker = identity_.worker_of(parsed->from);
    request.event.at = world_.clock.now();
    request.trace = new_trace(world_.entropy);
    request.msisdn = parsed->from;
    const bool ended = parsed->event != protocols::UssdEvent::begin &&
                       parsed->event != protocols::UssdEvent::input;
    if (ended) {
        request.event.what = taskflow::UssdEnded{session};
    } else {
        taskflow::UssdTurned turned;
        turned.session = session;
        request.event.what = std::move(turned);
        request.ussd = std::move(*parsed);
    }
    const auto began = std::chrono::steady_clock::now();
    request.until = began + settings_.ussd_deadline;
    const Handled handled = co_await engine_.handle(*route.cell, std::move(request));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    count(route, CallbackKind::ussd, handled.kind);
    world_.metrics.turns[Channel::ussd].Increment();
    world_.metrics.ussd_turn_seconds.Observe(took.count());
    if (ended) co_return handled.taken() ? route.dialect->acknowledge() : unavailable();
    co_return ussd_answer(route, callback, session, handled);
}

HttpReply Hooks::ussd_answer(Route& route, const Callback& callback, std::uint64_t session,
                             const Handled& handled) {
    if (handled.taken() && handled.effects.ussd) {
        remember_language(session, handled.language);
        const auto& page = *handled.effects.ussd;
        return route.dialect->render_ussd({page.text, page.more}, callback, route.settings);
    }
    // A phone that is told 503 shows its network's own error; a page in her language says more.
    const engine::CellSettings& cell = route.cell->settings;
    const auto known = session_languages_.find(session);
    const auto& language =
        known == session_languages_.end() ? cell.market.languages.front() : known->second;
    const std::string text = cell.phrases->say(language, taskflow::dialogue::keys::busy);
    return route.dialect->render_ussd({text, false}, callback, route.settings);
}

awaitable<HttpReply> Hooks::dlr(Route& route, Callback callback) {
    if (route.dialect->parse_dlr == nullptr) co_return HttpReply{404, "", "", {}};
    const auto parsed = route.dialect->parse_dlr(callback, route.settings, context());
    if (!parsed) co_return co_await refuse(route, callback, HookKind::dlr, parsed.error());
    const bool recorded = co_await record_report(route, *parsed);
    const auto outcome = recorded ? CallbackOutcome::taken : CallbackOutcome::unavailable;
    route.metrics->of(CallbackKind::dlr)[outcome].Increment();
    route.metrics->delivery_reports[parsed->status].Increment();
    co_return recorded ? route.dialect->acknowledge() : unavailable();
}

// Load, move forward, commit under the version; a second report at once only costs a second try.
awaitable<bool> Hooks::record_report(Route& route, protocols::DeliveryReport report) {
    const std::string& cell = route.cell->settings.cell;
    const std::string key = keys::message(route.name, report.message_id);
    for (int tries = 0; tries < 3; ++tries) {
        store::LoadRequest request{.cell = cell, .record_key = {}, .also = {{key}}};
        const auto loaded = co_await store::load(world_.store, std::move(request));
        if (!loaded) co_return false;
        const auto& bytes = loaded->also.front();
        const auto known = bytes ? message_state_from(*bytes) : std::nullopt;
        const MessageState before = known.value_or(MessageState{});
        const MessageState after = after_report(before, report.status);
        if (known && after == before) co_return true;
        store::Batch batch;
        batch.cell = cell;
        batch.guards.push_back(store::VersionIs{{key}, before.version});
        batch.writes.push_back(
            store::Put{{key}, pack_message_state(after, before.version + 1), message_kept_s});
        const auto outcome = co_await store::commit(world_.store, std::move(batch));
        if (!outcome) co_return false;
        if (!outcome->applied) continue;
        if (!report.opted_out || !report.to) co_return true;
        engine::EventRequest blocked;
        blocked.event.worker = identity_.worker_of(*report.to);
        blocked.event.at = world_.clock.now();
        blocked.event.what = taskflow::OptedOut{};
        blocked.trace = new_trace(world_.entropy);
        const Handled handled = co_await engine_.handle(*route.cell, std::move(blocked));
        co_return handled.taken();
    }
    co_return false;
}

awaitable<HttpReply> Hooks::refuse(Route& route, Callback callback, HookKind kind,
                                   protocols::Refusal refusal) {
    world_.log.warn("callback_refused", {{"route", route.name},
                                         {"target", without_secret(callback.target)},
                                         {"http", refusal.http},
                                         {"why", refusal.error}});
    const auto counted = kind == HookKind::sms   ? CallbackKind::sms
                         : kind == HookKind::dlr ? CallbackKind::dlr
                                                 : CallbackKind::ussd;
    route.metrics->of(counted)[CallbackOutcome::refused].Increment();
    HttpReply answer{refusal.http, "text/plain", refusal.error + "\n", {}};
    // What is not authentic is counted and not kept: anybody could fill the store with it.
    if (refusal.http == 403) co_return answer;
    store::Batch batch =
        plan_quarantine(route.cell->settings.cell, {world_.clock.now(), callback, refusal});
    // Kept for the operator as far as the store allows; the answer does not depend on it.
    const auto kept = co_await store::commit(world_.store, std::move(batch));
    if (!kept) world_.log.warn("callback_not_kept", {{"route", route.name}});
    co_return answer;
}

void Hooks::remember_language(std::uint64_t session, const taskflow::Language& language) {
    if (language.empty()) return;
    if (session_languages_.size() >= session_languages_max) session_languages_.clear();
    session_languages_[session] = language;
}

protocols::CallbackContext Hooks::context() const {
    return {.now_s = world_.clock.now() / taskflow::second_us, .previous_text = {}};
}

void Hooks::count(Route& route, CallbackKind kind, Handled::Kind handled) {
    route.metrics->of(kind)[outcome_of(handled)].Increment();
}

}  // namespace kazi::gateway::hooks
