// SPDX-License-Identifier: Apache-2.0
// Extra pay that a campaign promises with a question: decided when the question is given, told
// before the answer, paid with it. No fee is on it: it is the worker's alone.
#pragma once

#include <cstdint>
#include <optional>

namespace kazi::taskflow {

struct Campaign;
struct ItemState;
struct Worker;
struct Assignable;

/// Amounts in the campaign's currency. An answer that is both earns both.
struct BonusTerms {
    std::int64_t hard_micro = 0;       ///< for an answer to a hard item; 0: none is given
    std::int64_t streak_micro = 0;     ///< for the last of `streak_answers` in a row; 0: none is
    std::uint16_t streak_answers = 0;  ///< 2 or more where it is given

    [[nodiscard]] bool wanted() const { return micro_max() > 0; }
    /// What one answer can earn.
    [[nodiscard]] std::int64_t micro_max() const { return hard_micro + streak_micro; }

    friend bool operator==(const BonusTerms&, const BonusTerms&) = default;
};

/// An item with this many answers that disagree may be hard …
inline constexpr std::uint16_t hard_answers_min = 2;
/// … as long as the best of them is believed less than this.
inline constexpr std::uint32_t hard_below_ppm = 800'000;

/// True when the answers to an open item so far leave it open.
[[nodiscard]] bool is_hard(const ItemState& state);

/// What is promised her beside the pay for answering this, as it is given now; 0: nothing.
[[nodiscard]] std::int64_t bonus_promised(const Worker& worker, const Assignable& what);

/// True when her next answer is the first of a row whose last one earns a bonus.
[[nodiscard]] bool begins_row(const Worker& worker, const Campaign& campaign);

/// An answer of hers was accepted: one more in a row, and after the last of them a new row.
void lengthen_streak(Worker& worker, const Campaign& campaign);

/// She left a question of this campaign without a word: her row begins anew. To pass one over, or
/// not to know, is no fault: nobody should guess for the sake of a row.
void break_streak(Worker& worker, std::uint32_t campaign);

/// What the bonuses of a campaign can come to. Nothing: more than money can express.
[[nodiscard]] std::optional<std::int64_t> bonuses_micro_max(const Campaign& campaign);

}  // namespace kazi::taskflow
