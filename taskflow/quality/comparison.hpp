// SPDX-License-Identifier: Apache-2.0
// "Which is better?": the two texts of an item that are believed most, and what others' choice
// between them makes of that belief.
#pragma once

#include <cstdint>
#include <optional>

#include "taskflow/tasks/campaign.hpp"
#include "taskflow/tasks/item.hpp"

namespace kazi::taskflow::quality {

/// Two labels of an item that mean different things, and what is believed of each.
struct Rivals {
    std::uint16_t best = 0;
    std::uint16_t other = 0;
    std::uint32_t best_ppm = 0;   ///< the chance that the truth is near it
    std::uint32_t other_ppm = 0;  ///< the same; both together are at most a million

    friend bool operator==(const Rivals&, const Rivals&) = default;
};

/// The rivals of an item with these answers. Nothing: all that was said means the same, so there
/// is nothing to choose between.
[[nodiscard]] std::optional<Rivals> rivals_of(const ItemState& state, const Campaign& campaign);

/// How sure an item must be not to be compared: as sure as its campaign asks for, or .95 where it
/// asks for more, or for a number of answers.
[[nodiscard]] std::uint32_t sure_enough_ppm(const Redundancy& plan);

/// A label of the item, and the chance that it is right.
struct Compared {
    std::uint16_t label = 0;
    std::uint32_t confidence_ppm = 0;

    friend bool operator==(const Compared&, const Compared&) = default;
};

/// The belief after the choice: what was believed of the two is weighed by how sure the choice is.
/// Where neither is true a choice tells nothing, so what was believed of that stays as it was.
/// `sure_ppm`: that `chosen`, one of the two, is the better one.
[[nodiscard]] Compared after_choice(const Rivals& rivals, std::uint16_t chosen,
                                    std::uint32_t sure_ppm);

}  // namespace kazi::taskflow::quality
