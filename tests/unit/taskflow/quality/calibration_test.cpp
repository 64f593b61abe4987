// SPDX-License-Identifier: Apache-2.0
#include "taskflow/quality/calibration.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace kazi::taskflow::quality {

namespace {

/// `count` items believed so, of which this share was right, evenly spread.
void add(std::vector<Checked>& checked, int count, double belief, double share) {
    for (int nth = 0; nth < count; ++nth) {
        const bool right = static_cast<int>((nth + 1) * share) > static_cast<int>(nth * share);
        checked.push_back({belief, right});
    }
}

}  // namespace

TEST_CASE("a few items correct nothing") {
    std::vector<Checked> few;
    add(few, Calibration::checked_min - 1, 0.95, 0.5);
    const Calibration calibration(few);
    CHECK_FALSE(calibration.is_fitted());
    CHECK(calibration.corrected(0.95) == 0.95);
    CHECK_FALSE(calibration.is_out_of_reach(0.999));
    CHECK(Calibration().corrected(0.7) == 0.7);
}

TEST_CASE("what is believed too surely is brought down to what was right") {
    std::vector<Checked> hard;
    add(hard, 400, 0.95, 0.7);
    add(hard, 400, 0.7, 0.58);
    const Calibration calibration(hard);
    CHECK(calibration.corrected(0.95) == doctest::Approx(0.7).epsilon(0.03));
    CHECK(calibration.corrected(0.7) == doctest::Approx(0.58).epsilon(0.03));
    CHECK(calibration.is_out_of_reach(0.95));
    CHECK_FALSE(calibration.is_out_of_reach(0.6));
}

TEST_CASE("what is right as often as believed stays") {
    std::vector<Checked> fair;
    add(fair, 1000, 0.6, 0.6);
    add(fair, 1000, 0.9, 0.9);
    add(fair, 1000, 0.98, 0.98);
    const Calibration calibration(fair);
    for (const double belief : {0.6, 0.9, 0.98})
        CHECK(calibration.corrected(belief) == doctest::Approx(belief).epsilon(0.01));
}

TEST_CASE("little evidence states less than much of the same") {
    std::vector<Checked> little;
    std::vector<Checked> much;
    add(little, 40, 0.9, 1);
    add(much, 4000, 0.9, 1);
    CHECK(Calibration(little).corrected(0.9) < Calibration(much).corrected(0.9));
    CHECK(Calibration(much).corrected(0.9) < 1);
}

TEST_CASE("little evidence asks for more answers, and gives nothing up") {
    std::vector<Checked> little;
    add(little, Calibration::checked_min, 0.95, 0.7);
    const Calibration doubtful(little);
    CHECK(doubtful.is_fitted());
    CHECK(doubtful.corrected(0.95) < 0.85);
    CHECK_FALSE(doubtful.is_out_of_reach(0.95));
    std::vector<Checked> enough;
    add(enough, 100, 0.97, 0.7);
    add(enough, 100, 0.8, 0.6);
    CHECK(Calibration(enough).is_out_of_reach(0.95));
}

TEST_CASE("a level is borne out by enough gold that it would settle, and enough of all gold") {
    const Calibration as_believed(CalibrationLine{});
    const auto shown = [&](int sure, int unsure) {
        std::vector<Checked> checked;
        add(checked, sure, 0.95, 1);
        add(checked, unsure, 0.6, 1);
        return as_believed.is_borne_out(checked, 0.9);
    };
    CHECK(shown(20, 60));
    CHECK_FALSE(shown(19, 60));
    CHECK(shown(30, 270));
    CHECK_FALSE(shown(29, 271));
}

TEST_CASE("little gold can't show anything, and forbids nothing") {
    std::vector<Checked> little;
    add(little, static_cast<int>(Calibration::shown_from) - 1, 0.5, 0);
    const Calibration as_believed(CalibrationLine{});
    CHECK(as_believed.is_borne_out(little, 0.9));
    add(little, 1, 0.5, 0);
    CHECK_FALSE(as_believed.is_borne_out(little, 0.9));
    CHECK(Calibration().is_borne_out({}, 0.9));
}

}  // namespace kazi::taskflow::quality
