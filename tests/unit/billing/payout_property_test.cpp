// SPDX-License-Identifier: Apache-2.0
// Whatever happens in whatever order: the books balance, and no debt is settled twice.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "billing/audit.hpp"
#include "billing/payout_policy.hpp"
#include "tests/unit/billing/payout_fixture.hpp"

using namespace kazi::billing;
using namespace kazi::billing::test;

namespace {

Decoded any_message() {
    const auto outcome =
        *rc::gen::element(Outcome::none, Outcome::accepted, Outcome::pending, Outcome::succeeded,
                          Outcome::failed, Outcome::in_doubt, Outcome::reversed);
    const auto reason = *rc::gen::element(Reason::ok, Reason::not_found, Reason::rejected,
                                          Reason::credentials, Reason::insufficient_float);
    Decoded message = says(outcome, reason);
    if (*rc::gen::inRange(0, 3) != 0) message.provider_ref = "ATQid_1";
    if (*rc::gen::arbitrary<bool>()) message = notice(outcome);
    if (*rc::gen::inRange(0, 8) == 0) message.amount_micro = 1;
    if (*rc::gen::inRange(0, 3) == 0) {
        message.cost_micro = *rc::gen::inRange<std::int64_t>(0, 20'000'000);
        message.cost_currency = *Currency::parse(*rc::gen::arbitrary<bool>() ? "KES" : "USD");
    }
    message.asks_validation = *rc::gen::inRange(0, 10) == 0;
    return message;
}

PayoutEvent any_event(const Payout& payout) {
    const int attempt = *rc::gen::inRange(0, static_cast<int>(payout.attempts.size()) + 2);
    switch (*rc::gen::inRange(0, 9)) {
        case 0:
            return claim(payout);
        case 1:
            return NotSent{attempt};
        case 2:
            return Replied{attempt, any_message()};
        case 3:
            return CalledBack{attempt, any_message(), *rc::gen::inRange(0, 6) != 0};
        case 4:
            return Queried{attempt, any_message()};
        case 5:
            return Reported{attempt, any_message()};
        case 6:
            return DeadlinePassed{attempt, *rc::gen::element<std::int64_t>(0, INT64_MAX)};
        case 7:
            return GivenBack{};
        default:
            return Decided{{*rc::gen::element(Verdict::paid, Verdict::not_paid, Verdict::hold,
                                              Verdict::release),
                            "asha", "the dashboard", 1},
                           attempt};
    }
}

void check_invariants(const Story& story, const Payout& before) {
    const Payout& payout = story.payout;
    RC_ASSERT(balances(story.last.postings));
    RC_ASSERT(story.last.changed || story.last.postings.empty());
    RC_ASSERT(story.last.changed == (payout != before));
    RC_ASSERT(story.in_flight() == (is_in_flight(payout) ? 20 : 0));
    RC_ASSERT(story.available() == (payout.returned ? 0 : -20));
    const int settled = settled_count(payout, SettledFrom::in_flight);
    const int late = settled_count(payout, SettledFrom::suspense);
    RC_ASSERT(settled <= 1);
    RC_ASSERT(!(payout.returned && settled == 1));
    RC_ASSERT(story.paid_out() == 20 * (settled + late));
    RC_ASSERT(story.late() == -20 * late);
    const bool paid =
        payout.state == PayoutState::succeeded || payout.state == PayoutState::reconciled;
    RC_ASSERT(!paid || settled == 1);
    RC_ASSERT(payout.state != PayoutState::failed || is_in_flight(payout));
    int open = 0;
    for (const Attempt& attempt : payout.attempts)
        open += is_open(attempt.state) ? 1 : 0;
    RC_ASSERT(open <= 1);
}

}  // namespace

TEST_CASE("property: any events in any order keep the books") {
    CHECK(rc::check([] {
        Story story;
        if (*rc::gen::arbitrary<bool>()) story.context = strong_provider();
        const int events = *rc::gen::inRange(1, 40);
        for (int i = 0; i < events; ++i) {
            const Payout before = story.payout;
            story.then(any_event(before));
            check_invariants(story, before);
        }
    }));
}

TEST_CASE("property: an event told twice in a row changes nothing the second time") {
    CHECK(rc::check([] {
        Story story;
        const int events = *rc::gen::inRange(1, 20);
        for (int i = 0; i < events; ++i) {
            const PayoutEvent event = any_event(story.payout);
            story.then(event);
            if (std::holds_alternative<Decided>(event) || std::holds_alternative<Claimed>(event))
                continue;
            const Transition again = advance(story.payout, event, story.context);
            RC_ASSERT(again.postings.empty());
        }
    }));
}

TEST_CASE("property: the audit finds nothing wrong with what the machine posts") {
    CHECK(rc::check([] {
        Audit audit;
        Story story;
        Postings funding;
        move(funding, {AccountKind::operator_funds, ""}, {AccountKind::worker_available, worker},
             shillings(20));
        audit.entry({"0", funding, "", {}});
        audit.entry({"1", story.posted, story.payout.id, {}});
        std::map<std::string, std::pair<Account, Money>> held;
        const auto keep = [&held](const Postings& postings) {
            for (const Posting& posting : postings) {
                const std::string slot =
                    to_string(posting.account) + std::string(posting.change.currency.code());
                const Money nothing{0, posting.change.currency};
                Money& sum = held.try_emplace(slot, posting.account, nothing).first->second.second;
                sum = sum + posting.change;
            }
        };
        keep(funding);
        keep(story.posted);
        const int events = *rc::gen::inRange(1, 30);
        for (int i = 2; i < events; ++i) {
            story.then(any_event(story.payout));
            audit.entry({std::to_string(i), story.last.postings, story.payout.id, {}});
            keep(story.last.postings);
        }
        for (const auto& [slot, balance] : held)
            audit.balance(balance.first, balance.second);
        audit.payout(audit_payout(story.payout));
        for (const Finding& finding : audit.finish())
            RC_FAIL(finding.text);
    }));
}
