// SPDX-License-Identifier: Apache-2.0
#include "gateway/sender/token_bucket.hpp"

#include <doctest/doctest.h>

using namespace kazi::gateway::sender;

TEST_CASE("a token bucket gives a period's worth at once, then its rate") {
    const Rate rate = Rate::per_second(10);
    TokenBucket bucket;
    const std::int64_t now = 1'000'000;
    for (int i = 0; i < 10; ++i) {
        REQUIRE(bucket.wait(rate, now) == 0);
        bucket.take(rate, now);
    }
    CHECK(bucket.wait(rate, now) == 100'000);
    CHECK(bucket.wait(rate, now + 99'999) == 1);
    CHECK(bucket.wait(rate, now + 100'000) == 0);
    bucket.take(rate, now + 100'000);
    CHECK(bucket.wait(rate, now + 100'000) == 100'000);
}

TEST_CASE("several tokens are waited for together") {
    const Rate rate = Rate::per_minute(60);
    TokenBucket bucket;
    bucket.take(rate, 0, 60);
    CHECK(bucket.wait(rate, 0, 30) == 30'000'000);
    CHECK_FALSE(bucket.full(59'999'999));
    CHECK(bucket.full(60'000'000));
    CHECK(bucket.wait(rate, 3'600'000'000, 60) == 0);
    bucket.take(rate, 3'600'000'000, 60);
    CHECK(bucket.wait(rate, 3'600'000'000) == 1'000'000);
}

TEST_CASE("a rate never lets more through than it says, and none limits nothing") {
    CHECK(Rate::per_second(3).interval_us * 3 >= 1'000'000);
    const Rate none = Rate::per_second(0);
    CHECK_FALSE(none.limits());
    TokenBucket bucket;
    bucket.take(none, 5, 1'000);
    CHECK(bucket.wait(none, 5) == 0);
}
