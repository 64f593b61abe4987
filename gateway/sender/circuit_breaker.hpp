// SPDX-License-Identifier: Apache-2.0
// Whether a route may be used, judged by its latest answers. After a row of failures it is left
// alone for a while, then one message tries it. No credit and no access need no row.
#pragma once

#include <cstdint>
#include <string_view>

#include "protocols/message.hpp"

namespace kazi::gateway::sender {

/// Why a route is left alone.
enum class Trouble : std::uint8_t {
    none,
    failing,    ///< time-outs and vendor trouble, one after the other
    no_credit,  ///< our account is empty
    no_access   ///< our credentials or our sender were refused
};
[[nodiscard]] std::string_view to_string(Trouble trouble);
/// True where only people can help.
[[nodiscard]] bool is_alarming(Trouble trouble);

/// A value; all of it changes by the functions below. Times are Unix microseconds.
struct CircuitBreaker {
    Trouble trouble = Trouble::none;
    int failures = 0;             ///< in a row
    int openings = 0;             ///< in a row, without a message between that went through
    std::int64_t shut_until = 0;  ///< with trouble: when it may be tried
    bool probing = false;         ///< that one try is under way

    friend bool operator==(const CircuitBreaker&, const CircuitBreaker&) = default;
};

/// Microseconds from `now` until the route may be used; 0: now. A probe under way counts as a
/// second, since nobody knows how long it takes.
[[nodiscard]] std::int64_t shut_for(const CircuitBreaker& breaker, std::int64_t now);

/// True: one message only may leave, to see how the route does.
[[nodiscard]] bool wants_probe(const CircuitBreaker& breaker, std::int64_t now);

/// After a request left by it.
[[nodiscard]] CircuitBreaker after_leaving(CircuitBreaker breaker, std::int64_t now);

/// After its answer. An answer about the message (refused, blocked, too fast) proves that the route
/// works.
[[nodiscard]] CircuitBreaker after_answer(CircuitBreaker breaker, protocols::SendOutcome outcome,
                                          std::int64_t now);

}  // namespace kazi::gateway::sender
