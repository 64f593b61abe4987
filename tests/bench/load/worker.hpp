// SPDX-License-Identifier: Apache-2.0
// One simulated person of the load: her number, and how far her conversation is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace kazi::bench {

struct Worker {
    std::uint32_t index = 0;            ///< makes her number: +254711000000 and so many more
    std::uint32_t session = 0;          ///< how many she has begun
    std::uint32_t turn = 0;             ///< within the session: 0 dials
    std::string typed = {};             ///< everything typed in this session, joined by '*'
    std::optional<std::uint32_t> item;  ///< the item on her screen, when it is known
};

/// "254711000042": her number without the plus.
[[nodiscard]] std::string digits_of(const Worker& worker);

/// She gives up this session; the next turn dials again, and nothing is known of her screen.
void start_over(Worker& worker);

}  // namespace kazi::bench
