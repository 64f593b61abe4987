// SPDX-License-Identifier: Apache-2.0
// What a provider's message says, in our own words: the vocabulary every codec decodes into.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "billing/money.hpp"

namespace kazi::billing {

/// What the message says became of the attempt.
enum class Outcome : std::uint8_t {
    none,      ///< says nothing about the payout, or refused before it was looked at
    accepted,  ///< taken, not final
    pending,
    succeeded,
    failed,
    in_doubt,
    reversed,
};

/// Why, in our words. The number is stored: append only, never renumber.
enum class Reason : std::uint8_t {
    ok = 0,
    insufficient_float = 1,
    float_limit = 2,
    recipient_unknown = 3,
    recipient_not_allowed = 4,
    recipient_limit = 5,
    amount_invalid = 6,
    currency_invalid = 7,
    operator_unavailable = 8,
    duplicate_key = 9,
    duplicate_window = 10,
    credentials = 11,
    permission = 12,
    token_expired = 13,
    throttled = 14,
    malformed_request = 15,
    provider_unavailable = 16,
    timeout = 17,
    ambiguous = 18,
    expired = 19,
    cancelled = 20,
    rejected = 21,
    not_found = 22,
    unknown_code = 23,
    unreadable = 24,
};

/// What may be done with this attempt.
enum class Retry : std::uint8_t {
    never,
    same_key,
    query_first,
    new_attempt,  ///< only when this attempt is finally not paid
    fix_config,
    human,
};

/// What the engine does about a message, beyond recording it.
enum class Action : std::uint8_t {
    query_status,
    follow_link,
    confirm,
    refresh_token,
    stop_provider_queue,
    quarantine,
    reject,
    reply_validated,
    reply_failed,
};

/// What a person has to hear about.
enum class Alarm : std::uint8_t {
    mismatch,
    conflict,
    late_success,
    forged,
    credentials,
    permission,
    insufficient_float,
};

[[nodiscard]] std::string_view to_string(Outcome outcome);
[[nodiscard]] std::string_view to_string(Reason reason);
[[nodiscard]] std::string_view to_string(Retry retry);
[[nodiscard]] std::string_view to_string(Action action);
[[nodiscard]] std::string_view to_string(Alarm alarm);

/// A decoded message. Absent fields were not told. The default is what an unknown shape means: it
/// may have been paid, so ask before anything else.
struct Decoded {
    Outcome outcome = Outcome::in_doubt;
    Reason reason = Reason::unreadable;
    Retry retry = Retry::query_first;
    std::optional<std::string> key;           ///< our provider key, as found in the message
    std::optional<std::string> provider_ref;  ///< their handle before the end
    std::optional<std::string> receipt;       ///< their proof after a success
    std::optional<std::int64_t> amount_micro;
    std::optional<Currency> currency;
    std::optional<std::string> msisdn;  ///< E.164 with plus
    std::optional<std::string> code;    ///< their code, verbatim
    std::optional<std::string> payout_ref;
    std::optional<std::int64_t> fee_micro;
    std::optional<std::int64_t> cost_micro;  ///< what it took from our float
    std::optional<Currency> cost_currency;
    /// The message is no news but a question: may this top-up be executed? `provider_ref` is the
    /// id of the transaction it asks about.
    bool asks_validation = false;
    /// `failed` because the money came back: after an earlier success it is a reversal.
    bool refunded = false;
    /// Held by the provider until we confirm it; lapses or is cancelled otherwise.
    bool awaits_confirmation = false;

    friend bool operator==(const Decoded&, const Decoded&) = default;
};

/// A message that says `outcome` and why, with nothing else told.
[[nodiscard]] Decoded decoded(Outcome outcome, Reason reason, Retry retry);

/// What a call that got no readable answer means: time-out, reset, cut body.
[[nodiscard]] Decoded no_answer();

}  // namespace kazi::billing
