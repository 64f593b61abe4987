// SPDX-License-Identifier: Apache-2.0
#include "gateway/sender/sender.hpp"

#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/hooks/message_state.hpp"
#include "gateway/http/outbound.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/sender/send_policy.hpp"
#include "gateway/store/await.hpp"
#include "protocols/gsm_text.hpp"

namespace kazi::gateway::sender {

namespace {

using boost::asio::awaitable;
using protocols::SendOutcome;
using protocols::SendResult;

constexpr const char* group = "senders";
constexpr std::chrono::milliseconds round_every{100};
// Longer than all tries of one message take together, so that only a dead daemon's are taken over.
constexpr std::int64_t abandoned_ms = 900'000;
constexpr std::uint32_t replies_at_once = 64;
constexpr std::uint32_t bulk_at_once = 16;

store::ClaimRequest claim_of(const std::string& cell, const char* stream, std::uint32_t count) {
    store::ClaimRequest claim;
    claim.cell = cell;
    claim.key = stream;
    claim.group = group;
    claim.consumer = "kazi";
    claim.count = count;
    claim.idle_ms = abandoned_ms;
    return claim;
}

SendResult result_of(const hooks::Route& route, const http::HttpOutcome& outcome) {
    SendResult result;
    if (const auto* answered = std::get_if<http::Answered>(&outcome)) {
        auto results = route.dialect->parse_send(answered->reply, route.settings);
        return results.empty() ? result : std::move(results.front());
    }
    const bool nothing_left = std::holds_alternative<http::NotSent>(outcome);
    result.outcome = nothing_left ? SendOutcome::retry : SendOutcome::in_doubt;
    return result;
}

// The aggregator bills by its own count, so that is the one to trust where there is one.
double segments_of(const records::OutboxMessage& message, const SendResult& result) {
    if (result.segments) return *result.segments;
    return static_cast<double>(protocols::measure_sms(message.text).segments);
}

}  // namespace

Sender::Sender(keepers::Post post, const hooks::Route& route, boost::asio::io_context& context,
               int in_flight_max)
    : post_(post),
      route_(route),
      context_(context),
      someone_done_(context, boost::asio::steady_timer::time_point::max()),
      bucket_(route.messages_per_second),
      token_(*route.dialect, route.settings),
      in_flight_max_(in_flight_max) {}

awaitable<void> Sender::run() {
    for (;;) {
        const bool busy = co_await round();
        if (busy && !post_.rest.stopping()) continue;
        const bool goes_on = co_await post_.rest.wait(round_every);
        if (!goes_on) break;
    }
    while (in_flight_ > 0)
        co_await http::ring(someone_done_);
}

// Replies that somebody waits for are emptied before bulk is looked at. True: there was something.
awaitable<bool> Sender::round() {
    const std::string& cell = post_.cell.settings.cell;
    std::string stream = keys::replies;
    auto entries =
        co_await store::claim(post_.world.store, claim_of(cell, keys::replies, replies_at_once));
    if (entries && entries->empty()) {
        stream = keys::bulk;
        entries =
            co_await store::claim(post_.world.store, claim_of(cell, keys::bulk, bulk_at_once));
    }
    if (!entries || entries->empty()) co_return false;
    for (store::StreamEntry& entry : *entries) {
        auto message = records::message_from(entry.payload);
        if (!message) {
            post_.world.log.error("message_unreadable", {{"entry", entry.id}});
            continue;
        }
        co_await room_for_one_more();
        Letter letter{stream, std::move(entry.id), std::move(*message)};
        ++in_flight_;
        http::OnFailure failed = [this](const std::string&, const std::exception_ptr& failure) {
            post_.world.log.error("send_failed", {{"why", http::text_of(failure)}});
        };
        http::spawn(context_.get_executor(), "send", deliver(std::move(letter)), std::move(failed));
    }
    co_return true;
}

awaitable<void> Sender::room_for_one_more() {
    while (in_flight_ >= in_flight_max_)
        co_await http::ring(someone_done_);
}

awaitable<void> Sender::deliver(Letter letter) {
    struct Leaving {
        Sender& sender;
        ~Leaving() {
            --sender.in_flight_;
            sender.someone_done_.cancel();
        }
    };
    const Leaving leaving{*this};
    const Fate fate = co_await carry(std::move(letter));
    if (fate == Fate::left) post_.world.log.debug("message_left_in_outbox");
}

// All tries of one message. Left: the daemon is stopping, the message stays in the outbox.
awaitable<Sender::Fate> Sender::carry(Letter letter) {
    const auto msisdn = co_await number_of(letter.message.worker);
    if (!msisdn) co_return Fate::left;
    for (int tries = 1;; ++tries) {
        const bool ready = co_await take_turn();
        if (!ready) co_return Fate::left;
        const std::int64_t not_after = letter.message.not_after;
        const bool stale = not_after != 0 && post_.world.clock.now() > not_after;
        if (msisdn->empty() || stale) {
            post_.world.log.info("sms_dropped", {{"id", letter.message.trace}, {"stale", stale}});
            const bool done = co_await acknowledge(letter);
            co_return done ? Fate::settled : Fate::left;
        }
        const SendResult result = co_await send(letter, *msisdn);
        route_.metrics->sms_sent[result.outcome].Increment();
        if (result.outcome == SendOutcome::accepted)
            route_.metrics->sms_segments->Increment(segments_of(letter.message, result));
        post_.world.log.info("sms_sent", {{"id", letter.message.trace},
                                          {"route", route_.name},
                                          {"to", Masked{*msisdn}},
                                          {"outcome", protocols::to_string(result.outcome)},
                                          {"code", result.code}});
        const SendDecision next = decide(result.outcome, tries);
        if (next.what == SendDecision::Do::pause_route) {
            paused_until_ = post_.world.clock.now() + next.wait_ms * 1000;
            tries = 0;
            continue;
        }
        if (next.what != SendDecision::Do::try_again)
            co_return co_await settle(std::move(letter), result, tries);
        const bool goes_on = co_await post_.rest.wait(std::chrono::milliseconds(next.wait_ms));
        if (!goes_on) co_return Fate::left;
    }
}

awaitable<Sender::Fate> Sender::settle(Letter letter, SendResult result, int tries) {
    bool done = false;
    switch (decide(result.outcome, tries).what) {
        case SendDecision::Do::record:
            done = co_await record(std::move(letter), std::move(result));
            break;
        case SendDecision::Do::opt_out:
            done = co_await opt_out(std::move(letter));
            break;
        case SendDecision::Do::give_up:
        case SendDecision::Do::try_again:
        case SendDecision::Do::pause_route:
            post_.world.log.warn("sms_given_up", {{"id", letter.message.trace}, {"tries", tries}});
            done = co_await acknowledge(std::move(letter));
            break;
    }
    co_return done ? Fate::settled : Fate::left;
}

// Waits for the route: its rate, and a pause that the aggregator brought about.
awaitable<bool> Sender::take_turn() {
    for (;;) {
        const taskflow::Instant now = post_.world.clock.now();
        const std::int64_t wait_us = paused_until_ > now ? paused_until_ - now : bucket_.take(now);
        if (wait_us == 0) co_return true;
        const bool goes_on =
            co_await post_.rest.wait(std::chrono::milliseconds(wait_us / 1000 + 1));
        if (!goes_on) co_return false;
    }
}

// Empty text: she was erased. Nothing: the store is away.
awaitable<std::optional<std::string>> Sender::number_of(taskflow::WorkerId worker) {
    const store::Place place = keys::number(worker);
    std::vector<std::string> names(1, *place.field);
    const auto found = co_await store::fields(post_.world.store, post_.cell.settings.cell,
                                              place.key, std::move(names));
    if (!found) co_return std::nullopt;
    co_return found->front() ? "+" + *found->front() : std::string{};
}

awaitable<SendResult> Sender::send(Letter letter, std::string msisdn) {
    protocols::OutboundSms sms;
    sms.id = records::message_id(letter.message);
    sms.to = std::move(msisdn);
    sms.text = letter.message.text;
    SendResult result = co_await attempt(sms);
    if (result.outcome == SendOutcome::stop_route && token_.forget()) {
        // The aggregator took its token back before its time: once more with a new one.
        result = co_await attempt(sms);
    }
    if (route_.dialect->reports_by_our_id) result.message_id = records::message_id(letter.message);
    co_return result;
}

awaitable<SendResult> Sender::attempt(protocols::OutboundSms sms) {
    protocols::CallbackContext now;
    now.now_s = post_.world.clock.now() / taskflow::second_us;
    const auto token = co_await token_.get(post_.world.outbound, now.now_s);
    if (!token) {
        SendResult untried;
        untried.outcome = SendOutcome::retry;
        untried.code = "no token";
        co_return untried;
    }
    now.access_token = *token;
    protocols::HttpRequest request = route_.dialect->build_send(sms, route_.settings, now);
    http::SendOptions options;
    const auto outcome =
        co_await http::send(post_.world.outbound, std::move(request), std::move(options));
    co_return result_of(route_, outcome);
}

// The aggregator's id is remembered in the commit that takes the message from the outbox; a report
// that came first is parked under that id and keeps its status.
awaitable<bool> Sender::record(Letter letter, SendResult result) {
    if (result.message_id.empty()) co_return co_await acknowledge(std::move(letter));
    const std::string& cell = post_.cell.settings.cell;
    const std::string key = keys::message(route_.name, result.message_id);
    for (int tries = 0; tries < 3; ++tries) {
        store::LoadRequest request{.cell = cell, .record_key = {}, .also = {{key}}};
        const auto loaded = co_await store::load(post_.world.store, std::move(request));
        if (!loaded) co_return false;
        const auto& bytes = loaded->also.front();
        const auto parked = bytes ? hooks::message_state_from(*bytes) : std::nullopt;
        hooks::MessageState state = parked.value_or(hooks::MessageState{});
        state.worker = letter.message.worker;
        state.sequence = letter.message.sequence;
        store::Batch batch;
        batch.cell = cell;
        batch.guards.push_back(store::VersionIs{{key}, state.version});
        batch.writes.push_back(store::Put{
            {key}, hooks::pack_message_state(state, state.version + 1), hooks::message_kept_s});
        batch.writes.push_back(store::Acknowledge{letter.stream, group, letter.entry});
        const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
        if (!outcome) co_return false;
        if (outcome->applied) co_return true;
    }
    co_return false;
}

awaitable<bool> Sender::acknowledge(Letter letter) {
    store::Batch batch;
    batch.cell = post_.cell.settings.cell;
    batch.writes.push_back(store::Acknowledge{letter.stream, group, letter.entry});
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    co_return outcome && outcome->applied;
}

awaitable<bool> Sender::opt_out(Letter letter) {
    engine::EventRequest request;
    request.event = {letter.message.worker, post_.world.clock.now(), taskflow::OptedOut{}};
    request.trace = letter.message.trace;
    request.attachment.writes.push_back(store::Acknowledge{letter.stream, group, letter.entry});
    const auto handled = co_await post_.engine.handle(post_.cell, std::move(request));
    co_return handled.taken();
}

}  // namespace kazi::gateway::sender
