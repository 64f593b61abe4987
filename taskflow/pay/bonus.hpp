// SPDX-License-Identifier: Apache-2.0
// Extra pay that a campaign promises with a question: decided when the question is given, told
// before the answer, paid with it. No fee is on it: it is the worker's alone.
#pragma once

#include <cstdint>
#include <optional>

namespace kazi::taskflow {

struct Campaign;
struct ItemState;
struct Assignable;

/// Amounts in the campaign's currency.
struct BonusTerms {
    std::int64_t hard_micro = 0;  ///< for an answer to a hard item; 0: none is given

    [[nodiscard]] bool wanted() const { return hard_micro > 0; }
    /// What one answer can earn.
    [[nodiscard]] std::int64_t micro_max() const { return hard_micro; }

    friend bool operator==(const BonusTerms&, const BonusTerms&) = default;
};

/// An item with this many answers that disagree may be hard …
inline constexpr std::uint16_t hard_answers_min = 2;
/// … as long as the best of them is believed less than this.
inline constexpr std::uint32_t hard_below_ppm = 800'000;

/// True when the answers to an open item so far leave it open.
[[nodiscard]] bool is_hard(const ItemState& state);

/// What is promised beside the pay for answering this, as it is given now; 0: nothing.
[[nodiscard]] std::int64_t bonus_promised(const Assignable& what);

/// What the bonuses of a campaign can come to. Nothing: more than money can express.
[[nodiscard]] std::optional<std::int64_t> bonuses_micro_max(const Campaign& campaign);

}  // namespace kazi::taskflow
