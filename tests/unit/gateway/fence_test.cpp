// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/fence.hpp"

#include <doctest/doctest.h>

using namespace kazi::gateway::hooks;
using kazi::taskflow::hour_us;
using kazi::taskflow::Instant;
using kazi::taskflow::minute_us;
using kazi::taskflow::second_us;

namespace {

constexpr Instant now = 1'700'000'000 * second_us;

template <class Admit>
int admitted(int tries, Admit admit) {
    int count = 0;
    for (int n = 0; n < tries; ++n)
        count += admit() ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("a route takes a second's worth at once, and then its pace") {
    Fence fence({100, 0, 0});
    CHECK(admitted(500, [&] { return fence.admit(now); }) == 100);
    CHECK(admitted(500, [&] { return fence.admit(now + second_us / 2); }) == 50);
    CHECK(admitted(500, [&] { return fence.admit(now + hour_us); }) == 100);
}

TEST_CASE("each number has its own pace, for keys and for messages") {
    Fence fence({0, 60, 360});
    CHECK(admitted(100, [&] { return fence.admit_turn(1, now); }) == 30);
    CHECK(admitted(100, [&] { return fence.admit_turn(2, now); }) == 30);
    CHECK(admitted(100, [&] { return fence.admit_turn(1, now + 10 * second_us); }) == 10);
    CHECK(admitted(100, [&] { return fence.admit_sms(1, now); }) == 60);
    CHECK(admitted(1000, [&] { return fence.admit_sms(1, now + hour_us); }) == 60);
}

TEST_CASE("what is told to come later is let in when it comes at the pace") {
    Fence fence({0, 0, 360});
    int taken = 0;
    for (int n = 0; n < 3600; ++n)
        taken += fence.admit_sms(1, now + n * second_us) ? 1 : 0;
    CHECK(taken >= 360 + 59);
    CHECK(taken <= 360 + 60);
}

TEST_CASE("without settings there is no fence, and nothing is remembered") {
    Fence fence;
    CHECK(admitted(100'000, [&] {
              return fence.admit(now) && fence.admit_turn(1, now) && fence.admit_sms(1, now);
          }) == 100'000);
    CHECK(fence.numbers() == 0);
}

TEST_CASE("numbers are not remembered without end") {
    Fence fence({0, 60, 0});
    const auto many = static_cast<std::uint64_t>(Fence::numbers_max);
    for (std::uint64_t number = 0; number < many + 10; ++number)
        CHECK(fence.admit_turn(number, now));
    CHECK(fence.numbers() == many);
    CHECK(fence.admit_turn(many + 11, now + minute_us));
    CHECK(fence.numbers() == 1);
}

TEST_CASE("an alarm rings at once, and then sums up") {
    Alarm alarm;
    CHECK(alarm.ring(now) == 1);
    CHECK_FALSE(alarm.ring(now + 1));
    CHECK_FALSE(alarm.ring(now + minute_us - 1));
    CHECK(alarm.ring(now + minute_us) == 3);
}
