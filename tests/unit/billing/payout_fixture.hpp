// SPDX-License-Identifier: Apache-2.0
// A payout of KES 20 to one number, and short ways to drive it through the state machine.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "billing/payout_id.hpp"
#include "billing/payout_machine.hpp"
#include "billing/provider.hpp"

namespace kazi::billing::test {

inline constexpr std::string_view deployment_key = "a deployment key for tests";
inline constexpr std::string_view provider_name = "africastalking_airtime";
inline constexpr std::string_view number = "+254711000111";
inline constexpr std::int64_t minute_us = 60'000'000;
inline const std::string worker(16, '\xab');

inline Money shillings(std::int64_t units) {
    return {units * micro_per_unit, *Currency::parse("KES")};
}

inline PayoutContext airtime() {
    return {find_provider(provider_name)->traits, deployment_key};
}

/// A provider whose callbacks are hints and whose repeated keys are safe.
inline PayoutContext strong_provider() {
    PayoutContext context = airtime();
    context.traits.trust = Trust::strong;
    context.traits.callback_is_proof = false;
    return context;
}

inline Claimed claim(const Payout& payout, std::int64_t now_us = 0) {
    const int attempt = static_cast<int>(payout.attempts.size()) + 1;
    return {std::string(provider_name),
            provider_key(deployment_key, {payout.id, provider_name, attempt}),
            fingerprint(deployment_key, provider_name, number, payout.amount), now_us,
            now_us + 1440 * minute_us};
}

inline Decoded says(Outcome outcome, Reason reason = Reason::ok) {
    return decoded(outcome, reason, Retry::query_first);
}

/// A notice with everything told, as a callback has it.
inline Decoded notice(Outcome outcome) {
    Decoded message = says(outcome, outcome == Outcome::failed ? Reason::rejected : Reason::ok);
    message.provider_ref = "ATQid_1";
    message.amount_micro = shillings(20).micro;
    message.currency = shillings(20).currency;
    message.msisdn = std::string(number);
    return message;
}

/// A payout with everything that was posted for it so far.
struct Story {
    Payout payout;
    Postings posted;
    Transition last;
    PayoutContext context = airtime();

    Story() {
        NewPayout made = create_payout(worker, 7, shillings(20), 0);
        payout = made.payout;
        posted = made.postings;
    }

    Story& then(const PayoutEvent& event) {
        last = advance(payout, event, context);
        payout = last.payout;
        posted.insert(posted.end(), last.postings.begin(), last.postings.end());
        return *this;
    }

    Story& submit(std::int64_t now_us = 0) { return then(claim(payout, now_us)); }
    Story& reply(const Decoded& message, int attempt = 1) {
        return then(Replied{attempt, message});
    }
    Story& callback(const Decoded& message, int attempt = 1) {
        return then(CalledBack{attempt, message, true});
    }
    Story& decide(Verdict verdict, int attempt = 0) {
        return then(Decided{{verdict, "asha", "read it in the dashboard", 1}, attempt});
    }

    /// The balance that this payout left in an account.
    [[nodiscard]] std::int64_t units(AccountKind kind, const std::string& owner = {}) const {
        std::int64_t sum = 0;
        for (const Posting& posting : posted)
            if (posting.account == Account{kind, owner}) sum += posting.change.micro;
        return sum / micro_per_unit;
    }
    [[nodiscard]] std::int64_t in_flight() const { return units(AccountKind::payout_in_flight); }
    [[nodiscard]] std::int64_t paid_out() const {
        return units(AccountKind::paid_out, std::string(provider_name));
    }
    [[nodiscard]] std::int64_t late() const { return units(AccountKind::suspense, "late_success"); }
    [[nodiscard]] std::int64_t available() const {
        return units(AccountKind::worker_available, worker);
    }
};

inline Story submitted() {
    Story story;
    story.submit();
    return story;
}
inline Story pending() {
    Story story = submitted();
    story.reply(says(Outcome::accepted));
    return story;
}
inline Story in_doubt() {
    Story story = submitted();
    story.reply(no_answer());
    return story;
}
inline Story failed() {
    Story story = submitted();
    story.reply(says(Outcome::failed, Reason::rejected));
    return story;
}
inline Story succeeded() {
    Story story = pending();
    story.callback(notice(Outcome::succeeded));
    return story;
}
inline Story returned() {
    Story story = failed();
    story.then(GivenBack{});
    return story;
}

inline bool has(const std::vector<Action>& actions, Action action) {
    return std::find(actions.begin(), actions.end(), action) != actions.end();
}
inline bool has(const std::vector<Alarm>& alarms, Alarm alarm) {
    return std::find(alarms.begin(), alarms.end(), alarm) != alarms.end();
}

inline void check_nothing_posted(const Story& story) {
    CHECK(story.last.postings.empty());
    CHECK(story.in_flight() == 20);
}

inline void check_unchanged(Story& story, const PayoutEvent& event) {
    const Payout before = story.payout;
    story.then(event);
    CHECK_FALSE(story.last.changed);
    CHECK(story.payout == before);
    CHECK(story.last.postings.empty());
}

}  // namespace kazi::billing::test
