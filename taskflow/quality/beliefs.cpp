// SPDX-License-Identifier: Apache-2.0
// Arithmetic on rows of probabilities.
#include "taskflow/quality/beliefs.hpp"

#include <algorithm>
#include <cmath>

namespace kazi::taskflow::quality {

double greatest_of(std::span<const double> row) {
    return row.empty() ? 0 : *std::max_element(row.begin(), row.end());
}

std::vector<std::uint32_t> best_labels(std::span<const double> row) {
    const double greatest = greatest_of(row);
    std::vector<std::uint32_t> best;
    for (std::size_t label = 0; label < row.size(); ++label) {
        if (row[label] >= greatest - tie_max) best.push_back(static_cast<std::uint32_t>(label));
    }
    return best;
}

void normalise(std::span<double> row) {
    double sum = 0;
    for (const double each : row)
        sum += each;
    for (double& each : row) {
        each = sum > 0 ? each / sum : 1 / static_cast<double>(row.size());
    }
}

void normalise_logs(std::span<double> row) {
    const double greatest = greatest_of(row);
    for (double& each : row)
        each = std::exp(each - greatest);
    normalise(row);
}

double greatest_change(const Beliefs& before, const Beliefs& after) {
    double change = 0;
    for (std::size_t cell = 0; cell < after.cells().size(); ++cell) {
        change = std::max(change, std::abs(after.cells()[cell] - before.cells()[cell]));
    }
    return change;
}

}  // namespace kazi::taskflow::quality
