// SPDX-License-Identifier: Apache-2.0
// What a worker's record holds of reviews: pay that waits, and what she may appeal against.
#pragma once

#include <cstdint>
#include <vector>

#include "taskflow/ids.hpp"

namespace kazi::taskflow {

/// A rejection that she was told of and that is not decided for good. She knows it by its number.
struct RejectedAnswer {
    ItemRef item;
    std::uint64_t answer = 0;  ///< names it among the item's answers
    std::uint32_t number = 0;
    bool appealed = false;

    friend bool operator==(const RejectedAnswer&, const RejectedAnswer&) = default;
};

/// What a person decided about somebody who gets no questions and asked why. Stored.
enum class FreezeVerdict : std::uint8_t { none = 0, released = 1, stays = 2 };

struct Cases {
    std::int64_t pending_micro = 0;  ///< in the market's currency; the mirror of the ledger's
    std::vector<RejectedAnswer> rejected{};  ///< in the order in which she was told
    std::uint32_t numbers_given = 0;
    bool freeze_appealed = false;  ///< she asked for a person to look at why she gets no questions
    FreezeVerdict verdict = FreezeVerdict::none;  ///< hers to be told yet

    friend bool operator==(const Cases&, const Cases&) = default;
};

/// Four digits, so that a case is not taken for an answer.
inline constexpr std::uint32_t case_number_first = 1001;

}  // namespace kazi::taskflow
