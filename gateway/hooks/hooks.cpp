// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/hooks.hpp"

#include <boost/asio/this_coro.hpp>
#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/hooks/held_part.hpp"
#include "gateway/hooks/quarantine.hpp"
#include "gateway/hooks/secret_mask.hpp"
#include "gateway/http/outbound.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/store/await.hpp"
#include "protocols/form.hpp"
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

template <class T>
std::vector<protocols::RefusedEntry> refused_of(const protocols::Batch<T>& batch) {
    std::vector<protocols::RefusedEntry> refused;
    for (const auto& entry : batch) {
        if (!entry) refused.push_back(entry.error());
    }
    return refused;
}

}  // namespace

void Hooks::add(Route route) {
    routes_.insert_or_assign(route.name, std::move(route));
}

awaitable<HttpReply> Hooks::serve(Callback callback, HookPath path) {
    const auto at = routes_.find(path.name);
    if (at == routes_.end()) co_return HttpReply{404, "text/plain", "no such route\n", {}};
    switch (kind_of(path.kind, *at->second.dialect, callback)) {
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
    const protocols::Dialect& dialect = *route.dialect;
    if (dialect.parse_sms_batch != nullptr) co_return co_await sms_batch(route, callback);
    if (dialect.parse_sms == nullptr) co_return HttpReply{404, "", "", {}};
    const auto parsed = dialect.parse_sms(callback, route.settings, context());
    if (!parsed) co_return co_await refuse(route, callback, HookKind::sms, parsed.error());
    const Until until = std::chrono::steady_clock::now() + settings_.callback_deadline;
    const bool settled = co_await take_sms(route, *parsed, until);
    co_return settled ? dialect.acknowledge() : unavailable();
}

// One deadline for all of them: what is late in a batch comes again with the batch.
awaitable<HttpReply> Hooks::sms_batch(Route& route, Callback callback) {
    const protocols::Dialect& dialect = *route.dialect;
    const auto batch = dialect.parse_sms_batch(callback, route.settings, context());
    if (!batch) co_return co_await refuse(route, callback, HookKind::sms, batch.error());
    const Until until = std::chrono::steady_clock::now() + settings_.callback_deadline;
    bool settled = true;
    for (const auto& entry : *batch) {
        if (!entry) continue;
        const bool taken = co_await take_sms(route, *entry, until);
        settled &= taken;
    }
    auto refused = refused_of(*batch);
    co_await keep_refused(route, callback, HookKind::sms, std::move(refused));
    co_return settled ? dialect.acknowledge() : unavailable();
}

awaitable<bool> Hooks::take_sms(Route& route, protocols::InboundSms sms, Until until) {
    if (is_held(sms)) co_return co_await hold(route, std::move(sms));
    if (sms.keyword_answered == "HELP") {
        // She has her answer, and nothing of hers changes.
        count(route, CallbackKind::sms, Handled::Kind::applied);
        co_return true;
    }
    engine::EventRequest request;
    request.event.worker = identity_.worker_of(sms.from);
    request.event.at = world_.clock.now();
    if (sms.opt_out) {
        request.event.what = taskflow::OptedOut{};
    } else {
        const auto hash = identity_.hash_of(route.name, sms.message_id);
        request.event.what = taskflow::SmsReceived{std::move(sms.text), hash & hash_48_bits};
    }
    request.trace = new_trace(world_.entropy);
    world_.log.info("sms_received",
                    {{"id", request.trace}, {"route", route.name}, {"from", Masked{sms.from}}});
    request.msisdn = std::move(sms.from);
    request.until = until;
    const taskflow::WorkerId worker = request.event.worker;
    const Handled handled = co_await engine_.handle(*route.cell, std::move(request));
    count(route, CallbackKind::sms, handled.kind);
    const bool answers = handled.kind == Handled::Kind::applied && handled.effects.answer;
    if (answers && route.proofs != nullptr) route.proofs->answered(worker);
    world_.metrics.turns[Channel::sms].Increment();
    // A number that no plan has is told 'taken': a refusal would only bring it back for minutes.
    co_return handled.taken() || handled.kind == Handled::Kind::no_subscriber;
}

awaitable<bool> Hooks::hold(Route& route, protocols::InboundSms sms) {
    store::Batch batch;
    batch.cell = route.cell->settings.cell;
    batch.writes.push_back(held_part(world_.clock.now(), route.name, sms));
    const auto kept = co_await store::commit(world_.store, std::move(batch));
    const bool held = kept && kept->applied;
    count(route, CallbackKind::sms, held ? Handled::Kind::applied : Handled::Kind::unavailable);
    world_.log.info("sms_part_held", {{"route", route.name},
                                      {"from", Masked{sms.from}},
                                      {"part", sms.part->index},
                                      {"of", sms.part->total},
                                      {"kept", held}});
    co_return held;
}

awaitable<HttpReply> Hooks::ussd(Route& route, Callback callback) {
    if (route.dialect->parse_ussd == nullptr) co_return HttpReply{404, "", "", {}};
    auto parsed = route.dialect->parse_ussd(callback, route.settings, context());
    if (!parsed) co_return co_await refuse(route, callback, HookKind::ussd, parsed.error());
    const std::uint64_t session = identity_.hash_of(route.name, parsed->session_id);
    const bool ended = parsed->event != protocols::UssdEvent::begin &&
                       parsed->event != protocols::UssdEvent::input;
    if (parsed->from.empty()) {
        // The end of a session that names nobody changes nobody's state.
        count(route, CallbackKind::ussd, Handled::Kind::applied);
        co_return end_answer(route);
    }
    engine::EventRequest request;
    request.event.worker = identity_.worker_of(parsed->from);
    request.event.at = world_.clock.now();
    request.trace = new_trace(world_.entropy);
    request.msisdn = parsed->from;
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
    if (ended) co_return handled.taken() ? end_answer(route) : unavailable();
    const protocols::UssdPage page = page_after(route, session, handled);
    if (route.dialect->build_ussd != nullptr) {
        const auto executor = co_await boost::asio::this_coro::executor;
        http::OnFailure failed = [this](const std::string&, const std::exception_ptr& failure) {
            world_.log.error("ussd_page_failed", {{"why", http::text_of(failure)}});
        };
        http::spawn(executor, "ussd_page",
                    send_page(route, route.dialect->build_ussd(page, callback, route.settings)),
                    std::move(failed));
    }
    co_return route.dialect->render_ussd(page, callback, route.settings);
}

// A page that is lost on its way is lost as an answer can be: she dials again and goes on.
awaitable<void> Hooks::send_page(Route& route, protocols::HttpRequest request) {
    http::SendOptions options;
    options.total_timeout = settings_.callback_deadline;
    const auto outcome =
        co_await http::send(world_.outbound, std::move(request), std::move(options));
    const auto* answered = std::get_if<http::Answered>(&outcome);
    if (answered != nullptr && answered->reply.status / 100 == 2) co_return;
    world_.log.warn(
        "ussd_page_not_sent",
        {{"route", route.name}, {"http", answered == nullptr ? 0 : answered->reply.status}});
}

HttpReply Hooks::end_answer(const Route& route) {
    const protocols::Dialect& dialect = *route.dialect;
    return dialect.acknowledge_end != nullptr ? dialect.acknowledge_end() : dialect.acknowledge();
}

protocols::UssdPage Hooks::page_after(Route& route, std::uint64_t session, const Handled& handled) {
    if (handled.taken() && handled.effects.ussd) {
        remember_language(session, handled.language);
        return {handled.effects.ussd->text, handled.effects.ussd->more};
    }
    // A phone that is told 503 shows its network's own error; a page in her language says more.
    const engine::CellSettings& cell = route.cell->settings;
    const auto known = session_languages_.find(session);
    const auto& language =
        known == session_languages_.end() ? cell.market.languages.front() : known->second;
    return {cell.phrases->say(language, taskflow::dialogue::keys::busy), false};
}

awaitable<HttpReply> Hooks::dlr(Route& route, Callback callback) {
    const protocols::Dialect& dialect = *route.dialect;
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
        if (refusal.http == 403) continue;
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
