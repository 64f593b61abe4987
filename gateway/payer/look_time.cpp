// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/look_time.hpp"

#include <algorithm>

#include "billing/payout_policy.hpp"

namespace kazi::gateway::payer {

namespace {

using billing::PayoutState;
using taskflow::Instant;

constexpr std::int64_t us_per_s = 1'000'000;
constexpr std::int64_t day_us = 86'400 * us_per_s;

// Spreads what was sent in one burst: up to a tenth of the delay, by the worker's part of the id,
// which is as good as random.
std::int64_t jitter_us(const billing::Payout& payout, std::int64_t delay_s) {
    const auto first = payout.worker.empty() ? 0 : static_cast<unsigned char>(payout.worker[0]);
    return delay_s * us_per_s / 10 * first / 256;
}

// The first query time after now; once the attempt is a day old, the moment it became so.
Instant next_query(const billing::Payout& payout, const LookContext& context) {
    const Instant sent = payout.attempts.back().submitted_at_us;
    std::int64_t age_s = 0;
    for (int made = 0;; ++made) {
        const auto delay_s = billing::query_delay_s(made, age_s, context.traits);
        if (!delay_s) return sent + day_us;
        age_s += *delay_s;
        const Instant at = sent + age_s * us_per_s + jitter_us(payout, *delay_s);
        if (at > context.now) return at;
    }
}

}  // namespace

std::optional<Instant> next_look(const billing::Payout& payout, const LookContext& context) {
    switch (payout.state) {
        case PayoutState::created:
        case PayoutState::failed:
        case PayoutState::reversed:
            return context.now;
        case PayoutState::submitted:
            return context.now + context.lease_us;
        case PayoutState::pending:
            return std::min(next_query(payout, context), payout.attempts.back().deadline_us);
        case PayoutState::in_doubt:
            return context.ask_now ? context.now : next_query(payout, context);
        case PayoutState::succeeded:
        case PayoutState::held:
        case PayoutState::reconciled:
        case PayoutState::returned:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace kazi::gateway::payer
