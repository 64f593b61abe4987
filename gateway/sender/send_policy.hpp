// SPDX-License-Identifier: Apache-2.0
// What to do about a message after a try to send it.
#pragma once

#include <cstdint>

#include "protocols/message.hpp"

namespace kazi::gateway::sender {

struct SendDecision {
    enum class Do : std::uint8_t {
        record,      ///< it is on its way: remember the aggregator's id
        opt_out,     ///< she blocked us: as if she had sent STOP
        give_up,     ///< refused for good, or tried often enough
        try_again,   ///< after `wait_ms`
        pause_route  ///< no credit or no access: everybody waits, this message too
    };
    Do what = Do::give_up;
    std::int64_t wait_ms = 0;
};

/// `tries` counts the one just made. Nothing left and vendor trouble are tried again with growing
/// gaps; what may have arrived is tried once more only, since the second copy costs her nothing and
/// silence would.
[[nodiscard]] SendDecision decide(protocols::SendOutcome outcome, int tries);

}  // namespace kazi::gateway::sender
