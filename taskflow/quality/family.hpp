// SPDX-License-Identifier: Apache-2.0
// Families of tasks, and what is known of a worker in one: whole numbers, as a store keeps them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace kazi::taskflow::quality {

/// Tasks by which one skill is known. Stored: append only. From 2 to `matrix_classes_max`: tasks
/// with so many classes, known by a matrix; the others by a coin.
using Family = std::uint8_t;
inline constexpr Family numbers = 0;
inline constexpr Family texts = 1;
inline constexpr Family matrix_classes_max = 16;
inline constexpr Family many_classes = 17;

[[nodiscard]] constexpr bool is_matrix(Family family) {
    return family >= 2 && family <= matrix_classes_max;
}

/// Soft counts of her answers, in thousandths. A matrix: classes² cells [truth × classes + label].
/// A coin: right, wrong. Cells at the end may be missing: they are 0.
struct FamilyCounts {
    Family family = numbers;
    std::vector<std::uint32_t> cells;

    friend bool operator==(const FamilyCounts&, const FamilyCounts&) = default;
};

/// What is added to one cell.
struct CellChange {
    std::uint16_t cell = 0;
    std::int32_t delta_milli = 0;

    friend bool operator==(const CellChange&, const CellChange&) = default;
};

/// Right answers and all of them, in thousandths.
struct RightOf {
    std::uint64_t right_milli = 0;
    std::uint64_t seen_milli = 0;
};
[[nodiscard]] RightOf right_of(const FamilyCounts& counts);

/// Those of one family; all zero when there are none.
[[nodiscard]] FamilyCounts counts_in(std::span<const FamilyCounts> all, Family family);

/// As the model wants them (see `Counts`), of a matrix.
[[nodiscard]] std::vector<double> model_counts(const FamilyCounts& counts);

/// How an answer with this label is counted where each class is believed so. Sums to a thousand,
/// but for rounding.
[[nodiscard]] std::vector<CellChange> counted(Family family, std::uint32_t label,
                                              std::span<const double> belief);

}  // namespace kazi::taskflow::quality
