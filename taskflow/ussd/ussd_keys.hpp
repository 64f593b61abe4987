// SPDX-License-Identifier: Apache-2.0
// What a key means on the screen that she looks at.
#pragma once

#include <cstdint>
#include <string_view>

#include "taskflow/dialogue/render_ussd.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// A page of a place; page 0 is its beginning, with the turn's news.
struct Spot {
    Place place = Place::menu;
    std::uint8_t page = 0;
};

/// Where she stands without a question in hand: the menu, for whoever may work. Joins a stranger.
[[nodiscard]] Place base_place(Turn& turn);

/// The first screen of a session: the base, or the open question to go on with.
[[nodiscard]] Place entry_place(Turn& turn);

/// What an entry on the session's screen leads to.
[[nodiscard]] Spot press(Turn& turn, std::string_view typed);

[[nodiscard]] dialogue::NavigationTexts navigation_of(const Turn& turn);

}  // namespace kazi::taskflow
