// SPDX-License-Identifier: Apache-2.0
// Which top-ups pay out a wallet, and parts of an amount.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "billing/share.hpp"
#include "billing/top_up_plan.hpp"

using namespace kazi::billing;

namespace {

constexpr std::int64_t unit = micro_per_unit;

TopUpPlan fixed(std::int64_t available_micro, std::vector<std::int64_t> units, int count = 3) {
    for (std::int64_t& value : units)
        value *= unit;
    return plan_top_ups(available_micro, {std::move(units), {}}, count);
}

Money kes(std::int64_t micro) {
    return {micro, *Currency::parse("KES")};
}

}  // namespace

TEST_CASE("top-ups: the most that can be bought, with as few as that takes") {
    CHECK(fixed(100 * unit, {10, 20, 50, 100}) == TopUpPlan{{100 * unit}, 0});
    CHECK(fixed(70 * unit, {10, 20, 50, 100}) == TopUpPlan{{50 * unit, 20 * unit}, 0});
    CHECK(fixed(60 * unit, {10, 20, 30, 50}, 2) == TopUpPlan{{50 * unit, 10 * unit}, 0});
    CHECK(fixed(60 * unit, {25, 20}) == TopUpPlan{{20 * unit, 20 * unit, 20 * unit}, 0});
    CHECK(fixed(99 * unit, {10}) == TopUpPlan{{10 * unit, 10 * unit, 10 * unit}, 69 * unit});
    CHECK(fixed(99 * unit, {10}, 1) == TopUpPlan{{10 * unit}, 89 * unit});
    CHECK(fixed(9 * unit, {10, 20}) == TopUpPlan{{}, 9 * unit});
    CHECK(fixed(50 * unit, {0, -5, 10, 10}) ==
          TopUpPlan{{10 * unit, 10 * unit, 10 * unit}, 20 * unit});
}

TEST_CASE("top-ups: a range is filled from the largest down") {
    const Denominations range{{}, {5 * unit, unit, 100 * unit}};
    CHECK(plan_top_ups(20'500'000, range) == TopUpPlan{{20 * unit}, 500'000});
    CHECK(plan_top_ups(207 * unit, range) == TopUpPlan{{100 * unit, 100 * unit, 7 * unit}, 0});
    CHECK(plan_top_ups(4'999'999, range) == TopUpPlan{{}, 4'999'999});
}

TEST_CASE("top-ups: no better choice is missed, and nothing is lost") {
    CHECK(rc::check([] {
        const auto values =
            *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 40));
        const std::int64_t available = *rc::gen::inRange<std::int64_t>(0, 100);
        const TopUpPlan plan = plan_top_ups(available, {values, {}}, 2);
        std::int64_t paid = 0;
        for (const std::int64_t top_up : plan.top_ups_micro) {
            RC_ASSERT(std::find(values.begin(), values.end(), top_up) != values.end());
            paid += top_up;
        }
        RC_ASSERT(plan.remainder_micro >= 0 && paid + plan.remainder_micro == available);
        const bool planned = !values.empty();
        for (std::size_t i = 0; i < std::min<std::size_t>(values.size(), 64); ++i) {
            for (std::size_t j = i; j < std::min<std::size_t>(values.size(), 64); ++j) {
                if (values[i] + values[j] <= available) RC_ASSERT(paid >= values[i] + values[j]);
                if (planned && values[i] <= available) RC_ASSERT(paid >= values[i]);
            }
        }
    }));
}

TEST_CASE("share: rounded down, exact where an amount times its share would overflow") {
    CHECK(share_of(kes(3'000'000), 200'000) == kes(600'000));
    CHECK(share_of(kes(9), 111'112) == kes(1));
    CHECK(share_of(kes(8), 111'112) == kes(0));
    CHECK(share_of(kes(amount_micro_max), 1'000'000) == kes(amount_micro_max));
    CHECK(rc::check([] {
        const Money amount = kes(*rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000));
        const std::int64_t share = *rc::gen::inRange<std::int64_t>(0, 1'000'001);
        const Money part = share_of(amount, share);
        RC_ASSERT(part.micro >= 0 && part.micro <= amount.micro);
        RC_ASSERT(part.micro + share_of(amount, 1'000'000 - share).micro <= amount.micro);
    }));
}
