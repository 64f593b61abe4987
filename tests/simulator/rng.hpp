// SPDX-License-Identifier: Apache-2.0
// The simulator's only source of chance: a small generator that draws the same on every compiler.
#pragma once

#include <cstdint>

namespace kazi::simulator {

/// SplitMix64. A stream is a seed and a number, so that what one person draws never depends on
/// when the others draw.
class Rng {
public:
    explicit Rng(std::uint64_t seed, std::uint64_t stream = 0);

    [[nodiscard]] std::uint64_t next();
    /// In [0, 1).
    [[nodiscard]] double unit();
    /// In [low, high).
    [[nodiscard]] double between(double low, double high);
    /// In [0, count). `count` is at least 1.
    [[nodiscard]] std::uint64_t below(std::uint64_t count);
    /// True with probability `share`.
    [[nodiscard]] bool chance(double share);
    /// Log-normal with this median and this sigma of the logarithm.
    [[nodiscard]] double log_normal(double median, double sigma);

private:
    std::uint64_t state_;
};

}  // namespace kazi::simulator
