// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/lesson_plan.hpp"

#include <map>

#include "gateway/engine/keys.hpp"

namespace kazi::gateway::engine {

LessonWrites plan_lessons(const taskflow::Effects& effects) {
    LessonWrites planned;
    std::map<std::uint32_t, int> places;
    for (const taskflow::PlaceChange& change : effects.lesson_places)
        places[change.campaign] += change.delta;
    for (const auto& [campaign, delta] : places) {
        if (delta == 0) continue;
        const std::string tally = keys::tally(campaign);
        if (delta < 0)
            planned.guards.push_back(
                {store::AtLeast{tally, keys::lesson_places, -delta}, campaign});
        planned.writes.push_back(store::Add{tally, keys::lesson_places, delta});
    }
    if (effects.lesson) {
        const std::string tally = keys::tally(effects.lesson->campaign);
        planned.writes.push_back(store::Add{tally, keys::lessons_taken, 1});
        planned.writes.push_back(store::Add{tally, keys::lesson_pay, effects.lesson->pay_micro});
    }
    return planned;
}

}  // namespace kazi::gateway::engine
