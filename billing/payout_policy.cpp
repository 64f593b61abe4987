// SPDX-License-Identifier: Apache-2.0
#include "billing/payout_policy.hpp"

#include <algorithm>
#include <array>

#include "billing/seconds.hpp"

namespace kazi::billing {

namespace {

constexpr std::int64_t day_s = 86'400;

/// Whose trouble a failure is.
enum class Trouble : std::uint8_t { ours, hers_for_good, for_a_day, passing };

Trouble fault_of(Reason reason) {
    switch (reason) {
        case Reason::insufficient_float:
        case Reason::float_limit:
        case Reason::credentials:
        case Reason::permission:
        case Reason::token_expired:
        case Reason::malformed_request:
        case Reason::provider_unavailable:
            return Trouble::ours;
        case Reason::recipient_unknown:
        case Reason::recipient_not_allowed:
        case Reason::amount_invalid:
        case Reason::currency_invalid:
            return Trouble::hers_for_good;
        case Reason::recipient_limit:
        case Reason::timeout:  // final, as they say; yet a payment that timed out may still move
            return Trouble::for_a_day;
        default:
            return Trouble::passing;
    }
}

int attempts_since(const Payout& payout, std::int64_t since_us) {
    const auto count = std::count_if(
        payout.attempts.begin(), payout.attempts.end(),
        [since_us](const Attempt& attempt) { return attempt.submitted_at_us > since_us; });
    return static_cast<int>(count);
}

}  // namespace

AfterFailure after_failure(const Payout& payout, const FailureContext& context) {
    if (!is_retryable(payout.state) || !is_in_flight(payout)) return NothingToChoose{};
    const Attempt& newest = payout.attempts.back();
    const Trouble fault = fault_of(newest.reason);
    if (fault == Trouble::hers_for_good) return ReturnIt{newest.reason};
    if (!context.provider_open) return WaitForProvider{newest.reason};

    const std::int64_t spaced_us = newest.submitted_at_us + context.number_spacing_s * us_per_s;
    const std::int64_t tomorrow_us = newest.submitted_at_us + day_s * us_per_s;
    const bool capped =
        attempts_since(payout, context.now_us - day_s * us_per_s) >= attempts_per_day_max;
    if (capped && fault == Trouble::ours) return TryAgain{std::max(context.now_us, tomorrow_us)};
    if (capped) return ReturnIt{newest.reason};
    const bool tried_for_days = payout.attempts.size() >= attempts_per_day_max;
    if (fault == Trouble::for_a_day && tried_for_days) return ReturnIt{newest.reason};
    if (fault == Trouble::for_a_day) return TryAgain{std::max(context.now_us, tomorrow_us)};
    return TryAgain{std::max(context.now_us, spaced_us)};
}

std::optional<std::int64_t> query_delay_s(int queries_made, std::int64_t age_s,
                                          const ProviderTraits& traits) {
    constexpr std::array<std::int64_t, 6> first_s{10, 30, 60, 180, 600, 1800};
    if (age_s >= day_s) return std::nullopt;
    const auto made = static_cast<std::size_t>(std::max(queries_made, 0));
    const std::int64_t delay_s = made < first_s.size() ? first_s[made] : 3600;
    return std::max(delay_s, traits.first_query_s);
}

bool needs_person(const Payout& payout, std::int64_t now_us) {
    if (payout.state == PayoutState::held) return true;
    if (payout.state != PayoutState::in_doubt) return false;
    return now_us - payout.attempts.back().submitted_at_us >= day_s * us_per_s;
}

}  // namespace kazi::billing
