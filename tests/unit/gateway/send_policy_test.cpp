// SPDX-License-Identifier: Apache-2.0
#include "gateway/sender/send_policy.hpp"

#include <doctest/doctest.h>

#include "gateway/sender/token_bucket.hpp"

using namespace kazi::gateway::sender;
using kazi::protocols::SendOutcome;
using Do = SendDecision::Do;

TEST_CASE("what a try came to decides what is done next") {
    CHECK(decide(SendOutcome::accepted, 1).what == Do::record);
    CHECK(decide(SendOutcome::opted_out, 1).what == Do::opt_out);
    CHECK(decide(SendOutcome::rejected, 1).what == Do::give_up);
    CHECK(decide(SendOutcome::no_credit, 1).what == Do::pause_route);
    CHECK(decide(SendOutcome::stop_route, 9).what == Do::pause_route);
}

TEST_CASE("vendor trouble is tried again with growing gaps, then given up") {
    std::int64_t last = 0;
    for (int tries = 1; tries < 6; ++tries) {
        const SendDecision next = decide(SendOutcome::retry, tries);
        REQUIRE(next.what == Do::try_again);
        CHECK(next.wait_ms > last);
        last = next.wait_ms;
    }
    CHECK(decide(SendOutcome::retry, 6).what == Do::give_up);
}

TEST_CASE("what may have arrived is sent once more and no oftener") {
    CHECK(decide(SendOutcome::in_doubt, 1).what == Do::try_again);
    CHECK(decide(SendOutcome::in_doubt, 2).what == Do::give_up);
}

TEST_CASE("a token bucket gives a second's worth at once, then its rate") {
    TokenBucket bucket(10);
    std::int64_t now = 1'000'000;
    for (int i = 0; i < 10; ++i)
        CHECK(bucket.take(now) == 0);
    const std::int64_t wait = bucket.take(now);
    CHECK(wait == 100'000);
    CHECK(bucket.take(now + wait) == 0);
    CHECK(bucket.take(now + wait) > 0);
    CHECK(bucket.take(now) > 0);
}
