// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/crowd/habits.hpp"

#include <algorithm>

namespace kazi::simulator::crowd {
namespace {

constexpr double regular_share = 0.6;
constexpr double regular_median_s = 6 * 60;
constexpr double casual_median_s = 50 * 60;
constexpr double answer_sigma = 1.8;
constexpr double rest_median_s = 2 * 3'600;
constexpr double rest_sigma = 1.0;
// Who has not answered within a day, or rested for one, takes the phone up then all the same.
constexpr double day_s = 24 * 3'600;
// A network ends a session about a minute after its last screen; who is slower is a drop-out.
constexpr double key_median_s = 6;
constexpr double typing_median_s = 14;
constexpr double key_sigma = 0.5;
constexpr double key_max_s = 45;

Reach draw_reach(Rng& rng) {
    const double draw = rng.unit();
    if (draw < 0.4) return Reach::sms;
    return draw < 0.8 ? Reach::ussd : Reach::both;
}

}  // namespace

Habits draw_habits(Rng& rng) {
    Habits habits;
    habits.regular = rng.chance(regular_share);
    habits.reach = draw_reach(rng);
    habits.swahili = rng.chance(0.6);
    habits.go_on = rng.between(0.87, 0.95);
    habits.birth_year = 1960 + static_cast<int>(rng.below(45));
    return habits;
}

double answer_delay_s(const Habits& habits, Rng& rng) {
    const double median = habits.regular ? regular_median_s : casual_median_s;
    return std::min(day_s, rng.log_normal(median, answer_sigma));
}

double key_delay_s(bool typed, Rng& rng) {
    return std::min(key_max_s, rng.log_normal(typed ? typing_median_s : key_median_s, key_sigma));
}

double rest_s(const Habits& habits, Rng& rng) {
    const double median = habits.regular ? rest_median_s : 2 * rest_median_s;
    return std::min(day_s, rng.log_normal(median, rest_sigma));
}

double redial_s(Rng& rng) {
    return rng.log_normal(60, 1.0);
}

}  // namespace kazi::simulator::crowd
