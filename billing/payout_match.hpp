// SPDX-License-Identifier: Apache-2.0
// Which attempt a message speaks of: by what it names, or by its content when that is unique.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "billing/decoded.hpp"
#include "billing/payout.hpp"

namespace kazi::billing {

/// The number of the attempt that the message names by our key, their reference or their receipt.
[[nodiscard]] std::optional<int> match_attempt(const Payout& payout, const Decoded& message);

/// A payout of a list, by position, and its attempt by number.
struct PayoutMatch {
    std::size_t payout = 0;
    int attempt = 0;

    friend bool operator==(const PayoutMatch&, const PayoutMatch&) = default;
};

/// Who asks: candidates are attempts of this provider.
struct MatchContext {
    std::string_view provider;
    std::string_view deployment_key;
};

/// For a notice that came before its reference was recorded, or whose reply was lost: the only
/// attempt, submitted or in doubt and without a reference, for that number, currency and amount.
/// Nothing when none or several fit, or when the message does not show all three.
[[nodiscard]] std::optional<PayoutMatch> match_by_content(std::span<const Payout> candidates,
                                                          const Decoded& message,
                                                          const MatchContext& context);

/// For a validation question: the only attempt, submitted or in doubt and not validated before,
/// for that number, currency and amount. Nothing means: answer Failed.
[[nodiscard]] std::optional<PayoutMatch> match_question(std::span<const Payout> candidates,
                                                        const Decoded& question,
                                                        const MatchContext& context);

}  // namespace kazi::billing
