// SPDX-License-Identifier: Apache-2.0
// The payout state machine: what an event makes of a payout, as one pure function.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "billing/decoded.hpp"
#include "billing/ledger.hpp"
#include "billing/payout.hpp"
#include "billing/provider.hpp"

namespace kazi::billing {

/// The sender takes the payout: a new attempt. Must be durable before a byte leaves.
struct Claimed {
    std::string provider;
    std::string key;          ///< `provider_key` of the next attempt
    std::string fingerprint;  ///< `fingerprint` of provider, number, amount
    std::int64_t now_us = 0;
    std::int64_t deadline_us = 0;
};

/// Not one byte of the request left: resolve, connect or TLS failure, or our own refusal.
struct NotSent {
    int attempt = 0;
};

/// The answer to the request, or `no_answer()` when bytes left and none came.
struct Replied {
    int attempt = 0;
    Decoded message;
};

/// A callback. `attempt` is what `match_attempt` found; 0 when it found none.
struct CalledBack {
    int attempt = 0;
    Decoded message;
    bool authentic = true;
};

/// The answer to a status query.
struct Queried {
    int attempt = 0;
    Decoded message;
};

/// A line of the provider's own report, or its proven absence (decoded as failed).
struct Reported {
    int attempt = 0;
    Decoded message;
};

/// The attempt's deadline was looked at.
struct DeadlinePassed {
    int attempt = 0;
    std::int64_t now_us = 0;
};

/// The policy gave up on a failed payout.
struct GivenBack {};

/// A person's decision about an attempt; `attempt` 0 means the newest.
struct Decided {
    Decision decision;
    int attempt = 0;
};

using PayoutEvent = std::variant<Claimed, NotSent, Replied, CalledBack, Queried, Reported,
                                 DeadlinePassed, GivenBack, Decided>;

/// What the shell schedules after the commit.
enum class Next : std::uint8_t {
    nothing,
    send,    ///< the request may leave now
    resend,  ///< the same request with the same key, after a back-off
    poll,    ///< ask the provider on the poll timer
    query,   ///< ask the provider now
    choose,  ///< ask `after_failure`
    tell_paid,
    tell_returned,
    person,
};
[[nodiscard]] std::string_view to_string(Next next);

/// What is committed together, and what follows. When `changed` is false, nothing is committed:
/// actions, alarms and next may still hold something to do.
struct Transition {
    Payout payout;
    Postings postings;
    std::vector<Action> actions;
    std::vector<Alarm> alarms;
    Next next = Next::nothing;
    bool changed = false;
};

/// What the machine may know beyond the payout and the event.
struct PayoutContext {
    ProviderTraits traits;            ///< of the provider of the event's attempt
    std::string_view deployment_key;  ///< to compare a message's number with the fingerprint
};

/// One step. Never posts unbalanced, never settles a payout twice; an event that does not fit the
/// state changes nothing.
[[nodiscard]] Transition advance(const Payout& payout, const PayoutEvent& event,
                                 const PayoutContext& context);

}  // namespace kazi::billing
