// SPDX-License-Identifier: Apache-2.0
#include "gateway/sender/circuit_breaker.hpp"

#include <doctest/doctest.h>

using namespace kazi::gateway::sender;
using kazi::protocols::SendOutcome;

namespace {

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t start = 1'700'000'000 * second_us;

CircuitBreaker after(CircuitBreaker breaker, SendOutcome outcome, int times, std::int64_t now) {
    for (int i = 0; i < times; ++i)
        breaker = after_answer(breaker, outcome, now);
    return breaker;
}

}  // namespace

TEST_CASE("a row of failures shuts a route, a success between them breaks the row") {
    CircuitBreaker breaker = after({}, SendOutcome::retry, 4, start);
    CHECK(shut_for(breaker, start) == 0);
    breaker = after(breaker, SendOutcome::rejected, 1, start);
    breaker = after(breaker, SendOutcome::in_doubt, 4, start);
    CHECK(shut_for(breaker, start) == 0);
    CHECK_FALSE(wants_probe(breaker, start));
    breaker = after(breaker, SendOutcome::retry, 1, start);
    CHECK(breaker.trouble == Trouble::failing);
    CHECK(shut_for(breaker, start) == 5 * second_us);
}

TEST_CASE("when the time is over, one message tries the route") {
    CircuitBreaker breaker = after({}, SendOutcome::retry, 5, start);
    const std::int64_t later = start + 5 * second_us;
    CHECK_FALSE(wants_probe(breaker, later - 1));
    REQUIRE(wants_probe(breaker, later));
    breaker = after_leaving(breaker, later);
    CHECK_FALSE(wants_probe(breaker, later));
    CHECK(shut_for(breaker, later) > 0);
    CHECK(after_answer(breaker, SendOutcome::accepted, later) == CircuitBreaker{});

    breaker = after_answer(breaker, SendOutcome::retry, later);
    CHECK(shut_for(breaker, later) == 10 * second_us);
    CHECK(wants_probe(breaker, later + 10 * second_us));
}

TEST_CASE("a route that goes on failing is looked at more and more rarely, up to a limit") {
    CircuitBreaker breaker = after({}, SendOutcome::retry, 5, start);
    std::int64_t now = start;
    std::int64_t last = 0;
    for (int i = 0; i < 12; ++i) {
        const std::int64_t shut = shut_for(breaker, now);
        CHECK(shut >= last);
        last = shut;
        now += shut;
        breaker = after_answer(after_leaving(breaker, now), SendOutcome::in_doubt, now);
    }
    CHECK(last == 300 * second_us);
}

TEST_CASE("what was under way when a route shut tells nothing new") {
    const CircuitBreaker breaker = after({}, SendOutcome::retry, 5, start);
    const CircuitBreaker later = after(breaker, SendOutcome::retry, 30, start + second_us);
    CHECK(later.shut_until == breaker.shut_until);
    CHECK(later.openings == 1);
}

TEST_CASE("no credit and no access shut at once, and are alarming") {
    for (const auto outcome : {SendOutcome::no_credit, SendOutcome::stop_route}) {
        CircuitBreaker breaker = after({}, outcome, 1, start);
        CHECK(is_alarming(breaker.trouble));
        CHECK(shut_for(breaker, start) == 30 * second_us);
        breaker = after(breaker, outcome, 1, start + 30 * second_us);
        CHECK(shut_for(breaker, start + 30 * second_us) == 30 * second_us);
    }
    CircuitBreaker failing = after({}, SendOutcome::retry, 5, start);
    failing = after(failing, SendOutcome::no_credit, 1, start + 1);
    CHECK(failing.trouble == Trouble::no_credit);
    CHECK(after(failing, SendOutcome::accepted, 1, start + 2) == CircuitBreaker{});
}

TEST_CASE("to be told to slow down says that the route works") {
    CHECK(after({}, SendOutcome::throttled, 50, start) == CircuitBreaker{});
}
