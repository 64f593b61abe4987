// SPDX-License-Identifier: Apache-2.0
#include "gateway/sender/route_choice.hpp"

#include <algorithm>
#include <tuple>

namespace kazi::gateway::sender {

bool serves(const std::vector<std::string>& countries, std::string_view country) {
    return countries.empty() ||
           std::find(countries.begin(), countries.end(), country) != countries.end();
}

RouteChoice choose_route(std::span<const RouteFacts> routes, const RouteWish& wish) {
    const auto rank = [&](std::size_t i) {
        return std::tuple(i == wish.failed, i != wish.came_by, routes[i].price_micro);
    };
    std::optional<std::size_t> best;
    std::optional<std::int64_t> soonest;
    for (std::size_t i = 0; i < routes.size(); ++i) {
        const RouteFacts& route = routes[i];
        if (!serves(route.countries, wish.country)) continue;
        soonest = std::min(soonest.value_or(route.shut_for_us), route.shut_for_us);
        if (route.shut_for_us > 0) continue;
        if (!best || rank(i) < rank(*best)) best = i;
    }
    if (best) return {best, 0, true};
    return {std::nullopt, soonest.value_or(0), soonest.has_value()};
}

}  // namespace kazi::gateway::sender
