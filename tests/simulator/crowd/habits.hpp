// SPDX-License-Identifier: Apache-2.0
// What kind of person somebody is, and how long she takes for things. The numbers are those
// measured in real SMS and USSD work; seconds are of the crowd's own clock.
#pragma once

#include <cstddef>
#include <string>

#include "tests/simulator/rng.hpp"

namespace kazi::simulator::crowd {

enum class Reach { sms, ussd, both };

/// For life.
struct Habits {
    bool regular = true;  ///< answers within minutes; a casual worker within the hour
    Reach reach = Reach::sms;
    bool swahili = false;
    double go_on = 0.9;  ///< goes on after a question, rather than put the phone away
    int birth_year = 1990;
};

[[nodiscard]] Habits draw_habits(Rng& rng);

inline constexpr double starts_when_invited = 0.4;
inline constexpr double invitation_every_s = 3'600;
inline constexpr double patience_s = 900;  ///< for a message that was to come at once

/// Until an answer is written, from when the question came.
[[nodiscard]] double answer_delay_s(const Habits& habits, Rng& rng);
/// Until a key is pressed on a USSD screen; typing takes longer than choosing.
[[nodiscard]] double key_delay_s(bool typed, Rng& rng);
/// Until somebody who put the phone away takes it up again.
[[nodiscard]] double rest_s(const Habits& habits, Rng& rng);
/// Until somebody whose session broke off dials again.
[[nodiscard]] double redial_s(Rng& rng);

}  // namespace kazi::simulator::crowd
