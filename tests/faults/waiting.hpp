// SPDX-License-Identifier: Apache-2.0
// Waiting for other processes: looks again and again. The limit only ends a test that hangs; no
// test asks how long anything took.
#pragma once

#include <chrono>
#include <thread>

namespace kazi::tests {

inline constexpr std::chrono::milliseconds look_every{20};

/// Whether it happened before the limit.
template <class Happened>
[[nodiscard]] bool wait_until(Happened happened,
                              std::chrono::milliseconds limit = std::chrono::seconds(60)) {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!happened()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(look_every);
    }
    return true;
}

}  // namespace kazi::tests
