// SPDX-License-Identifier: Apache-2.0
#include "gateway/store/memory_store.hpp"

#include <doctest/doctest.h>

namespace kazi::gateway::store {

namespace {

StoreResult<CommitOutcome> add(MemoryStore& store, std::int64_t delta) {
    std::optional<StoreResult<CommitOutcome>> outcome;
    store.commit({"ke-0", {}, {Add{"h", "n", delta}, Append{"s", std::to_string(delta)}}},
                 [&](auto result) { outcome = std::move(result); });
    REQUIRE(outcome);
    return *outcome;
}

std::string sum_of(const MemoryStore& store) {
    return store.state().fields("ke-0", "h", {"n"})->at(0).value_or("none");
}

std::size_t claim(MemoryStore& store) {
    std::size_t count = 0;
    store.claim({"ke-0", "s", "g", "c"}, [&](auto entries) { count = entries->size(); });
    return count;
}

}  // namespace

TEST_CASE("the memory store forgets its last changes, as far back as it was told to remember") {
    MemoryStore store(3);
    for (const std::int64_t delta : {1, 10, 100, 1000})
        REQUIRE(add(store, delta)->applied);
    CHECK(store.forget_last(1) == 1);
    CHECK(sum_of(store) == "111");
    REQUIRE(add(store, 5)->applied);
    CHECK(store.forget_last(99) == 3);
    CHECK(sum_of(store) == "1");
    CHECK(store.state().range({"ke-0", "s", "0"})->size() == 1);
    CHECK(store.forget_last(1) == 0);
}

TEST_CASE("a claim is forgotten like a commit") {
    MemoryStore store(10);
    REQUIRE(add(store, 1)->applied);
    CHECK(claim(store) == 1);
    CHECK(claim(store) == 0);
    CHECK(store.forget_last(1) == 1);  // the claim that found nothing
    CHECK(store.forget_last(1) == 1);
    CHECK(claim(store) == 1);
}

TEST_CASE("what befalls a call is what its caller hears, and whether it was applied") {
    struct Case {
        Mishap mishap;
        StoreFault fault;
        const char* sum;
    };
    for (const auto& [mishap, fault, sum] :
         {Case{Mishap::not_sent, StoreFault::not_sent, "1"},
          Case{Mishap::refused, StoreFault::refused, "1"},
          Case{Mishap::request_lost, StoreFault::outcome_unknown, "1"},
          Case{Mishap::reply_lost, StoreFault::outcome_unknown, "3"}}) {
        MemoryStore store;
        REQUIRE(add(store, 1)->applied);
        store.set_mishaps([next = mishap] { return next; });
        const auto outcome = add(store, 2);
        REQUIRE_FALSE(outcome.has_value());
        CHECK(outcome.error().fault == fault);
        CHECK(sum_of(store) == sum);
    }
}

TEST_CASE("a store that is down sends nothing") {
    MemoryStore store;
    store.set_up(false);
    CHECK_FALSE(store.is_up());
    CHECK(add(store, 1).error().fault == StoreFault::not_sent);
    store.set_up(true);
    CHECK(add(store, 1)->applied);
}

TEST_CASE("a state can be kept and put back") {
    MemoryStore store(5);
    REQUIRE(add(store, 1)->applied);
    const auto kept = store.state();
    REQUIRE(add(store, 2)->applied);
    store.restore(kept);
    CHECK(sum_of(store) == "1");
    CHECK(store.forget_last(5) == 0);
    CHECK(sum_of(store) == "1");
}

TEST_CASE("entries left unacknowledged come back after their time") {
    MemoryStore store;
    store.advance_to(1'000);
    REQUIRE(add(store, 1)->applied);
    CHECK(claim(store) == 1);
    store.advance_to(120'999);
    CHECK(claim(store) == 0);
    store.advance_to(121'000);
    CHECK(claim(store) == 1);
}

}  // namespace kazi::gateway::store
