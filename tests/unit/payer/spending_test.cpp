// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/spending.hpp"

#include <doctest/doctest.h>

#include "gateway/payer/window.hpp"

namespace kazi::gateway::payer {

TEST_CASE("what is kept of a number survives being stored; each account has one last time") {
    const std::string worker(16, 'w');
    Payee payee;
    CHECK(payee.last_by("at") == 0);
    for (const taskflow::Instant now : {5, 9}) {
        const auto write = std::get<store::Put>(sent_write(worker, payee, "at", now));
        CHECK(write.place == payee_place(worker));
        CHECK(write.expire_after_s);
        const auto read = payee_from(write.value);
        REQUIRE(read);
        payee = *read;
    }
    CHECK(payee.version == 2);
    CHECK(payee.sent == std::vector<LastSent>{{"at", 9}});
    CHECK(payee.last_by("momo") == 0);
    CHECK_FALSE(payee_from("\1\0\0\0\7"));
}

TEST_CASE("a cap bars what would go beyond it, and takes back what is counted") {
    const std::string worker(16, 'w');
    const Spend what{"at", worker, 20, 19'675};
    CHECK_FALSE(account_cap(what, 0));
    const auto guard = account_cap(what, 50);
    REQUIRE(guard);
    // Sums are below zero: with 30 spent there is room for 20, with 31 there is none.
    CHECK(std::get<store::AtLeast>(*guard).minimum == -30);
    CHECK(std::get<store::AtLeast>(*number_cap(what, 50)).field !=
          std::get<store::AtLeast>(*guard).field);
    std::vector<store::Write> writes;
    spend(writes, what);
    unspend(writes, what);
    std::int64_t sum = 0;
    for (const store::Write& write : writes)
        sum += std::get<store::Add>(write).delta;
    CHECK(writes.size() == 4);
    CHECK(sum == 0);
    CHECK(std::get<store::Add>(writes.front()).delta == -20);
}

TEST_CASE("only an attempt that was open and is finally not paid gives back") {
    billing::Payout before;
    before.attempts.resize(2);
    before.attempts[0].state = billing::AttemptState::failed;
    before.attempts[1].number = 2;
    before.attempts[1].state = billing::AttemptState::in_doubt;
    billing::Payout after = before;
    CHECK(newly_failed(before, after).empty());
    after.attempts[1].state = billing::AttemptState::failed;
    const auto found = newly_failed(before, after);
    REQUIRE(found.size() == 1);
    CHECK(found.front()->number == 2);
}

TEST_CASE("the recovery window survives being stored") {
    const Window window{3, true, true, 77};
    CHECK(window_from(pack_window(window, 3)) == window);
    CHECK_FALSE(window_from("\1\0"));
}

}  // namespace kazi::gateway::payer
