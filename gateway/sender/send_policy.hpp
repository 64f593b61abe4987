// SPDX-License-Identifier: Apache-2.0
// What to do about a message after a try to send it.
#pragma once

#include <cstdint>

#include "gateway/sender/letter.hpp"
#include "protocols/message.hpp"

namespace kazi::gateway::sender {

/// What is known of a message that was just tried. Times are Unix microseconds.
struct Tried {
    int tries = 1;               ///< this one included; those that a shut route swallowed are not
    bool in_doubt_once = false;  ///< an earlier try may have arrived
    std::int64_t now = 0;
    std::int64_t not_after = 0;      ///< the message is worthless then; 0: never
    std::int64_t retry_after_s = 0;  ///< the aggregator's own word, with `throttled`; 0: none
};

struct SendDecision {
    enum class Do : std::uint8_t {
        record,     ///< it is on its way: remember the aggregator's id
        opt_out,    ///< she blocked us: as if she had sent STOP
        give_up,    ///< refused for good, or twice in doubt
        too_late,   ///< the next try would come after `not_after`
        try_again,  ///< after `wait_us`
        wait        ///< the route is shut for everybody: back into the queue, not counted as a try
    };
    Do what = Do::give_up;
    std::int64_t wait_us = 0;
};

/// Each class of failure has its own gaps, which grow: vendor trouble up to some minutes, too fast
/// up to one, or as long as the aggregator says. However long it is away, a message is tried until
/// its own end. What may have arrived: once more only, since the second copy costs her nothing and
/// silence would. No credit, no access: that is the route's fault.
[[nodiscard]] SendDecision decide(protocols::SendOutcome outcome, const Tried& tried);

/// The letter as it goes back into the queue after a try by `route` that came to nothing yet. The
/// next try of what may have arrived is made by the same route: another could not know it again.
[[nodiscard]] Letter after_try(Letter letter, std::size_t route, protocols::SendOutcome outcome,
                               std::int64_t not_before);

}  // namespace kazi::gateway::sender
