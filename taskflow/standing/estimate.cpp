// SPDX-License-Identifier: Apache-2.0
// Additions, multiplications, divisions and square roots of doubles only: IEEE 754 rounds those
// exactly, so every compiler gives the same numbers.
#include "taskflow/standing/estimate.hpp"

#include <algorithm>
#include <cmath>

namespace kazi::taskflow {

namespace {

/// 2^(−1/90) in units of 2^−32: what a day leaves.
constexpr std::uint64_t day_factor = 4'262'016'076;
constexpr unsigned factor_bits = 32;

/// What every worker is taken for before anything is known, and the answers that is worth.
constexpr double prior_right = 0.7;
constexpr double prior_answers = 10;
constexpr double milli = 1000;

/// Both are below 2^32 times 2^32 in all: sums of a worker fit easily.
std::uint64_t times(std::uint64_t value, std::uint64_t factor) {
    const std::uint64_t high = (value >> factor_bits) * factor;
    const std::uint64_t low = (value & 0xFFFF'FFFF) * factor;
    return high + ((low + (std::uint64_t{1} << (factor_bits - 1))) >> factor_bits);
}

double deviation(double right, double seen) {
    const double share = right / seen;
    return std::sqrt(share * (1 - share) / (seen + 1));
}

/// Counts may also fall: what bad gold said of her is taken back.
std::uint64_t moved(std::uint64_t sum, std::uint64_t now, std::uint64_t taken) {
    if (now >= taken) return sum + (now - taken);
    return sum - std::min(sum, taken - now);
}

}  // namespace

std::uint64_t aged(std::uint64_t value, std::uint32_t days) {
    std::uint64_t factor = day_factor;
    for (std::uint32_t left = days; left != 0 && value != 0; left >>= 1) {
        if ((left & 1) != 0) value = times(value, factor);
        factor = times(factor, factor);
    }
    return value;
}

FamilyStanding standing_in(const WorkerStanding& standing, const quality::FamilyCounts& counts,
                           std::uint16_t day) {
    const auto stored =
        std::ranges::find(standing.families, counts.family, &FamilyStanding::family);
    FamilyStanding known{.family = counts.family, .day = day};
    if (stored != standing.families.end()) known = *stored;
    const std::uint32_t days = day > known.day ? std::uint32_t{day} - known.day : 0;
    const quality::RightOf now = quality::right_of(counts);
    known.seen_milli = moved(aged(known.seen_milli, days), now.seen_milli, known.taken_seen_milli);
    known.right_milli = std::min(known.seen_milli, moved(aged(known.right_milli, days),
                                                         now.right_milli, known.taken_right_milli));
    known.taken_seen_milli = now.seen_milli;
    known.taken_right_milli = now.right_milli;
    known.day = std::max(known.day, day);
    return known;
}

void take_stock(WorkerStanding& standing, std::span<const quality::FamilyCounts> counts,
                std::uint16_t day) {
    for (const quality::FamilyCounts& each : counts) {
        const FamilyStanding now = standing_in(standing, each, day);
        if (now.seen_milli == 0) continue;
        const auto stored =
            std::ranges::find(standing.families, each.family, &FamilyStanding::family);
        if (stored == standing.families.end()) {
            standing.families.push_back(now);
        } else {
            *stored = now;
        }
    }
}

int right_at_least_permille(std::uint64_t right_milli, std::uint64_t seen_milli) {
    if (seen_milli == 0) return 0;
    constexpr double deviations = 2;
    constexpr double square = deviations * deviations;
    const double seen = static_cast<double>(seen_milli) / milli;
    const double share = static_cast<double>(right_milli) / static_cast<double>(seen_milli);
    const double spread =
        deviations * std::sqrt(share * (1 - share) / seen + square / (4 * seen * seen));
    const double bound = (share + square / (2 * seen) - spread) / (1 + square / seen);
    return static_cast<int>(std::clamp(bound, 0.0, 1.0) * milli + 1e-6);
}

double uncertainty(std::uint64_t right_milli, std::uint64_t seen_milli) {
    const double right = static_cast<double>(right_milli) / milli + prior_right * prior_answers;
    const double seen = static_cast<double>(seen_milli) / milli + prior_answers;
    const double unknown = deviation(prior_right * prior_answers, prior_answers);
    return std::min(1.0, deviation(right, seen) / unknown);
}

}  // namespace kazi::taskflow
