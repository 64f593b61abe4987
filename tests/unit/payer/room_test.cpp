// SPDX-License-Identifier: Apache-2.0
// How much an account may have under way, and when what finds no place stands in others' way.
#include <doctest/doctest.h>

#include <deque>

#include "gateway/payer/room.hpp"

namespace kazi::gateway::payer {

namespace {

using taskflow::Instant;
using taskflow::second_us;

constexpr Instant noon = 1'700'000'000 * second_us;

/// Each piece takes so long, and another begins in its place. Whether the room was slow at its end.
bool is_slow_after(Instant piece_us, Instant seconds) {
    constexpr int places = 48;
    Room room(places, places);
    std::deque<Room::Place> under_way;
    for (int piece = 0; piece < places; ++piece)
        under_way.emplace_back(room);
    bool slow = false;
    Instant leaves = noon;
    for (Instant now = noon; now < noon + seconds * second_us; now += second_us / 5) {
        for (; leaves <= now; leaves += piece_us / places) {
            under_way.pop_front();
            under_way.emplace_back(room);
        }
        REQUIRE(room.is_full());
        slow = room.is_slow(now);
    }
    return slow;
}

}  // namespace

TEST_CASE("a room has so many places, and one that is left is free") {
    Room room(2, 10);
    const Room::Place first(room);
    {
        const Room::Place second(room);
        CHECK(room.is_full());
    }
    CHECK_FALSE(room.is_full());
}

TEST_CASE("what finds no place comes again one after the other, a second later at the soonest") {
    Room room(1, 10);
    CHECK(room.put_off(noon) == noon + second_us + second_us / 10);
    CHECK(room.put_off(noon) == noon + second_us + 2 * second_us / 10);
    CHECK(room.put_off(noon + 60 * second_us) == noon + 61 * second_us + second_us / 10);
}

TEST_CASE("a room is slow where pieces take longer than a second each, whether they end or not") {
    CHECK_FALSE(is_slow_after(second_us / 2, 10));
    CHECK(is_slow_after(5 * second_us, 10));
    CHECK(is_slow_after(30 * second_us, 10));
    CHECK(is_slow_after(3'600 * second_us, 10));
}

}  // namespace kazi::gateway::payer
