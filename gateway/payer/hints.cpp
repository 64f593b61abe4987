// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/hints.hpp"

#include <charconv>
#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::payer {

namespace {

using billing::Outcome;
using boost::asio::awaitable;
using taskflow::Instant;

// A provider that does not know yet is asked again after so long.
constexpr Instant pause_us = 600'000'000;

struct Named {
    std::string payout;
    int attempt = 0;
};

Named named_by(const std::string& member) {
    Named named;
    const std::size_t blank = member.rfind(' ');
    if (blank == std::string::npos) return named;
    named.payout = member.substr(0, blank);
    std::from_chars(member.data() + blank + 1, member.data() + member.size(), named.attempt);
    return named;
}

bool is_final(Outcome outcome) {
    return outcome == Outcome::succeeded || outcome == Outcome::failed ||
           outcome == Outcome::reversed;
}

}  // namespace

Hints::Hints(keepers::Post post, Accounts& accounts, Desk& desk, Inquiry& inquiry)
    : post_(post), accounts_(accounts), desk_(desk), inquiry_(inquiry) {}

awaitable<bool> Hints::keep(std::string payout, int attempt) {
    std::string member = payout.append(1, ' ').append(std::to_string(attempt));
    const bool kept = co_await set(std::move(member), desk_.now());
    co_return kept;
}

awaitable<void> Hints::look(std::string member) {
    const Named named = named_by(member);
    const Found found = co_await desk_.load(named.payout);
    if (!found.answered) co_return;
    const billing::Attempt* attempt =
        found.stored ? billing::find_attempt(found.stored->payout, named.attempt) : nullptr;
    Account* account = attempt == nullptr ? nullptr : accounts_.find(attempt->provider);
    if (account != nullptr && account->codec().build_status_request != nullptr)
        co_return co_await ask(*account, *attempt, named.payout, std::move(member));
    post_.world.log.error("payout_hint_needs_person",
                          {{"payout", named.payout}, {"attempt", named.attempt}});
    co_await set(std::move(member), std::nullopt);
}

awaitable<void> Hints::ask(Account& account, billing::Attempt attempt, std::string payout,
                           std::string member) {
    const int number = attempt.number;
    auto told = co_await inquiry_.about(account, std::move(attempt));
    std::optional<Instant> again = desk_.now() + pause_us;
    if (told) {
        const bool final = is_final(told->told.outcome);
        told->capture.payout = payout;
        Along along = desk_.keeping(told->capture);
        along.only_if_moved = true;
        billing::PayoutEvent event = billing::Queried{number, std::move(told->told)};
        const Applied applied =
            co_await desk_.apply(std::move(payout), std::move(event), std::move(along));
        if (final && applied.heard()) again.reset();
    }
    co_await set(std::move(member), again);
}

awaitable<bool> Hints::set(std::string member, std::optional<Instant> at) {
    store::Batch batch;
    batch.cell = desk_.cell();
    if (at) {
        batch.writes.push_back(
            store::Schedule{keys::payout_hints, std::move(member), (*at + 999) / 1000});
    } else {
        batch.writes.push_back(store::Unschedule{keys::payout_hints, std::move(member)});
    }
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    co_return outcome && outcome->applied;
}

}  // namespace kazi::gateway::payer
