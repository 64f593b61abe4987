// SPDX-License-Identifier: Apache-2.0
#include "billing/payout_match.hpp"

#include "billing/payout_id.hpp"

namespace kazi::billing {

namespace {

bool names(const std::optional<std::string>& told, const std::string& known) {
    return told && !known.empty() && *told == known;
}

/// Submitted or in doubt: the attempts about which the provider may still tell us first.
bool awaits_first_news(const Attempt& attempt) {
    return attempt.state == AttemptState::submitted || attempt.state == AttemptState::in_doubt;
}

bool same_content(const Payout& payout, const Attempt& attempt, const Decoded& message,
                  const MatchContext& context) {
    if (attempt.provider != context.provider) return false;
    if (!message.amount_micro || !message.currency || !message.msisdn) return false;
    if (payout.amount != Money{*message.amount_micro, *message.currency}) return false;
    return fingerprint(context.deployment_key, attempt.provider, *message.msisdn, payout.amount) ==
           attempt.fingerprint;
}

/// The only attempt that fits, or nothing.
template <class Fits>
std::optional<PayoutMatch> only_match(std::span<const Payout> candidates, Fits fits) {
    std::optional<PayoutMatch> found;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        for (const Attempt& attempt : candidates[i].attempts) {
            if (!fits(candidates[i], attempt)) continue;
            if (found) return std::nullopt;
            found = PayoutMatch{i, attempt.number};
        }
    }
    return found;
}

}  // namespace

std::optional<int> match_attempt(const Payout& payout, const Decoded& message) {
    for (const Attempt& attempt : payout.attempts) {
        const bool named = names(message.key, attempt.key) ||
                           names(message.provider_ref, attempt.provider_ref) ||
                           names(message.provider_ref, attempt.validation_id) ||
                           names(message.receipt, attempt.receipt);
        if (named) return attempt.number;
    }
    return std::nullopt;
}

std::optional<PayoutMatch> match_by_content(std::span<const Payout> candidates,
                                            const Decoded& message, const MatchContext& context) {
    return only_match(candidates, [&](const Payout& payout, const Attempt& attempt) {
        return awaits_first_news(attempt) && attempt.provider_ref.empty() &&
               same_content(payout, attempt, message, context);
    });
}

std::optional<PayoutMatch> match_question(std::span<const Payout> candidates,
                                          const Decoded& question, const MatchContext& context) {
    return only_match(candidates, [&](const Payout& payout, const Attempt& attempt) {
        return awaits_first_news(attempt) && attempt.validation_id.empty() &&
               payout.state != PayoutState::held &&
               same_content(payout, attempt, question, context);
    });
}

}  // namespace kazi::billing
