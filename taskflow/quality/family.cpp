// SPDX-License-Identifier: Apache-2.0
#include "taskflow/quality/family.hpp"

#include <algorithm>

#include "taskflow/quality/worker_counts.hpp"

namespace kazi::taskflow::quality {

namespace {

constexpr double milli = 1000;

void add_cell(std::vector<CellChange>& changes, std::size_t cell, double answers) {
    const auto delta = static_cast<std::int32_t>(answers * milli + 0.5);
    if (delta > 0) changes.push_back({static_cast<std::uint16_t>(cell), delta});
}

}  // namespace

RightOf right_of(const FamilyCounts& counts) {
    // A coin's only right cell is its first, so it reads like a matrix whose diagonal is that cell.
    const std::size_t diagonal = is_matrix(counts.family) ? counts.family + std::size_t{1} : 2;
    RightOf found;
    for (std::size_t cell = 0; cell < counts.cells.size(); ++cell) {
        found.seen_milli += counts.cells[cell];
        if (cell % diagonal == 0) found.right_milli += counts.cells[cell];
    }
    return found;
}

FamilyCounts counts_in(std::span<const FamilyCounts> all, Family family) {
    const auto at = std::ranges::find(all, family, &FamilyCounts::family);
    return at == all.end() ? FamilyCounts{family, {}} : *at;
}

std::vector<double> model_counts(const FamilyCounts& counts) {
    const std::size_t classes = counts.family;
    std::vector<double> doubles(counts_width(classes));
    const std::size_t known = std::min(counts.cells.size(), classes * classes);
    for (std::size_t cell = 0; cell < known; ++cell) {
        const double answers = counts.cells[cell] / milli;
        doubles[cell] = answers;
        doubles[classes * classes + cell / classes] += answers;
        if (cell % (classes + 1) == 0) doubles[doubles.size() - 2] += answers;
        doubles.back() += answers;
    }
    return doubles;
}

std::vector<CellChange> counted(Family family, std::uint32_t label,
                                std::span<const double> belief) {
    std::vector<CellChange> changes;
    if (!is_matrix(family)) {
        add_cell(changes, 0, belief[label]);
        add_cell(changes, 1, 1 - belief[label]);
        return changes;
    }
    for (std::size_t truth = 0; truth < belief.size(); ++truth)
        add_cell(changes, truth * family + label, belief[truth]);
    return changes;
}

}  // namespace kazi::taskflow::quality
