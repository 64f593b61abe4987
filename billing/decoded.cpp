// SPDX-License-Identifier: Apache-2.0
// The names of the vocabulary. Logs, tests, vectors and operators read these words.
#include "billing/decoded.hpp"

#include <array>

namespace kazi::billing {

namespace {

/// The name at an enumerator's position; every table below is in the order of its enum.
template <class Enum, std::size_t count>
std::string_view name_of(const std::array<std::string_view, count>& names, Enum value) {
    const auto at = static_cast<std::size_t>(value);
    return at < count ? names[at] : std::string_view("?");
}

constexpr std::array<std::string_view, 7> outcome_names{
    "none", "accepted", "pending", "succeeded", "failed", "in_doubt", "reversed"};

constexpr std::array<std::string_view, 25> reason_names{"ok",
                                                        "insufficient_float",
                                                        "float_limit",
                                                        "recipient_unknown",
                                                        "recipient_not_allowed",
                                                        "recipient_limit",
                                                        "amount_invalid",
                                                        "currency_invalid",
                                                        "operator_unavailable",
                                                        "duplicate_key",
                                                        "duplicate_window",
                                                        "credentials",
                                                        "permission",
                                                        "token_expired",
                                                        "throttled",
                                                        "malformed_request",
                                                        "provider_unavailable",
                                                        "timeout",
                                                        "ambiguous",
                                                        "expired",
                                                        "cancelled",
                                                        "rejected",
                                                        "not_found",
                                                        "unknown_code",
                                                        "unreadable"};

constexpr std::array<std::string_view, 6> retry_names{"never",       "same_key",   "query_first",
                                                      "new_attempt", "fix_config", "human"};

constexpr std::array<std::string_view, 9> action_names{
    "query_status", "follow_link", "confirm",         "refresh_token", "stop_provider_queue",
    "quarantine",   "reject",      "reply_validated", "reply_failed"};

constexpr std::array<std::string_view, 7> alarm_names{
    "mismatch",    "conflict",   "late_success",      "forged",
    "credentials", "permission", "insufficient_float"};

}  // namespace

std::string_view to_string(Outcome outcome) {
    return name_of(outcome_names, outcome);
}
std::string_view to_string(Reason reason) {
    return name_of(reason_names, reason);
}
std::string_view to_string(Retry retry) {
    return name_of(retry_names, retry);
}
std::string_view to_string(Action action) {
    return name_of(action_names, action);
}
std::string_view to_string(Alarm alarm) {
    return name_of(alarm_names, alarm);
}

Decoded decoded(Outcome outcome, Reason reason, Retry retry) {
    Decoded message;
    message.outcome = outcome;
    message.reason = reason;
    message.retry = retry;
    return message;
}

Decoded no_answer() {
    return decoded(Outcome::in_doubt, Reason::timeout, Retry::query_first);
}

}  // namespace kazi::billing
