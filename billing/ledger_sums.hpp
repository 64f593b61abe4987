// SPDX-License-Identifier: Apache-2.0
// A seal says that some entry before it is not what it was. Two sums over the entries since the
// seal before say which one: twelve bytes, however many entries they cover.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "billing/ledger_chain.hpp"

namespace kazi::billing {

/// Over the entries between two seals, each as a number made of its canonical text.
struct RunSums {
    std::uint32_t count = 0;
    std::uint32_t plain = 0;     ///< of the numbers, modulo a prime
    std::uint32_t weighted = 0;  ///< the same, each times its place from 1

    friend bool operator==(const RunSums&, const RunSums&) = default;
};

[[nodiscard]] RunSums sums_of(std::span<const LedgerEntry> run);

/// What happened to a run, if it happened to one entry.
struct Damage {
    enum class Kind : std::uint8_t { changed, left_out, put_in };
    Kind kind = Kind::changed;
    /// Of the entry as the run stands now; one that was left out stood before that place.
    std::size_t place = 0;

    friend bool operator==(const Damage&, const Damage&) = default;
};

/// Nothing: the run is as it was, or more than one entry is not.
[[nodiscard]] std::optional<Damage> find_damage(const RunSums& before,
                                                std::span<const LedgerEntry> now);

}  // namespace kazi::billing
