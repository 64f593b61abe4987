// SPDX-License-Identifier: Apache-2.0
#include "taskflow/quality/learned.hpp"

#include <cmath>

namespace kazi::taskflow::quality {

namespace {

constexpr double million = 1e6;

std::vector<std::uint32_t> to_ppm(const std::vector<double>& shares) {
    std::vector<std::uint32_t> ppm;
    for (const double share : shares)
        ppm.push_back(static_cast<std::uint32_t>(share * million + 0.5));
    return ppm;
}

std::vector<double> from_ppm(const std::vector<std::uint32_t>& ppm) {
    std::vector<double> shares;
    for (const std::uint32_t each : ppm)
        shares.push_back(each / million);
    return shares;
}

std::int64_t to_micro(double value) {
    constexpr double most = 1e12;
    return std::llround(std::fmin(std::fmax(value * million, -most), most));
}

}  // namespace

Learned learned_from(const Anchors& anchors, const Calibration& calibration,
                     std::uint64_t answers) {
    Learned learned;
    learned.answers = answers;
    learned.mean_right_ppm = static_cast<std::uint32_t>(anchors.mean_right * million + 0.5);
    learned.class_shares_ppm = to_ppm(anchors.class_shares);
    learned.common_ppm = to_ppm(anchors.common);
    if (!calibration.is_fitted()) return learned;
    const CalibrationLine line = calibration.line();
    learned.calibration_micro = {to_micro(line.offset), to_micro(line.slope),
                                 to_micro(line.offset_variance), to_micro(line.slope_variance),
                                 to_micro(line.covariance)};
    return learned;
}

Anchors anchors_of(const std::optional<Learned>& learned, std::size_t classes) {
    if (!learned || learned->class_shares_ppm.size() != classes ||
        learned->common_ppm.size() != classes * classes) {
        const std::vector<double> pool(counts_width(classes));
        const std::vector<double> items(classes);
        return anchors_from({}, pool, items);
    }
    return {{},
            from_ppm(learned->class_shares_ppm),
            from_ppm(learned->common_ppm),
            learned->mean_right_ppm / million};
}

Calibration calibration_of(const std::optional<Learned>& learned) {
    if (!learned || !learned->calibration_micro) return {};
    const auto& micro = *learned->calibration_micro;
    const auto at = [&](std::size_t nth) { return static_cast<double>(micro[nth]) / million; };
    return Calibration(CalibrationLine{at(0), at(1), at(2), at(3), at(4)});
}

}  // namespace kazi::taskflow::quality
