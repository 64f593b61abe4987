// SPDX-License-Identifier: Apache-2.0
// The moves the state machine makes: each changes the payout and posts what belongs to it, so that
// state and ledger can't part.
#pragma once

#include <string>

#include "billing/payout_machine.hpp"

namespace kazi::billing {

/// A transition being made. Attempts are named by number and must exist.
class PayoutChange {
public:
    explicit PayoutChange(const Payout& before);

    [[nodiscard]] const Payout& payout() const { return made_.payout; }
    [[nodiscard]] Attempt& attempt(int number);
    [[nodiscard]] bool is_newest(int number) const;

    void open_attempt(const Claimed& claim);
    /// Keeps what the message tells about the attempt; what was told before stays.
    void record(int number, const Decoded& message);
    void set_state(int number, AttemptState state);
    /// The money left. `from` must be suspense when the debt is not in flight any more.
    void settle(int number, const Decoded& message, SettledFrom from);
    /// What left late through suspense turns out to be what pays the debt.
    void take_from_debt(int number);
    /// The money came back, or never left: the exact opposite of `settle`, and of `reconcile`.
    void unsettle(int number);
    void give_back();
    /// The report agrees; a cost that differs from what was posted goes to suspense, once.
    void reconcile(int number, const Decoded& line);
    /// A person has to decide. `why` is an alarm's name or the person's own words.
    void hold(const std::string& why);
    void hold_attempt(int number, const std::string& why);
    void release();
    void decide(const Decision& decision);

    void act(Action action) { made_.actions.push_back(action); }
    void alarm(Alarm alarm) { made_.alarms.push_back(alarm); }
    void then(Next next) { made_.next = next; }

    /// Derives the payout's state, and says whether anything changed.
    [[nodiscard]] Transition finish();

private:
    [[nodiscard]] PayoutState derived_state() const;
    void post(Account from, Account to, Money amount);
    void post_difference(const Attempt& paid, Money from, Money to);

    const Payout& before_;
    Transition made_;
};

}  // namespace kazi::billing
