// SPDX-License-Identifier: Apache-2.0
// What M-Pesa's codes and words mean, by where they stand.
#pragma once

#include <array>

#include "billing/provider_message.hpp"

namespace kazi::billing::mpesa {

/// Codes of acknowledgements, Results and gateway errors. What is not here is in doubt.
inline constexpr std::array<CodeMeaning, 42> codes{{
    {"1", Outcome::failed, Reason::insufficient_float, Retry::new_attempt},
    {"5", Outcome::failed, Reason::insufficient_float, Retry::new_attempt},
    {"2", Outcome::failed, Reason::amount_invalid, Retry::never},
    {"3", Outcome::failed, Reason::amount_invalid, Retry::never},
    {"4", Outcome::failed, Reason::recipient_limit, Retry::new_attempt},
    {"8", Outcome::failed, Reason::recipient_limit, Retry::new_attempt},
    {"11", Outcome::failed, Reason::permission, Retry::fix_config},
    {"2006", Outcome::failed, Reason::permission, Retry::fix_config},
    {"18", Outcome::failed, Reason::credentials, Retry::fix_config},
    {"20", Outcome::failed, Reason::credentials, Retry::fix_config},
    {"21", Outcome::failed, Reason::permission, Retry::fix_config},
    {"22", Outcome::failed, Reason::permission, Retry::fix_config},
    {"2001", Outcome::failed, Reason::credentials, Retry::fix_config},
    {"2028", Outcome::failed, Reason::permission, Retry::fix_config},
    {"8006", Outcome::failed, Reason::credentials, Retry::fix_config},
    {"6", Outcome::failed, Reason::recipient_unknown, Retry::never},
    {"7", Outcome::failed, Reason::recipient_unknown, Retry::never},
    {"2040", Outcome::failed, Reason::recipient_unknown, Retry::never},
    {"SFC_IC0003", Outcome::failed, Reason::recipient_unknown, Retry::never},
    {"24", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    {"25", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    {"29", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    {"100000005", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    {"400.002.02", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    {"400.002.05", Outcome::failed, Reason::malformed_request, Retry::fix_config},
    {"15", Outcome::in_doubt, Reason::duplicate_key, Retry::query_first},
    {"500.002.1001", Outcome::in_doubt, Reason::duplicate_key, Retry::query_first},
    {"17", Outcome::in_doubt, Reason::ambiguous, Retry::query_first},
    {"100000004", Outcome::in_doubt, Reason::ambiguous, Retry::query_first},
    {"100000007", Outcome::in_doubt, Reason::ambiguous, Retry::query_first},
    {"100000009", Outcome::in_doubt, Reason::ambiguous, Retry::query_first},
    {"500.001.1001", Outcome::in_doubt, Reason::provider_unavailable, Retry::query_first},
    {"500.003.1001", Outcome::in_doubt, Reason::provider_unavailable, Retry::query_first},
    {"00.002.1001", Outcome::in_doubt, Reason::provider_unavailable, Retry::query_first},
    {"401.002.01", Outcome::none, Reason::token_expired, Retry::same_key},
    {"404.001.03", Outcome::none, Reason::token_expired, Retry::same_key},
    {"401.003.01", Outcome::none, Reason::token_expired, Retry::same_key},
    {"400.003.01", Outcome::none, Reason::token_expired, Retry::same_key},
    {"404.001.04", Outcome::none, Reason::malformed_request, Retry::fix_config},
    {"405.001", Outcome::none, Reason::malformed_request, Retry::fix_config},
    {"500.003.02", Outcome::none, Reason::throttled, Retry::same_key},
    {"500.003.03", Outcome::none, Reason::throttled, Retry::same_key},
}};

/// Refused for load, or taken to be sent on later: true of an acknowledgement, not of a Result.
inline constexpr std::array<CodeMeaning, 6> acknowledgement_codes{{
    {"0", Outcome::accepted, Reason::ok, Retry::query_first},
    {"26", Outcome::none, Reason::throttled, Retry::same_key},
    {"100000001", Outcome::none, Reason::throttled, Retry::same_key},
    {"100000002", Outcome::none, Reason::throttled, Retry::same_key},
    {"100000011", Outcome::none, Reason::throttled, Retry::same_key},
    {"100000000", Outcome::pending, Reason::ok, Retry::query_first},
}};

inline constexpr std::array<CodeMeaning, 6> result_codes{{
    {"0", Outcome::succeeded, Reason::ok, Retry::never},
    {"26", Outcome::in_doubt, Reason::throttled, Retry::query_first},
    {"100000001", Outcome::in_doubt, Reason::throttled, Retry::query_first},
    {"100000002", Outcome::in_doubt, Reason::throttled, Retry::query_first},
    {"100000011", Outcome::in_doubt, Reason::throttled, Retry::query_first},
    {"100000000", Outcome::in_doubt, Reason::ambiguous, Retry::query_first},
}};

/// States of a queried transaction; any other is on its way.
inline constexpr std::array<CodeMeaning, 7> transaction_states{{
    {"Completed", Outcome::succeeded, Reason::ok, Retry::never},
    {"Declined", Outcome::failed, Reason::rejected, Retry::new_attempt},
    {"Cancelled", Outcome::failed, Reason::cancelled, Retry::new_attempt},
    {"Expired", Outcome::failed, Reason::expired, Retry::new_attempt},
    {"Initiated", Outcome::pending, Reason::ok, Retry::query_first},
    {"Authorized", Outcome::pending, Reason::ok, Retry::query_first},
    {"Pending Authorized", Outcome::pending, Reason::ok, Retry::query_first},
}};

}  // namespace kazi::billing::mpesa
