// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/watch.hpp"

#include <algorithm>
#include <utility>

#include "billing/payout_policy.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/payer/provider_call.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::payer {

namespace {

using billing::PayoutEvent;
using billing::PayoutState;
using boost::asio::awaitable;
using records::StoredPayout;
using taskflow::Instant;

constexpr Instant minute_us = 60'000'000;
// What only a person can mend is looked at this often.
constexpr Instant hour_us = 60 * minute_us;
const std::string no_entry;

}  // namespace

Watch::Watch(keepers::Post post, Accounts& accounts, Desk& desk, Parking& parking, Inquiry& inquiry,
             Courier& courier, Dispatch& dispatch)
    : post_(post),
      accounts_(accounts),
      desk_(desk),
      parking_(parking),
      inquiry_(inquiry),
      courier_(courier),
      dispatch_(dispatch) {}

awaitable<void> Watch::look(std::string id) {
    Found found = co_await desk_.load(id);
    if (!found.answered) co_return;
    if (!found.stored) co_return co_await put_off(std::move(id));
    Account* account = accounts_.of(found.stored->payout);
    if (account != nullptr) co_return co_await look_at(*account, std::move(*found.stored));
    const std::string& gone = found.stored->payout.attempts.back().provider;
    post_.world.log.error("payout_account_missing", {{"payout", id}, {"provider", gone}});
    co_await put_off(std::move(id));
}

awaitable<void> Watch::look_at(Account& account, StoredPayout stored) {
    const billing::Payout& payout = stored.payout;
    const int newest = static_cast<int>(payout.attempts.size());
    PayoutEvent event = billing::DeadlinePassed{newest, desk_.now()};
    switch (payout.state) {
        case PayoutState::created:
            co_return co_await dispatch_.take(payout.id, no_entry);
        case PayoutState::submitted:
            // Whoever sent it is gone, and with him what came back.
            event = billing::Replied{newest, billing::no_answer()};
            break;
        case PayoutState::pending:
            if (desk_.now() < payout.attempts.back().deadline_us)
                co_return co_await ask(account, std::move(stored));
            break;
        case PayoutState::in_doubt:
            co_return co_await doubt(account, std::move(stored));
        case PayoutState::failed:
        case PayoutState::reversed:
            co_return co_await choose(account, std::move(stored));
        case PayoutState::succeeded:
        case PayoutState::held:
        case PayoutState::reconciled:
        case PayoutState::returned:
            co_return co_await forget(std::move(stored));
    }
    Along nothing_else;
    co_await hear(std::move(stored), std::move(event), std::move(nothing_else));
}

awaitable<void> Watch::doubt(Account& account, StoredPayout stored) {
    if (!billing::needs_person(stored.payout, desk_.now()))
        co_return co_await ask(account, std::move(stored));
    post_.world.log.error(
        "payout_needs_person",
        {{"payout", stored.payout.id}, {"state", "in_doubt"}, {"provider", account.name()}});
    co_await forget(std::move(stored));
}

// Whatever comes of it, the payout does not stay due.
awaitable<Applied> Watch::hear(StoredPayout stored, PayoutEvent event, Along along) {
    Applied applied = co_await desk_.apply(stored.payout.id, std::move(event), std::move(along));
    const Instant later = desk_.now() + hour_us;
    if (applied.kind == Applied::Kind::unchanged) co_await desk_.look_again(std::move(stored));
    if (applied.kind == Applied::Kind::stuck) co_await desk_.look_again(std::move(stored), later);
    co_return applied;
}

// What was parked under its reference is nearer than the provider.
awaitable<void> Watch::ask(Account& account, StoredPayout stored) {
    if (account.asking.is_full()) {
        // It stays due for the next round, unless it would only stand in the way of others' looks.
        if (!account.asking.is_slow(desk_.now())) co_return;
        const Instant later = account.asking.put_off(desk_.now());
        co_return co_await desk_.look_again(std::move(stored), later);
    }
    const Room::Place place(account.asking);
    const std::string id = stored.payout.id;
    const billing::Attempt newest = stored.payout.attempts.back();
    if (!newest.provider_ref.empty()) {
        const bool moved = co_await parking_.replay(account, id, newest.provider_ref);
        if (moved) co_return;
    }
    auto told = co_await inquiry_.about(account, newest);
    if (!told) co_return co_await desk_.look_again(std::move(stored));
    told->capture.payout = id;
    Along along = desk_.keeping(told->capture);
    along.only_if_moved = true;
    PayoutEvent event = billing::Queried{newest.number, std::move(told->told)};
    Applied applied = co_await hear(std::move(stored), std::move(event), std::move(along));
    if (!applied.heard()) co_return;
    co_await follow(account, id, newest.number, std::move(applied.transition));
    // One that answers by callback said so before; it was asked again in case it knows by now.
    const billing::ProviderTraits& traits = account.codec().traits;
    const bool unknown_there = traits.answers_later && newest.reason == billing::Reason::not_found;
    if (unknown_there && traits.trust != billing::Trust::low)
        co_await courier_.repeat(account, id, newest.number);
}

awaitable<void> Watch::follow(Account& account, std::string id, int attempt,
                              billing::Transition transition) {
    const auto& actions = transition.actions;
    if (std::find(actions.begin(), actions.end(), billing::Action::confirm) != actions.end())
        co_return co_await courier_.confirm(account, std::move(id));
    if (transition.next == billing::Next::resend)
        co_await courier_.repeat(account, std::move(id), attempt);
}

// The pause between two payments to her number is the dispatch's business: it may be another
// account's turn.
awaitable<void> Watch::choose(Account& account, StoredPayout stored) {
    billing::FailureContext context;
    context.now_us = desk_.now();
    const auto& all = accounts_.all();
    context.provider_open = std::any_of(all.begin(), all.end(), [&](const Account& one) {
        return one.queue.open_at(context.now_us) <= context.now_us;
    });
    const std::string id = stored.payout.id;
    const auto choice = billing::after_failure(stored.payout, context);
    if (const auto* again = std::get_if<billing::TryAgain>(&choice)) {
        const Instant at = again->not_before_us;
        if (at > context.now_us) co_return co_await desk_.look_again(std::move(stored), at);
        co_return co_await dispatch_.take(id, no_entry);
    }
    if (std::holds_alternative<billing::WaitForProvider>(choice)) {
        const Instant opens = accounts_.opens_at(context.now_us);
        const Instant at = std::max(opens, context.now_us + minute_us);
        post_.world.log.info("payout_waits_for_account",
                             {{"payout", id}, {"provider", account.name()}});
        co_return co_await desk_.look_again(std::move(stored), at);
    }
    if (std::holds_alternative<billing::NothingToChoose>(choice))
        co_return co_await forget(std::move(stored));
    PayoutEvent event = billing::GivenBack{};
    Along nothing_else;
    co_await hear(std::move(stored), std::move(event), std::move(nothing_else));
}

// No timer moves it any more.
awaitable<void> Watch::forget(StoredPayout stored) {
    co_await desk_.look_again(std::move(stored), std::nullopt);
}

// Nothing readable stands under this id: said again each hour.
awaitable<void> Watch::put_off(std::string id) {
    store::Batch batch;
    batch.cell = desk_.cell();
    batch.writes.push_back(timer_write(id, desk_.now() + hour_us));
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    if (!outcome) post_.world.log.warn("payout_timer_kept", {{"payout", id}});
}

}  // namespace kazi::gateway::payer
