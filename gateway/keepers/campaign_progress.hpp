// SPDX-License-Identifier: Apache-2.0
// How far a campaign is, in numbers that the store keeps.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>

#include "gateway/keepers/keepers.hpp"

namespace kazi::gateway::keepers {

struct Progress {
    std::int64_t answers = 0;  ///< without those that are bought again
    std::int64_t closed = 0;
    std::int64_t leases = 0;
    std::int64_t escrow_micro = 0;
    std::int64_t lesson_places = 0;  ///< left
    std::int64_t lesson_pay_micro = 0;
    std::int64_t top_ups_micro = 0;
    std::int64_t bonuses_micro = 0;  ///< paid, or waiting for the client's word
    bool low_told = false;           ///< that the escrow is lower than its client wants it
    std::int64_t spent_today = 0;    ///< where the campaign caps it, in micro-units
};

/// Nothing: the store is away.
boost::asio::awaitable<std::optional<Progress>> progress_of(Post post, taskflow::Campaign campaign);

}  // namespace kazi::gateway::keepers
