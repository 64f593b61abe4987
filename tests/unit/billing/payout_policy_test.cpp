// SPDX-License-Identifier: Apache-2.0
// What is done after a failure, and when an open attempt is asked about.
#include "billing/payout_policy.hpp"

#include <doctest/doctest.h>

#include "tests/unit/billing/payout_fixture.hpp"

using namespace kazi::billing;
using namespace kazi::billing::test;

namespace {

constexpr std::int64_t hour_us = 60 * minute_us;

Story failed_for(Reason reason, std::int64_t at_us = 0) {
    Story story;
    story.submit(at_us).reply(says(Outcome::failed, reason));
    return story;
}

template <class Choice>
bool is(const AfterFailure& choice) {
    return std::holds_alternative<Choice>(choice);
}

}  // namespace

TEST_CASE("permanent for this number or amount → returned, even while the queue is stopped") {
    for (const Reason reason : {Reason::recipient_unknown, Reason::recipient_not_allowed,
                                Reason::amount_invalid, Reason::currency_invalid})
        for (const bool open : {true, false}) {
            const auto choice = after_failure(failed_for(reason).payout, {0, open, 0});
            REQUIRE(is<ReturnIt>(choice));
            CHECK(std::get<ReturnIt>(choice).why == reason);
        }
}

TEST_CASE("our own trouble never returns a payout: it waits, then tries again") {
    for (const Reason reason : {Reason::insufficient_float, Reason::credentials, Reason::permission,
                                Reason::malformed_request}) {
        const Payout payout = failed_for(reason).payout;
        CHECK(is<WaitForProvider>(after_failure(payout, {hour_us, false, 0})));
        CHECK(is<TryAgain>(after_failure(payout, {hour_us, true, 0})));
    }
}

TEST_CASE("a passing failure → again, not sooner than the number's spacing") {
    const Payout payout = failed_for(Reason::rejected, minute_us).payout;
    const auto soon = after_failure(payout, {2 * minute_us, true, 360});
    REQUIRE(is<TryAgain>(soon));
    CHECK(std::get<TryAgain>(soon).not_before_us == 7 * minute_us);
    const auto later = after_failure(payout, {hour_us, true, 360});
    CHECK(std::get<TryAgain>(later).not_before_us == hour_us);
}

TEST_CASE("the recipient's daily limit → tomorrow") {
    const auto choice = after_failure(failed_for(Reason::recipient_limit).payout, {0, true, 0});
    CHECK(std::get<TryAgain>(choice).not_before_us == 24 * hour_us);
}

TEST_CASE("three attempts in a day, then returned; our own trouble waits for tomorrow") {
    for (const Reason last : {Reason::rejected, Reason::insufficient_float}) {
        Story story = failed_for(Reason::rejected, 0);
        for (const int attempt : {2, 3}) {
            CHECK(is<TryAgain>(after_failure(story.payout, {attempt * hour_us, true, 0})));
            story.submit(attempt * hour_us);
            story.reply(says(Outcome::failed, last), attempt);
        }
        const auto capped = after_failure(story.payout, {4 * hour_us, true, 0});
        if (last == Reason::rejected)
            CHECK(is<ReturnIt>(capped));
        else
            CHECK(std::get<TryAgain>(capped).not_before_us == 27 * hour_us);
        CHECK(is<TryAgain>(after_failure(story.payout, {25 * hour_us, true, 0})));
    }
}

TEST_CASE("nothing to choose while it may have been paid, was paid, or went back") {
    for (const Story& story :
         {Story(), submitted(), pending(), in_doubt(), succeeded(), returned()})
        CHECK(is<NothingToChoose>(after_failure(story.payout, {0, true, 0})));
}

TEST_CASE("query_delay_s: quick at first, hourly later, nothing after a day") {
    ProviderTraits traits;
    const std::int64_t expected[] = {10, 30, 60, 180, 600, 1800, 3600, 3600};
    for (int made = 0; made < 8; ++made)
        CHECK(query_delay_s(made, 0, traits) == expected[made]);
    CHECK(query_delay_s(0, 86'399, traits));
    CHECK_FALSE(query_delay_s(0, 86'400, traits));
    traits.first_query_s = 180;
    CHECK(query_delay_s(0, 0, traits) == 180);
    CHECK(query_delay_s(4, 0, traits) == 600);
}

TEST_CASE("needs_person: held at once, in doubt after a day") {
    Story held = pending();
    held.decide(Verdict::hold);
    CHECK(needs_person(held.payout, 0));
    const Story doubtful = in_doubt();
    CHECK_FALSE(needs_person(doubtful.payout, 24 * hour_us - 1));
    CHECK(needs_person(doubtful.payout, 24 * hour_us));
    CHECK_FALSE(needs_person(pending().payout, 100 * hour_us));
}
