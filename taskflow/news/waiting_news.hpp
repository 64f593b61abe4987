// SPDX-License-Identifier: Apache-2.0
// The news that a worker was not told yet, and how she wants to be told.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "taskflow/ids.hpp"

namespace kazi::taskflow {

struct WaitingNews {
    bool once_a_day = false;     ///< her wish: what can wait comes in one message a day
    std::uint16_t told_day = 0;  ///< the local day of her newest message of the day
    Instant tell_at = 0;         ///< when what waits is told by SMS; 0: nothing waits for that
    std::vector<std::string> texts{};  ///< as she will read them, oldest first
    friend bool operator==(const WaitingNews&, const WaitingNews&) = default;
};

/// So many wait at most; then the oldest gives way, since each of them says how she stands.
inline constexpr std::size_t waiting_news_max = 8;

}  // namespace kazi::taskflow
