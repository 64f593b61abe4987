// SPDX-License-Identifier: Apache-2.0
// Which route a message takes: one that serves her country and works; of those the one that she
// wrote by, else the cheapest.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kazi::gateway::sender {

/// What the choice knows of a route.
struct RouteFacts {
    std::vector<std::string> countries;  ///< ISO 3166 alpha-2; empty: everywhere
    std::int64_t price_micro = 0;        ///< one segment, in the market's currency
    std::int64_t shut_for_us = 0;        ///< 0: it may be used
};

[[nodiscard]] bool serves(const std::vector<std::string>& countries, std::string_view country);

/// What a message asks of its route.
struct RouteWish {
    std::string_view country;
    /// The route that it was lately tried on in vain, taken only when there is no other.
    std::optional<std::size_t> failed = {};
    /// The route that brought what this answers: she knows its number.
    std::optional<std::size_t> came_by = {};
};

struct RouteChoice {
    std::optional<std::size_t> route;  ///< the chosen one; empty: none now
    std::int64_t wait_us = 0;          ///< with none: until one may be used
    bool anywhere = true;              ///< false: no route serves her country
};

/// Of two that are as good the first is taken.
[[nodiscard]] RouteChoice choose_route(std::span<const RouteFacts> routes, const RouteWish& wish);

}  // namespace kazi::gateway::sender
