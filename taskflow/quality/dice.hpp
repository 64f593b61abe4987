// SPDX-License-Identifier: Apache-2.0
// Chance that a seed decides: the standard library's distributions and shuffles differ between
// libraries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace kazi::taskflow::quality {

/// SplitMix64.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    /// From 0 to `sides` − 1. The bias of the remainder is below sides / 2^64.
    std::size_t roll(std::size_t sides) {
        state_ += 0x9e3779b97f4a7c15ULL;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
        return static_cast<std::size_t>((mixed ^ (mixed >> 31)) % sides);
    }

    template <typename T>
    void shuffle(std::vector<T>& things) {
        for (std::size_t left = things.size(); left > 1; --left)
            std::swap(things[left - 1], things[roll(left)]);
    }

private:
    std::uint64_t state_;
};

}  // namespace kazi::taskflow::quality
