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

/// Where a text item took all its answers and is not sure enough, its two likeliest texts are put
/// to other workers: which is better?
struct ComparisonTerms {
    std::uint8_t judges = 0;     ///< how many are asked about an item; 0: none
    std::int64_t pay_micro = 0;  ///< for one choice, in the campaign's currency

    [[nodiscard]] bool wanted() const { return judges > 0; }

    friend bool operator==(const ComparisonTerms&, const ComparisonTerms&) = default;
};

struct QualityTerms {
    /// Amounts that are no further apart than this share of their size mean the same.
    std::uint32_t tolerance_ppm = usual_tolerance_ppm;
    ComparisonTerms comparison = {};

    friend bool operator==(const QualityTerms&, const QualityTerms&) = default;
};

}  // namespace kazi::taskflow::quality
