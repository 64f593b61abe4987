// SPDX-License-Identifier: Apache-2.0
// The simulation's only source of chance: integers alone, so that every compiler draws the same.
#pragma once

#include <cstdint>

namespace kazi::sim {

/// SplitMix64. A stream is a seed and a number: what one actor draws never depends on another's.
class Chance {
public:
    explicit Chance(std::uint64_t seed, std::uint64_t stream = 0)
        : state_(mixed(seed) ^ mixed(stream + 0x5851f42d4c957f2dULL)) {}

    [[nodiscard]] std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        return mixed(state_);
    }
    /// In [0, count); `count` at least 1.
    [[nodiscard]] std::uint64_t below(std::uint64_t count) { return next() % count; }
    /// In [low, high], both included.
    [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
    }
    [[nodiscard]] bool hits(int permille) {
        return below(1000) < static_cast<std::uint64_t>(permille);
    }

private:
    static std::uint64_t mixed(std::uint64_t value) {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
        value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
        return value ^ (value >> 31);
    }

    std::uint64_t state_;
};

}  // namespace kazi::sim
