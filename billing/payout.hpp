// SPDX-License-Identifier: Apache-2.0
// A payout is a debt to one worker; an attempt is one try to pay it. Plain values, kept for ever.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "billing/decoded.hpp"
#include "billing/ledger.hpp"
#include "billing/money.hpp"

namespace kazi::billing {

/// Of an attempt. The number is stored: append only, never renumber.
enum class AttemptState : std::uint8_t {
    submitted = 1,  ///< recorded; may be on its way
    pending = 2,    ///< the provider took it
    in_doubt = 3,   ///< may have been paid: ask, never send again under another key
    succeeded = 4,
    failed = 5,  ///< finally not paid
    reversed = 6,
    held = 7,  ///< its messages contradict us: a person decides
};

/// Of a payout: `created`, then the state of its newest attempt, then reconciled or returned.
/// The number is stored: append only, never renumber.
enum class PayoutState : std::uint8_t {
    submitted = 1,
    pending = 2,
    in_doubt = 3,
    succeeded = 4,
    failed = 5,
    reversed = 6,
    held = 7,
    created = 8,
    reconciled = 9,  ///< found in the provider's report, amount equal
    returned = 10,   ///< the money is the worker's balance again
};

[[nodiscard]] std::string_view to_string(AttemptState state);
[[nodiscard]] std::string_view to_string(PayoutState state);

/// Which account paid for an attempt that succeeded. The number is stored.
enum class SettledFrom : std::uint8_t {
    nothing = 0,
    in_flight = 1,
    suspense = 2,  ///< it succeeded after the debt had been returned or paid another way
};

/// One try, through one provider, with one key, to one number, for one amount.
struct Attempt {
    int number = 1;
    std::string provider;
    std::string key;
    std::string fingerprint;  ///< of provider, number and amount; the number itself is not kept
    AttemptState state = AttemptState::submitted;
    std::int64_t submitted_at_us = 0;
    std::int64_t deadline_us = 0;  ///< without a final by then, in doubt
    std::string provider_ref;      ///< empty until the provider told one
    std::string receipt;
    std::string code;  ///< the provider's latest word, verbatim
    Reason reason = Reason::ok;
    std::string validation_id;  ///< the transaction we said "validated" to; empty: never asked
    SettledFrom settled_from = SettledFrom::nothing;
    std::optional<Money> cost;  ///< what was taken from the float; set while settled
    /// What it cost by the provider's own report, once that agreed; set while settled.
    std::optional<Money> reported_cost;
    std::optional<AttemptState> held_from;

    friend bool operator==(const Attempt&, const Attempt&) = default;
};

/// What a person decided about a payout. Every decision has a name and a reason.
enum class Verdict : std::uint8_t { paid = 1, not_paid = 2, hold = 3, release = 4 };
[[nodiscard]] std::string_view to_string(Verdict verdict);

struct Decision {
    Verdict verdict = Verdict::hold;
    std::string who;
    std::string why;
    std::int64_t at_us = 0;

    friend bool operator==(const Decision&, const Decision&) = default;
};

/// What a payout is paid in. The number is stored.
enum class PayKind : std::uint8_t { airtime = 1, money = 2 };

/// A debt: "this worker is owed this much". Its id never changes and is derived (`payout_id`).
struct Payout {
    std::string id;
    std::string worker;  ///< 16 raw bytes
    std::int64_t sequence = 0;
    Money amount;
    PayoutState state = PayoutState::created;
    std::int64_t created_at_us = 0;
    std::vector<Attempt> attempts;  ///< attempt n at position n − 1
    bool returned = false;          ///< the worker's balance holds the money again
    std::string held_reason;        ///< an alarm's name or a person's words; empty: not held
    std::vector<Decision> decisions;
    std::optional<PayKind> kind;  ///< what she chose; nothing: whatever the market's accounts pay

    friend bool operator==(const Payout&, const Payout&) = default;
};

/// True while `payout:in_flight` holds this debt.
[[nodiscard]] bool is_in_flight(const Payout& payout);

/// How many attempts moved money out and were not reversed: from the debt, and from suspense.
[[nodiscard]] int settled_count(const Payout& payout, SettledFrom from);

/// True when no message or timer is awaited any more: a sweep may skip it.
[[nodiscard]] bool is_final(PayoutState state);

/// True when the newest attempt is finally not paid, so that the policy chooses what is next.
[[nodiscard]] bool is_retryable(PayoutState state);

/// True while an attempt's end is not known.
[[nodiscard]] bool is_open(AttemptState state);

/// The attempt of that number, or null.
[[nodiscard]] const Attempt* find_attempt(const Payout& payout, int number);

/// Decides a payout: worker available → payout in flight.
struct NewPayout {
    Payout payout;
    Postings postings;
};
[[nodiscard]] NewPayout create_payout(const std::string& worker, std::int64_t sequence,
                                      Money amount, std::int64_t now_us);

}  // namespace kazi::billing
