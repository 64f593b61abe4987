// SPDX-License-Identifier: Apache-2.0
// What a worker's record holds of reviews: pay that waits, and the answer she may appeal for.
#pragma once

#include <cstdint>
#include <optional>

#include "taskflow/ids.hpp"

namespace kazi::taskflow {

struct RejectedAnswer {
    ItemRef item;
    std::uint64_t answer = 0;  ///< names it among the item's answers
    bool appealed = false;

    friend bool operator==(const RejectedAnswer&, const RejectedAnswer&) = default;
};

struct Cases {
    std::int64_t pending_micro = 0;  ///< in the market's currency; the mirror of the ledger's
    std::optional<RejectedAnswer> rejected{};  ///< the last one that she was told of

    friend bool operator==(const Cases&, const Cases&) = default;
};

}  // namespace kazi::taskflow
