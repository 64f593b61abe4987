// SPDX-License-Identifier: Apache-2.0
// What a campaign asks of the answer model beyond how many answers an item may take.
#pragma once

#include <cstdint>

namespace kazi::taskflow::quality {

/// People round, and scales and markets differ by as much.
inline constexpr std::uint32_t usual_tolerance_ppm = 50'000;
/// Below this a slip of the hand would be another answer; above it all amounts would be one.
inline constexpr std::uint32_t tolerance_ppm_min = 1'000;
inline constexpr std::uint32_t tolerance_ppm_max = 500'000;

struct QualityTerms {
    /// Amounts that are no further apart than this share of their size mean the same.
    std::uint32_t tolerance_ppm = usual_tolerance_ppm;

    friend bool operator==(const QualityTerms&, const QualityTerms&) = default;
};

}  // namespace kazi::taskflow::quality
