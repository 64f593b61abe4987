// SPDX-License-Identifier: Apache-2.0
// What is done about a payout that failed, and when a provider is asked about one that is open.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "billing/decoded.hpp"
#include "billing/payout.hpp"
#include "billing/provider.hpp"

namespace kazi::billing {

inline constexpr int attempts_per_day_max = 3;

/// A new attempt, not before then.
struct TryAgain {
    std::int64_t not_before_us = 0;
};
/// The debt goes back to the worker's balance, and she is told why.
struct ReturnIt {
    Reason why = Reason::ok;
};
/// It is our trouble, not hers: the payout waits until the provider's queue is open again.
struct WaitForProvider {
    Reason why = Reason::ok;
};
/// The payout did not fail, or its money is not in flight: nothing to choose.
struct NothingToChoose {};

using AfterFailure = std::variant<NothingToChoose, TryAgain, ReturnIt, WaitForProvider>;

struct FailureContext {
    std::int64_t now_us = 0;
    bool provider_open = true;  ///< false while the queue is stopped
    std::int64_t number_spacing_s = 0;
};

/// Chooses by the newest attempt's reason. Never more than `attempts_per_day_max` in 24 hours.
/// Never returns a payout for credentials, permission, float or our own malformed request.
[[nodiscard]] AfterFailure after_failure(const Payout& payout, const FailureContext& context);

/// Seconds from now until the next status query, after `queries_made` of them; nothing once the
/// attempt is a day old, when it belongs on the operator's list. The caller adds jitter.
[[nodiscard]] std::optional<std::int64_t> query_delay_s(int queries_made, std::int64_t age_s,
                                                        const ProviderTraits& traits);

/// True when a person has to look: held, or in doubt for a day.
[[nodiscard]] bool needs_person(const Payout& payout, std::int64_t now_us);

}  // namespace kazi::billing
