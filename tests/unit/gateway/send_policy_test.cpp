// SPDX-License-Identifier: Apache-2.0
#include "gateway/sender/send_policy.hpp"

#include <doctest/doctest.h>

using namespace kazi::gateway::sender;
using kazi::protocols::SendOutcome;
using Do = SendDecision::Do;

namespace {

constexpr std::int64_t second_us = 1'000'000;

Tried after(int tries) {
    Tried tried;
    tried.tries = tries;
    tried.now = 1'700'000'000 * second_us;
    return tried;
}

}  // namespace

TEST_CASE("what a try came to decides what is done next") {
    CHECK(decide(SendOutcome::accepted, after(1)).what == Do::record);
    CHECK(decide(SendOutcome::opted_out, after(1)).what == Do::opt_out);
    CHECK(decide(SendOutcome::rejected, after(1)).what == Do::give_up);
    CHECK(decide(SendOutcome::no_credit, after(1)).what == Do::wait);
    CHECK(decide(SendOutcome::stop_route, after(9)).what == Do::wait);
}

TEST_CASE("vendor trouble is tried again with growing gaps, for as long as it takes") {
    std::int64_t last = 0;
    for (int tries = 1; tries < 6; ++tries) {
        const SendDecision next = decide(SendOutcome::retry, after(tries));
        REQUIRE(next.what == Do::try_again);
        CHECK(next.wait_us > last);
        last = next.wait_us;
    }
    CHECK(last == 256 * second_us);
    CHECK(decide(SendOutcome::retry, after(1'000)).what == Do::try_again);
    CHECK(decide(SendOutcome::retry, after(1'000)).wait_us == 256 * second_us);
}

TEST_CASE("too fast is tried sooner than vendor trouble, and as late as the aggregator says") {
    CHECK(decide(SendOutcome::throttled, after(1)).wait_us == second_us);
    CHECK(decide(SendOutcome::throttled, after(7)).wait_us == 60 * second_us);
    CHECK(decide(SendOutcome::throttled, after(1'000)).what == Do::try_again);
    Tried told = after(1);
    told.retry_after_s = 45;
    CHECK(decide(SendOutcome::throttled, told).wait_us == 45 * second_us);
}

TEST_CASE("what may have arrived is sent once more and no oftener") {
    CHECK(decide(SendOutcome::in_doubt, after(1)).what == Do::try_again);
    Tried doubted = after(2);
    doubted.in_doubt_once = true;
    CHECK(decide(SendOutcome::in_doubt, doubted).what == Do::give_up);
    CHECK(decide(SendOutcome::retry, doubted).what == Do::try_again);
}

TEST_CASE("no try is made after the message's own end") {
    Tried tried = after(2);
    tried.not_after = tried.now + 4 * second_us;
    CHECK(decide(SendOutcome::retry, tried).what == Do::try_again);
    tried.not_after = tried.now + 4 * second_us - 1;
    CHECK(decide(SendOutcome::retry, tried).what == Do::too_late);
    CHECK(decide(SendOutcome::accepted, tried).what == Do::record);
}

TEST_CASE("a try that the route swallowed is not counted, and another route is looked for") {
    Letter letter;
    letter.tries = 3;
    const Letter unpaid = after_try(letter, 1, SendOutcome::no_credit, 5);
    CHECK(unpaid.tries == 2);
    CHECK(unpaid.failed == 1);
    CHECK(unpaid.not_before == 5);
    const Letter broken = after_try(letter, 1, SendOutcome::retry, 5);
    CHECK(broken.tries == 3);
    CHECK(broken.failed == 1);
}

TEST_CASE("what may have arrived stays with its route, which may know it again") {
    Letter letter;
    letter.tries = 1;
    letter.failed = 0;
    const Letter doubted = after_try(letter, 1, SendOutcome::in_doubt, 5);
    CHECK(doubted.in_doubt);
    CHECK_FALSE(doubted.failed);
    CHECK(after_try(doubted, 1, SendOutcome::retry, 9).in_doubt);
}
