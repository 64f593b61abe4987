// SPDX-License-Identifier: Apache-2.0
#include "taskflow/quality/full_pass.hpp"

#include <doctest/doctest.h>

#include "taskflow/quality/dice.hpp"

namespace kazi::taskflow::quality {

namespace {

/// Five workers, every item; one class of three is true nearly always.
std::vector<LogEntry> simulate(std::uint32_t items, double right) {
    Dice dice(7);
    std::vector<LogEntry> entries;
    for (std::uint32_t item = 0; item < items; ++item) {
        const std::uint16_t truth = item % 10 == 0 ? 1 : 0;
        for (std::uint32_t worker = 0; worker < 5; ++worker) {
            const bool careful = static_cast<double>(dice.roll(1000)) < 1000 * right;
            const auto guess = static_cast<std::uint16_t>(dice.roll(3));
            entries.push_back({item, worker, careful ? truth : guess, false});
        }
    }
    return entries;
}

constexpr StopRule rule{.stop_at = 0.95, .answers_min = 2, .answers_max = 9};

}  // namespace

TEST_CASE("passes come at the same counts, whenever somebody looks") {
    CHECK_FALSE(next_pass(0, 19));
    CHECK(next_pass(0, 20) == 20);
    CHECK_FALSE(next_pass(20, 39));
    std::uint64_t step_by_step = 0;
    for (std::uint64_t recorded = 0; recorded <= 5000; ++recorded)
        step_by_step = next_pass(step_by_step, recorded).value_or(step_by_step);
    CHECK(next_pass(0, 5000) == step_by_step);
    CHECK(step_by_step > 2000);
    CHECK(next_pass(1'000, 1'200) == 1'200);
    CHECK_FALSE(next_pass(10'000, 19'999));
    CHECK(next_pass(10'000, 20'000) == 20'000);
}

TEST_CASE("a pass learns how often each class is true, and how often the crowd is right") {
    const Learned learned = full_pass(simulate(200, 0.9), {}, 3, rule).learned;
    CHECK(learned.answers == 1000);
    CHECK(learned.class_shares_ppm.at(0) > 750'000);
    CHECK(learned.class_shares_ppm.at(2) < 60'000);
    CHECK(learned.mean_right_ppm > 880'000);
    CHECK_FALSE(learned.calibration_micro);
    CHECK(full_pass(simulate(200, 0.9), {}, 3, rule).learned == learned);
}

TEST_CASE("with enough gold a pass learns how far to believe the crowd") {
    std::vector<KnownItem> known;
    for (std::uint32_t item = 0; item < 60; ++item)
        known.push_back({item, item % 10 == 0 ? 1U : 0U});
    CHECK(full_pass(simulate(200, 0.9), known, 3, rule).learned.calibration_micro);
    known.resize(Calibration::checked_min - 1);
    CHECK_FALSE(full_pass(simulate(200, 0.9), known, 3, rule).learned.calibration_micro);
}

TEST_CASE("a pass names the level that gold doesn't bear out") {
    std::vector<KnownItem> known;
    for (std::uint32_t item = 0; item < 60; ++item)
        known.push_back({item, item % 10 == 0 ? 1U : 0U});
    CHECK_FALSE(full_pass(simulate(200, 0.9), known, 3, rule).learned.unproven_ppm);
    for (std::uint32_t item = 0; item < 60; item += 5)
        known[item].truth = 2;
    CHECK(full_pass(simulate(200, 0.9), known, 3, rule).learned.unproven_ppm == 950'000);
    known.resize(Calibration::shown_from - 1);
    CHECK_FALSE(full_pass(simulate(200, 0.9), known, 3, rule).learned.unproven_ppm);
}

TEST_CASE("a correction counts as if it had been said at once") {
    auto corrected = simulate(40, 0.9);
    auto at_once = corrected;
    corrected[7].label = 2;
    corrected.push_back({at_once[7].item, at_once[7].worker, at_once[7].label, true});
    Learned learned = full_pass(corrected, {}, 3, rule).learned;
    CHECK(learned.answers == 201);
    learned.answers = 200;
    CHECK(learned == full_pass(at_once, {}, 3, rule).learned);
}

TEST_CASE("gold on an item that nobody answered yet is waited for") {
    const std::vector<KnownItem> known{{90, 1}};
    CHECK(full_pass(simulate(20, 0.9), known, 3, rule).learned.answers == 100);
}

}  // namespace kazi::taskflow::quality
