// SPDX-License-Identifier: Apache-2.0
// The wallet pays out whole steps and keeps the rest.
#include "billing/wallet.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace kazi::billing;

TEST_CASE("plan_top_up: nothing below the smallest top-up") {
    const TopUpLimits limits = usual_top_up_limits(*Currency::parse("KES"));
    CHECK(limits.minimum_micro == 5'000'000);
    CHECK_FALSE(plan_top_up(0, limits));
    CHECK_FALSE(plan_top_up(4'999'999, limits));
    CHECK(plan_top_up(5'000'000, limits) == 5'000'000);
}

TEST_CASE("plan_top_up: whole steps, the remainder stays") {
    CHECK(plan_top_up(7'999'999, {5'000'000, 1'000'000, 100'000'000}) == 7'000'000);
    CHECK(plan_top_up(24'000'000, {5'000'000, 10'000'000, 100'000'000}) == 15'000'000);
    CHECK(plan_top_up(500'000'000, {5'000'000, 10'000'000, 100'000'000}) == 95'000'000);
}

TEST_CASE("plan_top_up: limits that make no sense buy nothing") {
    CHECK_FALSE(plan_top_up(10'000'000, {0, 1, 10}));
    CHECK_FALSE(plan_top_up(10'000'000, {5, 0, 10}));
    CHECK_FALSE(plan_top_up(10'000'000, {5, 1, 4}));
}

TEST_CASE("usual_top_up_limits: by currency, else the default") {
    CHECK(usual_top_up_limits(*Currency::parse("TZS")).minimum_micro == 500'000'000);
    CHECK(usual_top_up_limits(*Currency::parse("GHS")).minimum_micro == 1'000'000);
    CHECK(usual_top_up_limits(*Currency::parse("EUR")).minimum_micro == 5'000'000);
}

TEST_CASE("property: a top-up is one that can be bought and afforded") {
    CHECK(rc::check([] {
        TopUpLimits limits;
        limits.minimum_micro = *rc::gen::inRange<std::int64_t>(1, 1000);
        limits.step_micro = *rc::gen::inRange<std::int64_t>(1, 100);
        limits.maximum_micro = *rc::gen::inRange<std::int64_t>(1, 5000);
        const auto available = *rc::gen::inRange<std::int64_t>(-10, 10000);
        const auto planned = plan_top_up(available, limits);
        if (!planned) return;
        RC_ASSERT(*planned >= limits.minimum_micro);
        RC_ASSERT(*planned <= available);
        RC_ASSERT(*planned <= limits.maximum_micro);
        RC_ASSERT((*planned - limits.minimum_micro) % limits.step_micro == 0);
    }));
}
