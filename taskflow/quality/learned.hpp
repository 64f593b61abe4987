// SPDX-License-Identifier: Apache-2.0
// What a full pass over a campaign's answers found out, as whole numbers: stored with the campaign,
// and the same to the last bit for every daemon that weighs an answer with it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "taskflow/quality/calibration.hpp"
#include "taskflow/quality/worker_counts.hpp"

namespace kazi::taskflow::quality {

struct Learned {
    std::uint64_t answers = 0;         ///< that the pass went over
    std::uint32_t mean_right_ppm = 0;  ///< of the crowd
    std::vector<std::uint32_t> class_shares_ppm;
    std::vector<std::uint32_t> common_ppm;  ///< chances [truth × classes + label]
    /// The correction by gold (see `CalibrationLine`), in millionths; absent: too little gold.
    std::optional<std::array<std::int64_t, 5>> calibration_micro;
    /// The level that was asked for, where gold doesn't bear it out; nor does it any higher one.
    std::optional<std::uint32_t> unproven_ppm;

    friend bool operator==(const Learned&, const Learned&) = default;
};

[[nodiscard]] Learned learned_from(const Anchors& anchors, const Calibration& calibration,
                                   std::uint64_t answers);

/// The anchors of a campaign with so many classes: as learned, or as every crowd begins.
[[nodiscard]] Anchors anchors_of(const std::optional<Learned>& learned, std::size_t classes);
[[nodiscard]] Calibration calibration_of(const std::optional<Learned>& learned);

}  // namespace kazi::taskflow::quality
