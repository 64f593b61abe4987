// SPDX-License-Identifier: Apache-2.0
// Which top-ups pay out a wallet, and what an answer costs line by line.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "billing/pay_lines.hpp"
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

const PayParties parties{"c1", std::string(16, '\xab'), "shop-7"};

std::int64_t change_of(const Pay& pay, AccountKind kind) {
    std::int64_t sum = 0;
    for (const Posting& posting : pay.postings)
        if (posting.account.kind == kind) sum += posting.change.micro;
    return sum;
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

TEST_CASE("pay: every line is its own, and the reply's cost is no wage") {
    PayTerms terms;
    terms.base = kes(2'000'000);
    terms.level_ppm = 250'000;
    terms.bonus = kes(500'000);
    terms.reply_cost = kes(1'000'000);
    terms.fee_ppm = 200'000;
    terms.commission_ppm = 100'000;
    const auto pay = pay_for_answer(terms, parties);
    REQUIRE(pay.has_value());
    CHECK(pay->lines == std::vector<PayLine>{{PayLineKind::wage, kes(2'000'000)},
                                             {PayLineKind::level, kes(500'000)},
                                             {PayLineKind::bonus, kes(500'000)},
                                             {PayLineKind::reply_cost, kes(1'000'000)},
                                             {PayLineKind::platform_fee, kes(600'000)},
                                             {PayLineKind::commission, kes(60'000)}});
    CHECK(pay->wage == kes(3'000'000));
    CHECK(pay->total == kes(4'600'000));
    CHECK(balances(pay->postings));
    CHECK(change_of(*pay, AccountKind::escrow) == -4'600'000);
    CHECK(change_of(*pay, AccountKind::worker_available) == 4'000'000);
    CHECK(change_of(*pay, AccountKind::platform_fee) == 540'000);
    CHECK(change_of(*pay, AccountKind::partner_commission) == 60'000);
    CHECK(to_string(PayLineKind::commission) == "commission");
}

TEST_CASE("pay: what makes no sense is refused") {
    PayTerms good;
    good.base = kes(2'000'000);
    CHECK(pay_for_answer(good, parties).has_value());
    std::vector<PayTerms> bad(6, good);
    bad[0].base.micro = -1;
    bad[1].bonus = {1, *Currency::parse("UGX")};
    bad[2].level_ppm = 4'000'001;
    bad[3].fee_ppm = -1;
    bad[4].commission_ppm = 1'000'001;
    bad[5].reply_cost = kes(amount_micro_max);
    for (const PayTerms& terms : bad)
        CHECK(pay_for_answer(terms, parties).has_error());
}

TEST_CASE("pay: any terms balance, and no line is of more than there is") {
    CHECK(rc::check([] {
        PayTerms terms;
        terms.base = kes(*rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000));
        terms.level_ppm = *rc::gen::inRange<std::int64_t>(0, 4'000'001);
        terms.bonus = kes(*rc::gen::inRange<std::int64_t>(0, 1'000'000));
        terms.fee_ppm = *rc::gen::inRange<std::int64_t>(0, 1'000'001);
        terms.commission_ppm = *rc::gen::inRange<std::int64_t>(0, 1'000'001);
        const auto pay = pay_for_answer(terms, parties);
        RC_ASSERT(pay.has_value());
        RC_ASSERT(balances(pay->postings));
        RC_ASSERT(change_of(*pay, AccountKind::escrow) == -pay->total.micro);
        RC_ASSERT(change_of(*pay, AccountKind::platform_fee) >= 0);
    }));
}
