// SPDX-License-Identifier: Apache-2.0
// Which route a message takes: one that serves her country and works, the cheapest of those.
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

struct RouteChoice {
    std::optional<std::size_t> route;  ///< the chosen one; empty: none now
    std::int64_t wait_us = 0;          ///< with none: until one may be used
    bool anywhere = true;              ///< false: no route serves her country
};

/// `failed`: the route that the message was lately tried on in vain, taken only when there is no
/// other. Of two that cost the same the first is taken.
[[nodiscard]] RouteChoice choose_route(std::span<const RouteFacts> routes, std::string_view country,
                                       std::optional<std::size_t> failed);

}  // namespace kazi::gateway::sender
