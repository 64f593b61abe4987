// SPDX-License-Identifier: Apache-2.0
// The worlds in which the dialogue is tried. Each is small and about one thing: all of them at once
// would have more states than can be tried.
#pragma once

#include <vector>

#include "taskflow/step.hpp"

namespace kazi::taskflow::map {

/// What does not change while the dialogue is explored.
struct Scenery {
    Market market;
    Campaign campaign;
    std::vector<Item> items;
    int hour = 9;             ///< on her clock, whatever happens
    bool has_joined = false;  ///< before the exploring begins …
    Instant away = 0;         ///< … and was silent for so long since
};

/// The first contact and all that is said in any market; then, to a worker who joined: a PIN and
/// a fee, a question about herself, a private question, sessions that are paid by time, the night,
/// the birth year asked again, and how long an answer took.
/// Needs: a phrasebook that has the language.
[[nodiscard]] std::vector<Scenery> sceneries_for(const Language& language);

}  // namespace kazi::taskflow::map
