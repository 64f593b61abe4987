// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/hooks.hpp"

#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/hooks/hook_answer.hpp"
#include "gateway/hooks/quarantine.hpp"
#include "gateway/hooks/secret_mask.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/store/await.hpp"
#include "protocols/form.hpp"

namespace kazi::gateway::hooks {

namespace {

using boost::asio::awaitable;
using engine::Handled;
using protocols::Callback;
using protocols::HttpReply;

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

CallbackKind counted_as(HookKind kind) {
    if (kind == HookKind::sms) return CallbackKind::sms;
    return kind == HookKind::dlr ? CallbackKind::dlr : CallbackKind::ussd;
}

/// Messages and reports may come to one address; which it is, the dialect knows.
HookKind kind_of(HookKind asked, const protocols::Dialect& dialect, const Callback& callback) {
    const bool sms_or_dlr = asked == HookKind::sms || asked == HookKind::dlr;
    if (!sms_or_dlr || dialect.is_report == nullptr) return asked;
    return dialect.is_report(callback) ? HookKind::dlr : HookKind::sms;
}

HttpReply answer_to(const protocols::Refusal& refusal, const protocols::Dialect& dialect,
                    const Callback& callback) {
    if (dialect.render_refusal != nullptr) {
        if (auto own = dialect.render_refusal(refusal, callback)) return *std::move(own);
    }
    if (refusal.probe) return dialect.acknowledge();
    return {refusal.http, "text/plain", refusal.error + "\n", {}};
}

}  // namespace

Route& Hooks::add(Route route) {
    std::string name = route.name;
    return routes_.insert_or_assign(std::move(name), std::move(route)).first->second;
}

awaitable<HttpReply> Hooks::serve(Callback callback, HookPath path) {
    Route* route = find(path.name);
    if (route == nullptr) co_return HttpReply{404, "text/plain", "no such route\n", {}};
    route->metrics->last_callback_at_s->Set(
        static_cast<double>(world_.clock.now() / taskflow::second_us));
    const auto& callers = route->callers;
    if (!callers.empty() && !callers.holds(path.caller)) {
        protocols::Refusal stranger{403, "the caller's address is not one of the route's"};
        co_return co_await refuse(*route, callback, path.kind, std::move(stranger));
    }
    switch (kind_of(path.kind, *route->dialect, callback)) {
        case HookKind::sms:
            co_return co_await sms(*route, callback);
        case HookKind::dlr:
            co_return co_await dlr(*route, callback);
        case HookKind::ussd:
            co_return co_await ussd(*route, callback);
        case HookKind::payout:
            break;
    }
    co_return HttpReply{404, "text/plain", "no such hook\n", {}};
}

awaitable<HttpReply> Hooks::dlr(Route& route, Callback callback) {
    const protocols::Dialect& dialect = *route.dialect;
    if (!admit(route, CallbackKind::dlr)) co_return come_later();
    if (dialect.parse_dlr_batch != nullptr) co_return co_await dlr_batch(route, callback);
    if (dialect.parse_dlr == nullptr) co_return HttpReply{404, "", "", {}};
    const auto parsed = dialect.parse_dlr(callback, route.settings, context());
    if (!parsed) co_return co_await refuse(route, callback, HookKind::dlr, parsed.error());
    const bool recorded = co_await take_report(route, *parsed);
    co_return recorded ? dialect.acknowledge() : unavailable();
}

awaitable<HttpReply> Hooks::dlr_batch(Route& route, Callback callback) {
    const protocols::Dialect& dialect = *route.dialect;
    const auto batch = dialect.parse_dlr_batch(callback, route.settings, context());
    if (!batch) co_return co_await refuse(route, callback, HookKind::dlr, batch.error());
    bool recorded = true;
    for (const auto& entry : *batch) {
        if (!entry) continue;
        const bool taken = co_await take_report(route, *entry);
        recorded &= taken;
    }
    auto refused = refused_of(*batch);
    co_await keep_refused(route, callback, HookKind::dlr, std::move(refused));
    co_return recorded ? dialect.acknowledge() : unavailable();
}

awaitable<bool> Hooks::take_report(Route& route, protocols::DeliveryReport report) {
    const protocols::DeliveryStatus status = report.status;
    const bool recorded = co_await record_report(route, std::move(report));
    const auto outcome = recorded ? CallbackOutcome::taken : CallbackOutcome::unavailable;
    route.metrics->of(CallbackKind::dlr)[outcome].Increment();
    route.metrics->delivery_reports[status].Increment();
    co_return recorded;
}

awaitable<HttpReply> Hooks::refuse(Route& route, Callback callback, HookKind kind,
                                   protocols::Refusal refusal) {
    const HttpReply answer = answer_to(refusal, *route.dialect, callback);
    if (refusal.probe) {
        route.metrics->of(counted_as(kind))[CallbackOutcome::taken].Increment();
        co_return answer;
    }
    std::vector<protocols::RefusedEntry> whole(1);
    whole.front().refusal = std::move(refusal);
    whole.front().raw = callback.body;
    co_await keep_refused(route, callback, kind, std::move(whole));
    co_return answer;
}

// Kept for the operator as far as the store allows; the answer does not depend on it.
awaitable<void> Hooks::keep_refused(Route& route, Callback callback, HookKind kind,
                                    std::vector<protocols::RefusedEntry> refused) {
    store::Batch batch;
    batch.cell = route.cell->settings.cell;
    for (const auto& [refusal, raw] : refused) {
        world_.log.warn("callback_refused", {{"route", route.name},
                                             {"target", without_secret(callback.target)},
                                             {"http", refusal.http},
                                             {"why", refusal.error}});
        route.metrics->of(counted_as(kind))[CallbackOutcome::refused].Increment();
        // What is not authentic is counted and not kept: anybody could fill the store with it.
        if (refusal.http == 403) {
            report_impossible(route, Impossible::unproven);
            continue;
        }
        const std::string body = mask_secrets(raw, route.settings.secrets);
        const std::string query =
            mask_secrets(protocols::query_of(callback.target), route.settings.secrets);
        callback.body = body;
        batch.writes.push_back(quarantined({world_.clock.now(), callback, refusal, query}));
    }
    if (batch.writes.empty()) co_return;
    const auto kept = co_await store::commit(world_.store, std::move(batch));
    if (!kept) world_.log.warn("callback_not_kept", {{"route", route.name}});
}

protocols::CallbackContext Hooks::context() const {
    return {.now_s = world_.clock.now() / taskflow::second_us, .previous_text = {}};
}

bool Hooks::admit(Route& route, CallbackKind kind) {
    if (route.fence.admit(world_.clock.now())) return true;
    report_fenced(route, kind, "route");
    return false;
}

void Hooks::report_fenced(Route& route, CallbackKind kind, std::string_view fence) {
    route.metrics->of(kind)[CallbackOutcome::fenced].Increment();
    const auto count = route.fence_alarm.ring(world_.clock.now());
    if (!count) return;
    world_.log.warn("callbacks_fenced",
                    {{"route", route.name}, {"fence", fence}, {"count", *count}});
}

void Hooks::report_impossible(Route& route, Impossible what) {
    route.metrics->impossible[what].Increment();
    const auto count = route.impossible_alarm.ring(world_.clock.now());
    if (!count) return;
    world_.log.warn("impossible_traffic",
                    {{"route", route.name}, {"what", to_string(what)}, {"count", *count}});
}

void Hooks::count(Route& route, CallbackKind kind, Handled::Kind handled) {
    route.metrics->of(kind)[outcome_of(handled)].Increment();
}

}  // namespace kazi::gateway::hooks
