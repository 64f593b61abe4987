// SPDX-License-Identifier: Apache-2.0
// KAZI_CRASH_SEED=N replays one run; KAZI_SOAK_MINUTES=M goes on with new seeds for so long.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "tests/faults/crash_run.hpp"

namespace kazi::tests {

namespace {

constexpr std::uint64_t seeds = 1'000'000;  // short enough to be typed

std::uint64_t first_seed() {
    if (const char* given = std::getenv("KAZI_CRASH_SEED")) return std::stoull(given);
    return std::random_device{}() % seeds;
}

std::chrono::minutes soak_time() {
    const char* given = std::getenv("KAZI_SOAK_MINUTES");
    return std::chrono::minutes(given == nullptr ? 0 : std::stol(given));
}

void run_and_check(std::uint64_t seed) {
    fmt::print("crash run: KAZI_CRASH_SEED={}\n", seed);
    const auto report = run_with_crashes(seed);
    for (const auto& [name, count] : report.counts)
        fmt::print("  {:<24} {}\n", name, count);
    std::fflush(stdout);
    for (const auto& complaint : report.complaints)
        FAIL_CHECK("seed " << seed << ": " << complaint);
    for (const char* victim : {"killed_daemon", "killed_redis-server"})
        CHECK_MESSAGE(report.counts.contains(victim), "seed " << seed << ": no " << victim);
}

}  // namespace

TEST_SUITE_BEGIN("crash");

TEST_CASE("nothing is lost, doubled or paid wrongly, whatever is killed") {
    const auto end = std::chrono::steady_clock::now() + soak_time();
    auto seed = first_seed();
    do {
        run_and_check(seed++);
    } while (std::chrono::steady_clock::now() < end);
}

TEST_SUITE_END();

}  // namespace kazi::tests
