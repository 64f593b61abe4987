// SPDX-License-Identifier: Apache-2.0
// Several short questions of one campaign in one SMS: what a worker's record keeps of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kazi::taskflow {

/// Questions that one SMS asks at most: A to H.
inline constexpr std::size_t pack_items_max = 8;

/// An item that was asked beside the open question.
struct PackedItem {
    std::uint32_t index = 0;  ///< in the campaign of the open question
    std::uint8_t letter = 0;  ///< that it was asked by; 0: A

    friend bool operator==(const PackedItem&, const PackedItem&) = default;
};

/// The answers to the newest pack, for OOPS by letter: what was given and may have closed since.
struct PackAnswers {
    std::uint32_t campaign = 0;
    std::int64_t asked_at = 0;        ///< of that pack, which tells it from the next one
    std::uint32_t accepted_hour = 0;  ///< of the newest answer: hours since the Unix epoch
    std::vector<PackedItem> given;    ///< empty: what she answered last stood alone

    friend bool operator==(const PackAnswers&, const PackAnswers&) = default;
};

/// What was asked together with her open question and is not answered yet. All of it shares that
/// question's campaign, its lease and its times; when the question is answered or left, the next
/// of these takes its place.
struct Pack {
    /// Replies by SMS in a row that were understood at once, up to `ease_max`; halved by one that
    /// was not. Outlives the pack.
    std::uint8_t ease = 0;
    std::uint8_t size = 0;         ///< letters that were given out; 0: the question stands alone
    std::uint8_t letter = 0;       ///< of the open question
    std::vector<PackedItem> rest;  ///< by letter
    PackAnswers answered = {};     ///< outlives the pack, until she answers something else

    friend bool operator==(const Pack&, const Pack&) = default;
};

/// Beyond it another reply that is understood says nothing new.
inline constexpr std::uint8_t ease_max = 8;

}  // namespace kazi::taskflow
