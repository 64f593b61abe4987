// SPDX-License-Identifier: Apache-2.0
#include "gateway/sender/route_choice.hpp"

#include <doctest/doctest.h>

using namespace kazi::gateway::sender;

namespace {

std::vector<RouteFacts> three() {
    return {{{"KE", "UG"}, 900'000, 0}, {{"KE"}, 800'000, 0}, {{}, 1'500'000, 0}};
}

}  // namespace

TEST_CASE("the cheapest route that serves her country is taken") {
    const auto routes = three();
    CHECK(choose_route(routes, {"KE"}).route == 1);
    CHECK(choose_route(routes, {"UG"}).route == 0);
    CHECK(choose_route(routes, {"GH"}).route == 2);
}

TEST_CASE("a shut route is passed over for the next by price") {
    auto routes = three();
    routes[1].shut_for_us = 7;
    CHECK(choose_route(routes, {"KE"}).route == 0);
    routes[0].shut_for_us = 5;
    CHECK(choose_route(routes, {"KE"}).route == 2);
    routes[2].shut_for_us = 9;
    const RouteChoice none = choose_route(routes, {"KE"});
    CHECK_FALSE(none.route);
    CHECK(none.anywhere);
    CHECK(none.wait_us == 5);
}

TEST_CASE("the route that failed her is taken only when there is no other") {
    auto routes = three();
    CHECK(choose_route(routes, {"KE", 1}).route == 0);
    CHECK(choose_route(routes, {"KE", 0}).route == 1);
    routes[0].shut_for_us = routes[2].shut_for_us = 1;
    CHECK(choose_route(routes, {"KE", 1}).route == 1);
}

TEST_CASE("who wrote is answered from the number that she wrote to, while that works") {
    auto routes = three();
    CHECK(choose_route(routes, {"KE", {}, 0}).route == 0);
    CHECK(choose_route(routes, {"KE", 0, 0}).route == 1);
    CHECK(choose_route(routes, {"GH", {}, 0}).route == 2);
    routes[0].shut_for_us = 5;
    CHECK(choose_route(routes, {"KE", {}, 0}).route == 1);
}

TEST_CASE("of two that cost the same the first is taken") {
    const std::vector<RouteFacts> routes{{{}, 5, 0}, {{}, 5, 0}};
    CHECK(choose_route(routes, {"KE"}).route == 0);
}

TEST_CASE("a country that no route serves is said to be so") {
    auto routes = three();
    routes.pop_back();
    const RouteChoice choice = choose_route(routes, {"GH"});
    CHECK_FALSE(choice.route);
    CHECK_FALSE(choice.anywhere);
}
