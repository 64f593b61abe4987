// SPDX-License-Identifier: Apache-2.0
// Two sums name the one entry of a run that is not as it was.
#include <doctest/doctest.h>

#include "billing/ledger_sums.hpp"

namespace kazi::billing {

namespace {

LedgerEntry numbered(std::size_t number) {
    return {std::to_string(number), 0, "turn", "c1", {}};
}

std::vector<LedgerEntry> run_of(std::size_t count) {
    std::vector<LedgerEntry> run;
    for (std::size_t n = 0; n < count; ++n)
        run.push_back(numbered(n));
    return run;
}

constexpr std::size_t length = 60;

}  // namespace

TEST_CASE("sums: each place where one entry was changed, left out or put in is found") {
    const auto whole = run_of(length);
    const RunSums before = sums_of(whole);
    CHECK_FALSE(find_damage(before, whole));
    for (std::size_t place = 0; place < length; ++place) {
        const auto at = static_cast<std::ptrdiff_t>(place);
        auto now = whole;
        now[place].reference = "c2";
        CHECK(find_damage(before, now) == Damage{Damage::Kind::changed, place});
        now = whole;
        now.erase(now.begin() + at);
        CHECK(find_damage(before, now) == Damage{Damage::Kind::left_out, place});
        now = whole;
        now.insert(now.begin() + at, numbered(1'000));
        CHECK(find_damage(before, now) == Damage{Damage::Kind::put_in, place});
    }
}

TEST_CASE("sums: nobody is accused where more than one entry is not as it was") {
    const auto whole = run_of(length);
    const RunSums before = sums_of(whole);
    auto now = whole;
    std::swap(now[3], now[40]);
    CHECK_FALSE(find_damage(before, now));
    now = whole;
    now[3].cause = "payout";
    now[40].cause = "payout";
    CHECK_FALSE(find_damage(before, now));
    now.resize(length - 2);
    CHECK_FALSE(find_damage(before, now));
}

}  // namespace kazi::billing
