// SPDX-License-Identifier: Apache-2.0
// Answers that come by a call are laid down by whichever daemon hears them; whoever waits for one
// looks into the store. Subjects hold numbers, so that what they are kept under is a keyed hash.
#include "gateway/payer/first_steps.hpp"

#include <utility>

#include "billing/digest.hpp"
#include "billing/hex.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/http/outbound.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/payer/provider_call.hpp"
#include "gateway/records/packed.hpp"
#include "gateway/records/version.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::payer {

namespace {

using billing::ProviderSettings;
using boost::asio::awaitable;
using std::chrono::milliseconds;

// All steps together, with the request that follows, stay within a sender's lease.
constexpr milliseconds step_deadline{5'000};
constexpr milliseconds call_awaited{5'000};
constexpr milliseconds look_every{200};
constexpr int steps_max = 4;
/// What a call brought is fetched at once; what a payment was made with explains it for long.
constexpr std::uint32_t answer_kept_s = 3'600;
constexpr std::uint32_t payment_kept_s = 90 * 86'400;
/// Stands among the facts once the payment may have left.
constexpr const char* sent = "sent";

}  // namespace

std::string pack_facts(const KnownFacts& known, std::uint32_t version) {
    records::Packer out(256);
    out.raw(records::version_bytes(version));
    out.number(known.facts.size());
    for (const billing::ProviderOption& each : known.facts) {
        out.text(each.name);
        out.text(each.value);
    }
    return out.take();
}

std::optional<KnownFacts> facts_from(std::string_view bytes) {
    const auto version = records::version_of(bytes);
    if (!version) return std::nullopt;
    records::Unpacker in(bytes.substr(records::version_size));
    KnownFacts known{*version, {}};
    known.facts.resize(in.count());
    for (billing::ProviderOption& each : known.facts) {
        each.name = in.text();
        each.value = in.text();
    }
    if (!in.done()) return std::nullopt;
    return known;
}

std::string FirstStepTaker::key_of(const Account& account, std::string_view subject) const {
    const std::string what = account.name() + " " + std::string(subject);
    return keys::first_facts(billing::to_hex(billing::hmac_sha256(settings_.deployment_key, what)));
}

awaitable<std::optional<KnownFacts>> FirstStepTaker::load(std::string key) {
    store::LoadRequest request;
    request.cell = post_.cell.settings.cell;
    request.also.push_back({std::move(key)});
    const auto loaded = co_await store::load(post_.world.store, std::move(request));
    if (!loaded) co_return std::nullopt;
    const auto& bytes = loaded->also.front();
    if (!bytes) co_return KnownFacts{};
    co_return facts_from(*bytes);
}

awaitable<bool> FirstStepTaker::keep(std::string key, KnownFacts known, std::uint32_t kept_s) {
    store::Batch batch;
    batch.cell = post_.cell.settings.cell;
    batch.guards.push_back(store::VersionIs{{key}, known.version});
    batch.writes.push_back(store::Put{{key}, pack_facts(known, known.version + 1), kept_s});
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    co_return outcome && outcome->applied;
}

awaitable<FirstStepTaker::Prepared> FirstStepTaker::prepare(Account& account,
                                                            billing::PayoutOrder order,
                                                            ProviderSettings signed_in) {
    const billing::FirstSteps* steps = billing::first_steps_of(account.codec().name);
    if (steps == nullptr) co_return signed_in;
    const std::string key = key_of(account, order.key);
    const bool by_call = steps->read_call != nullptr;
    std::optional<KnownFacts> known = KnownFacts{};
    for (int taken = 0; taken <= steps_max; ++taken) {
        if (by_call) known = co_await load(key);
        if (!known) break;
        const billing::StepContext context{signed_in, known->facts, post_.world.clock.now()};
        auto step = steps->next(order, context);
        if (auto* refused = std::get_if<billing::RefusedFirst>(&step))
            co_return std::move(refused->why);
        if (const auto* done = std::get_if<billing::StepsDone>(&step)) {
            bool may_leave = !by_call || done->options.empty();
            if (!may_leave) may_leave = co_await mark_sent(key, std::move(*known));
            if (!may_leave) break;
            co_return billing::with_facts(std::move(signed_in), done->options);
        }
        auto& ask = std::get<billing::AskFirst>(step);
        auto answer = co_await take(account, std::move(ask), signed_in);
        if (!answer) break;
        if (answer->later) co_return std::move(*answer->later);
        for (billing::ProviderOption& each : answer->facts)
            billing::learn(known->facts, std::move(each.name), std::move(each.value));
        if (!by_call) continue;
        const bool kept = co_await keep(key, std::move(*known), payment_kept_s);
        if (!kept) break;
    }
    co_return Prepared{};
}

// From now on the same payment has the same content, whatever its quote's time.
awaitable<bool> FirstStepTaker::mark_sent(std::string key, KnownFacts known) {
    if (!billing::fact(known.facts, sent).empty()) co_return true;
    billing::learn(known.facts, sent, "1");
    co_return co_await keep(std::move(key), std::move(known), payment_kept_s);
}

awaitable<std::optional<billing::StepAnswer>> FirstStepTaker::take(Account& account,
                                                                   billing::AskFirst step,
                                                                   ProviderSettings as) {
    const std::string subject = key_of(account, step.subject);
    protocols::HttpRequest request = http_request(std::move(step.request));
    http::SendOptions options;
    options.fresh_connection = true;
    options.total_timeout = step_deadline;
    const auto outcome =
        co_await http::send(post_.world.outbound, std::move(request), std::move(options));
    const auto* answered = std::get_if<http::Answered>(&outcome);
    if (answered == nullptr) co_return std::nullopt;
    const billing::ProviderReply reply{answered->reply.status, answered->reply.body};
    post_.world.log.info("payout_step_answered",
                         {{"provider", account.name()}, {"http", reply.status}});
    const billing::FirstSteps* steps = billing::first_steps_of(account.codec().name);
    billing::StepAnswer answer = steps->read_answer(reply, as);
    const bool told = answer.later || !answer.facts.empty() || steps->read_call == nullptr;
    if (told) co_return answer;
    auto called = co_await called_back(subject);
    if (!called) co_return std::nullopt;
    answer.facts = std::move(*called);
    co_return answer;
}

awaitable<std::optional<billing::Facts>> FirstStepTaker::called_back(std::string key) {
    for (milliseconds waited{0}; waited < call_awaited; waited += look_every) {
        auto told = co_await load(key);
        if (told && !told->facts.empty()) co_return std::move(told->facts);
        const bool goes_on = co_await post_.rest.wait(look_every);
        if (!goes_on) break;
    }
    co_return std::nullopt;
}

awaitable<billing::ProviderResult<FirstStepTaker::Heard>> FirstStepTaker::hear(
    const Account& account, billing::ProviderCallback call) {
    const billing::FirstSteps* steps = billing::first_steps_of(account.codec().name);
    if (steps == nullptr || steps->read_call == nullptr) co_return Heard::about_something_else;
    auto told = steps->read_call(call, account.settings.account);
    if (!told) co_return told.error();
    if (!*told) co_return Heard::about_something_else;
    if ((*told)->facts.empty()) co_return Heard::kept;
    const std::string key = key_of(account, (*told)->subject);
    constexpr int tries_max = 4;
    for (int tries = 0; tries < tries_max; ++tries) {
        auto known = co_await load(key);
        if (!known) co_return Heard::store_away;
        known->facts = (*told)->facts;
        const bool kept = co_await keep(key, std::move(*known), answer_kept_s);
        if (kept) co_return Heard::kept;
    }
    co_return Heard::store_away;
}

awaitable<ProviderSettings> FirstStepTaker::settings_for(const Account& account,
                                                         billing::ProviderCallback call) {
    ProviderSettings settings = account.settings.account;
    const billing::FirstSteps* steps = billing::first_steps_of(account.codec().name);
    if (steps == nullptr || steps->key_in_call == nullptr) co_return settings;
    const std::string named = steps->key_in_call(call);
    if (named.empty()) co_return settings;
    const auto known = co_await load(key_of(account, named));
    if (!known) co_return settings;
    co_return billing::with_facts(std::move(settings), known->facts);
}

}  // namespace kazi::gateway::payer
