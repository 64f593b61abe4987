// SPDX-License-Identifier: Apache-2.0
// What is believed of each item: one row of probabilities over the labels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kazi::taskflow::quality {

class Beliefs {
public:
    Beliefs() = default;
    Beliefs(std::size_t items, std::size_t classes, double each = 0)
        : classes_(classes), cells_(items * classes, each) {}

    [[nodiscard]] std::size_t items() const { return classes_ == 0 ? 0 : cells_.size() / classes_; }
    [[nodiscard]] std::size_t classes() const { return classes_; }
    [[nodiscard]] std::span<double> of(std::size_t item) {
        return std::span(cells_).subspan(item * classes_, classes_);
    }
    [[nodiscard]] std::span<const double> of(std::size_t item) const {
        return std::span(cells_).subspan(item * classes_, classes_);
    }
    [[nodiscard]] std::span<double> cells() { return cells_; }
    [[nodiscard]] std::span<const double> cells() const { return cells_; }

private:
    std::size_t classes_ = 0;
    std::vector<double> cells_;
};

/// Two beliefs nearer than this are equal: a tie is a tie however its sums were rounded.
inline constexpr double tie_max = 1e-9;

/// The labels that share the first place, lowest first; never empty for a row that is not.
[[nodiscard]] std::vector<std::uint32_t> best_labels(std::span<const double> row);

[[nodiscard]] double greatest_of(std::span<const double> row);

/// Makes a row sum to 1; a row of nothing becomes even.
void normalise(std::span<double> row);

/// Logarithms, in any base and up to a common term, become a row that sums to 1.
void normalise_logs(std::span<double> row);

/// The greatest change of any cell.
[[nodiscard]] double greatest_change(const Beliefs& before, const Beliefs& after);

}  // namespace kazi::taskflow::quality
