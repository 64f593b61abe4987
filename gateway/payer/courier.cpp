// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/courier.hpp"

#include <algorithm>
#include <utility>

#include "billing/payout_id.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/payer/provider_call.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::payer {

namespace {

using billing::Next;
using billing::PayoutEvent;
using billing::PayoutState;
using billing::Reason;
using boost::asio::awaitable;
using std::chrono::milliseconds;
using taskflow::Instant;
using taskflow::second_us;

// A request that is waiting to be repeated shows that somebody is at it this often: well within
// the lease.
constexpr milliseconds renew_every{10'000};
constexpr milliseconds repeat_first{1'000};
constexpr milliseconds store_retry{500};

bool has(const billing::Transition& transition, billing::Action action) {
    const auto& actions = transition.actions;
    return std::find(actions.begin(), actions.end(), action) != actions.end();
}

/// Why it was told what it was told; nothing: not a byte left.
std::optional<Reason> reason_of(const PayoutEvent& event) {
    const auto* replied = std::get_if<billing::Replied>(&event);
    return replied == nullptr ? std::nullopt : std::optional(replied->message.reason);
}

bool is_trouble_of_provider(std::optional<Reason> reason) {
    return !reason || *reason == Reason::timeout || *reason == Reason::provider_unavailable ||
           *reason == Reason::unreadable;
}

}  // namespace

billing::PayoutOrder order_of(const billing::Payout& payout, const Account& account,
                              const std::string& key, const std::string& msisdn) {
    return {key, msisdn, payout.amount, payout.id,
            std::string(account.settings.account.option("product"))};
}

awaitable<void> Courier::carry(Errand errand) {
    for (int tries = 1;; ++tries) {
        const Answer answer = co_await request(errand);
        const PayoutEvent& event = answer.event;
        auto applied = co_await record(errand.payout, answer);
        if (!applied || !applied->heard()) co_return;
        const billing::Transition& told = applied->transition;
        if (told.next != Next::resend)
            co_return co_await after(errand, std::move(applied->transition));
        // One that repeats is probe enough; the others wait where nothing is recorded of them yet.
        const bool provider_well = reason_of(event) == Reason::token_expired;
        if (!provider_well) errand.account.queue.hold_back_until(desk_.now() + us(renew_every) * 2);
        // Turned away, the deadline runs on; of what never left there can be no news to wait for.
        const bool turned_away = !std::holds_alternative<billing::NotSent>(event);
        if (turned_away && desk_.now() >= told.payout.attempts.back().deadline_us) {
            Answer passed{billing::DeadlinePassed{errand.attempt, desk_.now()}};
            co_await record(errand.payout, std::move(passed));
            co_return;
        }
        const bool again = co_await wait_to_repeat(errand, tries);
        if (!again) co_return;
    }
}

// What was parked under the new reference is heard; what the provider holds is confirmed.
awaitable<void> Courier::after(Errand& errand, billing::Transition transition) {
    const auto* attempt = billing::find_attempt(transition.payout, errand.attempt);
    if (attempt == nullptr || attempt->provider_ref.empty()) co_return;
    if (has(transition, billing::Action::confirm))
        co_return co_await confirm(errand.account, errand.payout);
    co_await parking_.replay(errand.account, errand.payout, attempt->provider_ref);
}

awaitable<Courier::Answer> Courier::request(Errand& errand) {
    Account& account = errand.account;
    const auto signed_in = co_await tokens_.sign_in(account);
    if (!signed_in) co_return Answer{billing::NotSent{errand.attempt}};
    auto prepared = co_await first_steps_.prepare(account, errand.order, *signed_in);
    if (auto* why = std::get_if<billing::Decoded>(&prepared))
        co_return Answer{billing::Replied{errand.attempt, std::move(*why)}};
    const auto* with = std::get_if<billing::ProviderSettings>(&prepared);
    if (with == nullptr) co_return Answer{billing::NotSent{errand.attempt}};
    billing::ProviderRequest request = account.codec().build_request(errand.order, *with);
    const Unsaid unsaid{*with, errand.order.msisdn};
    Capture capture{Capture::Kind::payment, errand.payout, errand.attempt, desk_.now(),
                    kept_request(request, unsaid)};
    auto what = http_request(std::move(request));
    http::SendOptions options;
    options.fresh_connection = true;
    options.total_timeout = account.settings.call_deadline;
    account.queue.left(desk_.now());
    const auto outcome =
        co_await http::send(post_.world.outbound, std::move(what), std::move(options));
    if (const auto* nothing = std::get_if<http::NotSent>(&outcome))
        post_.world.log.warn("payout_not_sent", {{"payout", errand.payout}, {"why", nothing->why}});
    Answer answer{sent_event(account.codec(), *with, errand.attempt, outcome)};
    if (keep_outcome(capture, outcome, unsaid)) answer.along = desk_.keeping(capture);
    if (reason_of(answer.event) == Reason::token_expired) Tokens::refuse(account, *signed_in);
    judge(account, answer.event);
    co_return answer;
}

void Courier::judge(Account& account, const PayoutEvent& event) {
    const bool was_shut = account.queue.is_shut();
    account.queue.heard(is_trouble_of_provider(reason_of(event)), desk_.now());
    account.show(desk_.now());
    if (account.queue.is_shut() == was_shut) return;
    post_.world.log.warn(was_shut ? "payout_account_works" : "payout_account_shut",
                         {{"provider", account.name()}});
}

// What came back is worth waiting for the store. Nothing: the daemon stops first, and the timer
// finds an attempt without news.
awaitable<std::optional<Applied>> Courier::record(std::string id, Answer answer) {
    for (;;) {
        Applied applied = co_await desk_.apply(id, answer.event, answer.along);
        if (applied.kind != Applied::Kind::unavailable) co_return applied;
        const bool goes_on = co_await post_.rest.wait(store_retry);
        if (!goes_on) co_return std::nullopt;
    }
}

// True: the attempt is still ours to make and waits for nothing else.
awaitable<bool> Courier::wait_to_repeat(const Errand& errand, int tries) {
    const ProviderQueue& queue = errand.account.queue;
    const Instant back_off = us(repeat_first) << std::min(tries - 1, 4);
    Instant until = desk_.now() + back_off;
    for (;;) {
        until = std::max(until, queue.stopped_until());
        const Instant left_us = until - desk_.now();
        const auto pause = std::min(renew_every, milliseconds(left_us / 1000 + 1));
        if (left_us > 0) {
            const bool goes_on = co_await post_.rest.wait(pause);
            if (!goes_on) co_return false;
        }
        const Renewed renewed = co_await renew(errand);
        if (renewed == Renewed::moved_on) co_return false;
        if (renewed == Renewed::store_away) until = std::max(until, desk_.now() + us(store_retry));
        const bool ready = renewed == Renewed::yes && desk_.now() >= until;
        if (ready && queue.stopped_until() <= until) co_return true;
    }
}

// Shuts out everybody who loaded the payout before, and moves the timer on.
awaitable<Courier::Renewed> Courier::renew(const Errand& errand) {
    const Found found = co_await desk_.load(errand.payout);
    if (!found.answered) co_return Renewed::store_away;
    if (!found.stored) co_return Renewed::moved_on;
    const billing::Payout& payout = found.stored->payout;
    const bool newest = std::cmp_equal(payout.attempts.size(), errand.attempt);
    const bool unsent = payout.state == PayoutState::submitted;
    if (!newest || !unsent) co_return Renewed::moved_on;
    const Instant lease_ends = desk_.now() + Desk::lease_us(errand.account);
    store::Batch batch = renewal_of(desk_.cell(), payout, found.stored->version, lease_ends);
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    if (!outcome) co_return Renewed::store_away;
    co_return outcome->applied ? Renewed::yes : Renewed::moved_on;
}

awaitable<std::optional<Courier::Doubt>> Courier::open_doubt(std::string id, int attempt) {
    const auto parts = billing::parse_payout_id(id);
    const auto worker = parts ? records::worker_id_from(parts->worker) : std::nullopt;
    if (!worker) co_return std::nullopt;
    store::LoadRequest what;
    what.cell = desk_.cell();
    what.also.push_back(place_of(id));
    what.also.push_back(keys::number(*worker));
    what.also.push_back(payee_place(parts->worker));
    const auto loaded = co_await store::load(post_.world.store, std::move(what));
    if (!loaded || !loaded->also[0] || !loaded->also[1]) co_return std::nullopt;
    auto stored = records::payout_from(*loaded->also[0]);
    auto payee = loaded->also[2] ? payee_from(*loaded->also[2]) : Payee{};
    if (!stored || !payee) co_return std::nullopt;
    const bool newest = std::cmp_equal(stored->payout.attempts.size(), attempt);
    if (!newest || stored->payout.state != PayoutState::in_doubt) co_return std::nullopt;
    co_return Doubt{std::move(*stored), std::move(*payee), "+" + *loaded->also[1]};
}

// Never while another request under that key may be on its way: whoever loaded the payout before is
// shut out, the timer waits until the call is over, and the last time is on record.
awaitable<void> Courier::repeat(Account& account, std::string id, int attempt) {
    auto doubt = co_await open_doubt(id, attempt);
    if (!doubt) co_return;
    const billing::Payout& payout = doubt->stored.payout;
    const billing::Attempt& newest = payout.attempts.back();
    const Instant now = desk_.now();
    const Instant sent = std::max(newest.submitted_at_us, doubt->payee.last_by(account.name()));
    const bool too_soon = now < sent + account.codec().traits.resend_after_s * second_us;
    if (too_soon || account.queue.stopped_until() > now) co_return;
    store::Batch batch =
        renewal_of(desk_.cell(), payout, doubt->stored.version, now + Desk::lease_us(account));
    const store::Place place = payee_place(payout.worker);
    batch.guards.push_back(store::VersionIs{place, doubt->payee.version});
    batch.writes.push_back(sent_write(payout.worker, doubt->payee, account.name(), now));
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    if (!outcome || !outcome->applied) co_return;
    post_.world.log.info("payout_repeated",
                         {{"payout", id}, {"attempt", attempt}, {"to", Masked{doubt->msisdn}}});
    Errand errand{account, id, attempt, order_of(payout, account, newest.key, doubt->msisdn)};
    Answer answer = co_await request(errand);
    auto applied = co_await record(std::move(id), std::move(answer));
    if (applied && applied->heard()) co_await after(errand, std::move(applied->transition));
}

// The answer is believed no more than a question's: the next look asks how it stands, and confirms
// again what still waits for it.
awaitable<void> Courier::confirm(Account& account, std::string id) {
    Found found = co_await desk_.load(id);
    if (!found.stored || found.stored->payout.attempts.empty()) co_return;
    const std::string reference = found.stored->payout.attempts.back().provider_ref;
    const auto signed_in = co_await tokens_.sign_in(account);
    if (!signed_in) co_return;
    auto what = account.codec().build_confirm_request(reference, *signed_in);
    if (!what) co_return;
    http::SendOptions options;
    options.fresh_connection = true;
    options.total_timeout = account.settings.call_deadline;
    const Unsaid unsaid{*signed_in, std::nullopt};
    Capture capture{Capture::Kind::confirmation, id,
                    static_cast<int>(found.stored->payout.attempts.size()), desk_.now(),
                    kept_request(*what, unsaid)};
    protocols::HttpRequest request = http_request(std::move(*what));
    const auto outcome =
        co_await http::send(post_.world.outbound, std::move(request), std::move(options));
    Along along;
    if (keep_outcome(capture, outcome, unsaid)) along = desk_.keeping(capture);
    post_.world.log.info("payout_confirmed", {{"payout", id}, {"http", capture.http}});
    const Instant soon = desk_.now() + account.codec().traits.first_query_s * second_us;
    co_await desk_.look_again(std::move(*found.stored), soon, std::move(along));
}

}  // namespace kazi::gateway::payer
