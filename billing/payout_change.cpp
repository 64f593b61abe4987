// SPDX-License-Identifier: Apache-2.0
// Two chains move in one commit: what we owe (in flight → paid out) and what we hold at the
// provider (float → float spent), the second at cost and in the float's own currency.
#include "billing/payout_change.hpp"

#include <utility>

#include "billing/ensure.hpp"

namespace kazi::billing {

namespace {

/// Where the debt's side of a settlement comes from, and goes back to.
Account source_of(SettledFrom from) {
    if (from == SettledFrom::in_flight) return {AccountKind::payout_in_flight, {}};
    return {AccountKind::suspense, "late_success"};
}

Money cost_of(const Decoded& message, Money face_value) {
    if (!message.cost_micro || !message.cost_currency) return face_value;
    return {*message.cost_micro, *message.cost_currency};
}

void keep_first(std::string& kept, const std::optional<std::string>& told) {
    if (kept.empty() && told) kept = *told;
}

}  // namespace

PayoutChange::PayoutChange(const Payout& before) : before_(before) {
    made_.payout = before;
}

Attempt& PayoutChange::attempt(int number) {
    const bool exists = number >= 1 && std::cmp_less_equal(number, made_.payout.attempts.size());
    ensure(exists, "payout " + before_.id + " has no attempt " + std::to_string(number));
    return made_.payout.attempts[static_cast<std::size_t>(number) - 1];
}

bool PayoutChange::is_newest(int number) const {
    return std::cmp_equal(number, made_.payout.attempts.size());
}

void PayoutChange::open_attempt(const Claimed& claim) {
    Attempt opened;
    opened.number = static_cast<int>(made_.payout.attempts.size()) + 1;
    opened.provider = claim.provider;
    opened.key = claim.key;
    opened.fingerprint = claim.fingerprint;
    opened.submitted_at_us = claim.now_us;
    opened.deadline_us = claim.deadline_us;
    made_.payout.attempts.push_back(std::move(opened));
}

void PayoutChange::record(int number, const Decoded& message) {
    Attempt& told = attempt(number);
    keep_first(told.provider_ref, message.provider_ref);
    keep_first(told.receipt, message.receipt);
    if (message.code) told.code = *message.code;
    told.reason = message.reason;
}

void PayoutChange::set_state(int number, AttemptState state) {
    attempt(number).state = state;
    attempt(number).held_from.reset();
}

void PayoutChange::settle(int number, const Decoded& message, SettledFrom from) {
    const Money amount = made_.payout.amount;
    ensure(from == SettledFrom::suspense || is_in_flight(made_.payout),
           "payout settled twice: " + before_.id);
    Attempt& paid = attempt(number);
    ensure(paid.settled_from == SettledFrom::nothing, "attempt settled twice: " + paid.key);
    paid.settled_from = from;
    paid.cost = cost_of(message, amount);
    post(source_of(paid.settled_from), {AccountKind::paid_out, paid.provider}, amount);
    post({AccountKind::float_held, paid.provider}, {AccountKind::float_spent, paid.provider},
         *paid.cost);
}

void PayoutChange::take_from_debt(int number) {
    Attempt& paid = attempt(number);
    ensure(paid.settled_from == SettledFrom::suspense && is_in_flight(made_.payout),
           "payout settled twice: " + before_.id);
    post({AccountKind::payout_in_flight, {}}, source_of(SettledFrom::suspense),
         made_.payout.amount);
    paid.settled_from = SettledFrom::in_flight;
}

void PayoutChange::unsettle(int number) {
    Attempt& undone = attempt(number);
    if (undone.settled_from == SettledFrom::nothing) return;
    ensure(undone.cost.has_value(), "a settled attempt has a cost");
    post({AccountKind::paid_out, undone.provider}, source_of(undone.settled_from),
         made_.payout.amount);
    post({AccountKind::float_spent, undone.provider}, {AccountKind::float_held, undone.provider},
         *undone.cost);
    if (undone.reported_cost) post_difference(undone, *undone.reported_cost, *undone.cost);
    undone.settled_from = SettledFrom::nothing;
    undone.cost.reset();
    undone.reported_cost.reset();
}

void PayoutChange::give_back() {
    post({AccountKind::payout_in_flight, {}}, {AccountKind::worker_available, made_.payout.worker},
         made_.payout.amount);
    made_.payout.returned = true;
}

void PayoutChange::reconcile(int number, const Decoded& line) {
    Attempt& found = attempt(number);
    if (!found.cost || found.reported_cost) return;
    const Money told = cost_of(line, *found.cost);
    found.reported_cost = told.currency == found.cost->currency ? told : *found.cost;
    post_difference(found, *found.cost, *found.reported_cost);
}

void PayoutChange::hold(const std::string& why) {
    if (made_.payout.held_reason.empty()) made_.payout.held_reason = why;
    then(Next::person);
}

void PayoutChange::hold_attempt(int number, const std::string& why) {
    Attempt& held = attempt(number);
    held.held_from = held.state;
    held.state = AttemptState::held;
    hold(why);
}

void PayoutChange::release() {
    made_.payout.held_reason.clear();
    for (Attempt& held : made_.payout.attempts)
        if (held.held_from) held.state = *std::exchange(held.held_from, std::nullopt);
}

void PayoutChange::decide(const Decision& decision) {
    made_.payout.decisions.push_back(decision);
}

PayoutState PayoutChange::derived_state() const {
    const Payout& after = made_.payout;
    if (!after.held_reason.empty()) return PayoutState::held;
    if (after.returned) return PayoutState::returned;
    if (after.attempts.empty()) return PayoutState::created;
    const auto newest = static_cast<PayoutState>(after.attempts.back().state);
    // An earlier attempt may have paid the debt while the newest failed.
    const bool paid =
        newest == PayoutState::succeeded || (is_retryable(newest) && !is_in_flight(after));
    if (!paid) return newest;
    return after.attempts.back().reported_cost ? PayoutState::reconciled : PayoutState::succeeded;
}

Transition PayoutChange::finish() {
    Payout& after = made_.payout;
    after.state = derived_state();
    ensure(balances(made_.postings), "unbalanced postings for payout " + after.id);
    ensure(settled_count(after, SettledFrom::in_flight) <= (after.returned ? 0 : 1),
           "payout settled twice: " + after.id);
    made_.changed = after != before_;
    return std::move(made_);
}

void PayoutChange::post(Account from, Account to, Money amount) {
    if (amount.micro != 0) move(made_.postings, std::move(from), std::move(to), amount);
}

void PayoutChange::post_difference(const Attempt& paid, Money from, Money to) {
    const Account held{AccountKind::float_held, paid.provider};
    const Account suspense{AccountKind::suspense, "recon:" + paid.provider};
    if (to.micro > from.micro)
        post(held, suspense, to - from);
    else
        post(suspense, held, from - to);
}

}  // namespace kazi::billing
