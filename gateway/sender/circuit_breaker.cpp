// SPDX-License-Identifier: Apache-2.0
#include "gateway/sender/circuit_breaker.hpp"

#include <algorithm>

#include "taskflow/ids.hpp"

namespace kazi::gateway::sender {

namespace {

using protocols::SendOutcome;

constexpr int failures_max = 5;
using taskflow::second_us;
constexpr std::int64_t failing_first_us = 5 * second_us;
constexpr std::int64_t failing_most_us = 300 * second_us;
constexpr std::int64_t alarming_us = 30 * second_us;

Trouble trouble_of(SendOutcome outcome) {
    switch (outcome) {
        case SendOutcome::no_credit:
            return Trouble::no_credit;
        case SendOutcome::stop_route:
            return Trouble::no_access;
        case SendOutcome::retry:
        case SendOutcome::in_doubt:
            return Trouble::failing;
        case SendOutcome::accepted:
        case SendOutcome::rejected:
        case SendOutcome::opted_out:
        case SendOutcome::throttled:
            return Trouble::none;
    }
    return Trouble::none;
}

// What people have to mend is looked at steadily; what mends itself is given more and more time.
std::int64_t shut_time(Trouble trouble, int openings) {
    if (is_alarming(trouble)) return alarming_us;
    std::int64_t time = failing_first_us;
    for (int i = 1; i < openings && time < failing_most_us; ++i)
        time *= 2;
    return std::min(time, failing_most_us);
}

}  // namespace

std::string_view to_string(Trouble trouble) {
    switch (trouble) {
        case Trouble::none:
            return "none";
        case Trouble::failing:
            return "failing";
        case Trouble::no_credit:
            return "no_credit";
        case Trouble::no_access:
            return "no_access";
    }
    return "none";
}

bool is_alarming(Trouble trouble) {
    return trouble == Trouble::no_credit || trouble == Trouble::no_access;
}

std::int64_t shut_for(const CircuitBreaker& breaker, std::int64_t now) {
    if (breaker.trouble == Trouble::none) return 0;
    if (now < breaker.shut_until) return breaker.shut_until - now;
    return breaker.probing ? second_us : 0;
}

bool wants_probe(const CircuitBreaker& breaker, std::int64_t now) {
    return breaker.trouble != Trouble::none && shut_for(breaker, now) == 0;
}

CircuitBreaker after_leaving(CircuitBreaker breaker, std::int64_t now) {
    if (wants_probe(breaker, now)) breaker.probing = true;
    return breaker;
}

CircuitBreaker after_answer(CircuitBreaker breaker, SendOutcome outcome, std::int64_t now) {
    const Trouble trouble = trouble_of(outcome);
    if (trouble == Trouble::none) return {};
    ++breaker.failures;
    const bool shuts = is_alarming(trouble) || breaker.trouble != Trouble::none ||
                       breaker.failures >= failures_max;
    if (!shuts) return breaker;
    // The other requests that were under way when it shut tell nothing new.
    const bool shut_already = now < breaker.shut_until;
    if (shut_already && (!is_alarming(trouble) || trouble == breaker.trouble)) return breaker;
    breaker.trouble = trouble;
    breaker.probing = false;
    ++breaker.openings;
    breaker.shut_until = now + shut_time(trouble, breaker.openings);
    return breaker;
}

}  // namespace kazi::gateway::sender
