// SPDX-License-Identifier: Apache-2.0
// From what the model believes to how often it is right: a correction learned from items whose
// truth is known. Items that are hard are hard for everybody, so the raw posterior is too sure.
#pragma once

#include <cstddef>
#include <span>

namespace kazi::taskflow::quality {

/// An item of known truth: what was believed of its best label, and whether that was right.
struct Checked {
    double belief = 0;
    bool right = false;
};

/// A line through the logits of belief, and how unsure it is.
struct CalibrationLine {
    double offset = 0;
    double slope = 1;
    double offset_variance = 0;
    double slope_variance = 0;
    double covariance = 0;
};

/// A line through the logits of belief, fitted by likelihood with a prior for no correction. How
/// unsure the line itself is draws what is stated towards one half.
class Calibration {
public:
    Calibration() = default;

    /// Fewer than `checked_min` items correct nothing.
    explicit Calibration(std::span<const Checked> checked);

    /// One that was fitted earlier.
    explicit Calibration(const CalibrationLine& line) : line_(line), fitted_(true) {}

    [[nodiscard]] const CalibrationLine& line() const { return line_; }

    [[nodiscard]] bool is_fitted() const { return fitted_; }

    /// The chance that a label believed so is right.
    [[nodiscard]] double corrected(double belief) const;

    /// Whether even the surest belief may not be right that often: what gold says of it, less one
    /// standard deviation, is below the level. Never while the line is mostly the prior's: that
    /// little is known of a crowd is a reason to ask more of it, and none to give it up.
    [[nodiscard]] bool is_out_of_reach(double level) const;

    /// Whether gold itself reaches this level: enough of the items that the line was fitted to are
    /// as sure as that after correction. Beyond what was seen the line extrapolates, and it may be
    /// too kind by chance. Always while there are fewer than `shown_from` items: that few can't
    /// show anything.
    [[nodiscard]] bool is_borne_out(std::span<const Checked> checked, double level) const;

    static constexpr int checked_min = 10;
    static constexpr std::size_t shown_from = 30;

private:
    [[nodiscard]] double variance_at(double x) const;

    CalibrationLine line_;
    bool fitted_ = false;
};

}  // namespace kazi::taskflow::quality
