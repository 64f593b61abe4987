// SPDX-License-Identifier: Apache-2.0
// Turns that are decided on what is remembered of a session, and what becomes of it.
#include "gateway/engine/warm_workers.hpp"

#include <doctest/doctest.h>

#include "gateway/engine/keys.hpp"
#include "tests/unit/gateway/small_town.hpp"

using namespace kazi::gateway;
using engine::WarmWorker;
using engine::WarmWorkers;
using kazi::taskflow::minute_us;
using kazi::taskflow::WorkerId;

namespace {

constexpr std::uint64_t era = 3;

std::unique_ptr<WarmWorker> kept_at(kazi::taskflow::Instant at) {
    auto warm = std::make_unique<WarmWorker>();
    warm->era = era;
    warm->at = at;
    return warm;
}

WorkerId nth(std::uint8_t n) {
    WorkerId id;
    id.bytes[0] = n;
    return id;
}

}  // namespace

TEST_CASE("what is remembered serves one event, for minutes, while the store is the same") {
    WarmWorkers warm(10);
    const auto take = [&](std::uint64_t now_era, kazi::taskflow::Instant now) {
        warm.keep(nth(1), kept_at(minute_us));
        return warm.take(nth(1), now_era, now) != nullptr;
    };
    CHECK(take(era, 2 * minute_us));
    CHECK_FALSE(warm.take(nth(1), era, 2 * minute_us));
    CHECK_FALSE(take(era + 1, 2 * minute_us));
    CHECK_FALSE(take(era, 5 * minute_us));
    CHECK_FALSE(take(era, 0));
}

TEST_CASE("who was kept longest ago is forgotten for want of room") {
    WarmWorkers warm(2);
    warm.keep(nth(1), kept_at(0));
    warm.keep(nth(2), kept_at(0));
    warm.keep(nth(1), kept_at(0));
    warm.keep(nth(3), kept_at(0));
    CHECK_FALSE(warm.take(nth(2), era, 0));
    CHECK(warm.take(nth(1), era, 0));
    CHECK(warm.take(nth(3), era, 0));
}

TEST_CASE("a session's next key is decided as if everything had been loaded") {
    SmallTown loading;
    SmallTown remembering;
    remembering.remembers = true;
    for (const char* key : {"", "1", "1", "1990", "1", "1"}) {
        CHECK(remembering.ussd(key) == loading.ussd(key));
        CHECK(remembering.worker() == loading.worker());
    }
    CHECK(loading.remembered == 0);
    CHECK(remembering.remembered == 5);
    CHECK(remembering.overtaken == 0);
}

TEST_CASE("what moved meanwhile is found by the guards, and loaded") {
    SmallTown town;
    town.remembers = true;
    town.join();
    (void)town.ussd("");
    (void)town.ussd("1");
    const auto item = town.worker().question->item;
    town.remembers = false;
    town.sms("1", 9);  // her answer came by another way
    town.remembers = true;
    (void)town.ussd("1");
    CHECK(town.remembered >= 2);
    CHECK(town.overtaken == 1);
    CHECK(town.item_state(item).answer_count == 1);
}
