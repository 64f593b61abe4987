// SPDX-License-Identifier: Apache-2.0
// SMS that came in: one or a batch, whole or in parts.
#include "gateway/engine/keys.hpp"
#include "gateway/hooks/hook_answer.hpp"
#include "gateway/hooks/hooks.hpp"
#include "gateway/hooks/long_sms.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::hooks {

namespace {

using boost::asio::awaitable;
using engine::Handled;
using protocols::Callback;
using protocols::HttpReply;
using protocols::InboundSms;

constexpr std::uint64_t hash_48_bits = (std::uint64_t{1} << 48) - 1;

// Parts that come at the same moment commit one after the other.
constexpr int part_tries_max = 8;

}  // namespace

awaitable<HttpReply> Hooks::sms(Route& route, Callback callback) {
    const protocols::Dialect& dialect = *route.dialect;
    if (!admit(route, CallbackKind::sms)) co_return come_later();
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

// Who wants to leave is let through in any crowd, if the aggregator knows it for that.
awaitable<bool> Hooks::take_sms(Route& route, InboundSms sms, Until until) {
    const taskflow::WorkerId worker = identity_.worker_of(sms.from);
    const bool may_be_fenced = !sms.opt_out && sms.keyword_answered.empty();
    if (may_be_fenced && !route.fence.admit_sms(short_id(worker), world_.clock.now())) {
        report_fenced(route, CallbackKind::sms, "number");
        co_return false;
    }
    if (is_part(sms) && !sms.opt_out)
        co_return co_await take_part(route, worker, std::move(sms), until);
    co_return co_await take_whole(route, worker, std::move(sms), until);
}

awaitable<bool> Hooks::take_whole(Route& route, taskflow::WorkerId worker, InboundSms sms,
                                  Until until) {
    if (sms.keyword_answered == "HELP") {
        // She has her answer, and nothing of hers changes.
        count(route, CallbackKind::sms, Handled::Kind::applied);
        co_return true;
    }
    engine::EventRequest request;
    request.event.worker = worker;
    request.event.at = world_.clock.now();
    if (sms.opt_out) {
        request.event.what = taskflow::OptedOut{};
    } else if (sms.keyword_answered == "START") {
        request.event.what = taskflow::OptedIn{};
    } else {
        const auto hash = identity_.hash_of(route.name, sms.message_id);
        request.event.what = taskflow::SmsReceived{std::move(sms.text), hash & hash_48_bits};
    }
    request.trace = new_trace(world_.entropy);
    request.route = route.name;
    world_.log.info("sms_received",
                    {{"id", request.trace}, {"route", route.name}, {"from", Masked{sms.from}}});
    request.msisdn = std::move(sms.from);
    request.network = sms.network.value_or("");
    request.until = until;
    const Handled handled = co_await engine_.handle(*route.cell, std::move(request));
    count(route, CallbackKind::sms, handled.kind);
    const bool answers = handled.kind == Handled::Kind::applied && handled.effects.answer;
    if (answers && route.proofs != nullptr) route.proofs->answered(worker);
    world_.metrics.turns[Channel::sms].Increment();
    languages_.keep(short_id(worker), handled.language);
    // A number that no plan has is told 'taken': a refusal would only bring it back for minutes.
    co_return handled.taken() || handled.kind == Handled::Kind::no_subscriber;
}

/// A long SMS with the part that has just come.
struct Hooks::KeptPart {
    LongSms sms;
    bool repeated = false;
};

// Each part is durable before it is acknowledged; the one that makes the text whole leads to the
// event, and is acknowledged with it. When that fails it comes again, and finds the text whole.
awaitable<bool> Hooks::take_part(Route& route, taskflow::WorkerId worker, InboundSms sms,
                                 Until until) {
    if (sms.part->total > long_sms_parts_max) co_return co_await refuse_part(route, std::move(sms));
    const auto kept = co_await keep_part(route, sms);
    if (!kept) {
        count(route, CallbackKind::sms, Handled::Kind::unavailable);
        co_return false;
    }
    world_.log.info("sms_part", {{"route", route.name},
                                 {"from", Masked{sms.from}},
                                 {"part", sms.part->index},
                                 {"of", sms.part->total},
                                 {"here", kept->sms.parts.size()},
                                 {"repeated", kept->repeated}});
    if (!kept->sms.whole()) {
        count(route, CallbackKind::sms,
              kept->repeated ? Handled::Kind::duplicate : Handled::Kind::applied);
        co_return true;
    }
    sms.text = kept->sms.text();
    sms.message_id = kept->sms.message_id();
    sms.part.reset();
    co_return co_await take_whole(route, worker, std::move(sms), until);
}

// Load, add, commit under the version; a part that comes at the same moment costs another try.
awaitable<std::optional<Hooks::KeptPart>> Hooks::keep_part(Route& route, InboundSms sms) {
    const std::string& cell = route.cell->settings.cell;
    const std::uint64_t message = identity_.hash_of(route.name, sms.message_id);
    const std::string key = keys::long_sms(identity_.hash_of(route.name, long_sms_name(sms)));
    for (int tries = 0; tries < part_tries_max; ++tries) {
        store::LoadRequest request{.cell = cell, .record_key = {}, .also = {{key}}};
        const auto loaded = co_await store::load(world_.store, std::move(request));
        if (!loaded) co_return std::nullopt;
        const auto& bytes = loaded->also.front();
        const LongSms before = bytes ? long_sms_from(*bytes).value_or(LongSms{}) : LongSms{};
        LongSms after = with_part(before, *sms.part, message, sms.text);
        if (after == before) co_return KeptPart{std::move(after), true};
        store::Batch batch;
        batch.cell = cell;
        batch.guards.push_back(store::VersionIs{{key}, before.version});
        batch.writes.push_back(
            store::Put{{key}, pack_long_sms(after, before.version + 1), long_sms_kept_s});
        const auto outcome = co_await store::commit(world_.store, std::move(batch));
        if (!outcome) co_return std::nullopt;
        if (outcome->applied) co_return KeptPart{std::move(after), false};
    }
    co_return std::nullopt;
}

// Longer than any message may be. It is told 'taken', since a repeat would be no shorter.
awaitable<bool> Hooks::refuse_part(Route& route, InboundSms sms) {
    std::vector<protocols::RefusedEntry> whole(1);
    whole.front().refusal = {200, "the parts are too many"};
    whole.front().raw = std::move(sms.text);
    const Callback callback{"POST", "", "", {}};
    co_await keep_refused(route, callback, HookKind::sms, std::move(whole));
    co_return true;
}

}  // namespace kazi::gateway::hooks
