// SPDX-License-Identifier: Apache-2.0
// Who pays, with whose token, and how much in a day.
#include "billing/payout_route.hpp"

#include "billing/token_cache.hpp"
#include "tests/unit/billing/payout_fixture.hpp"

using namespace kazi::billing;
using namespace kazi::billing::test;

namespace {

PayoutRoute route(std::string name, std::int64_t fee_micro) {
    PayoutRoute made;
    made.name = std::move(name);
    made.currency = shillings(1).currency;
    made.fee_micro = fee_micro;
    return made;
}

RouteContext to_kenya() {
    RouteContext context;
    context.msisdn = number;
    context.operator_name = "safaricom";
    return context;
}

std::string name_of(const RouteChoice& choice, const std::vector<PayoutRoute>& routes) {
    const auto* take = std::get_if<TakeRoute>(&choice);
    return take == nullptr ? "" : routes[take->route].name;
}

}  // namespace

TEST_CASE("route: the cheapest that serves the number, the operator and the amount") {
    std::vector<PayoutRoute> routes{route("dear", 900), route("cheap", 100),
                                    route("uganda", 1), route("other operator", 1),
                                    route("large", 1),  route("money", 1)};
    routes[2].countries = {"256"};
    routes[3].operators = {"airtel"};
    routes[4].minimum_micro = shillings(21).micro;
    routes[5].kind = PayKind::money;
    const Story story;
    CHECK(name_of(choose_route(story.payout, routes, to_kenya()), routes) == "cheap");
    routes[0].fee_ppm = -100;  // a discount of 0.01 % on 20 shillings
    CHECK(name_of(choose_route(story.payout, routes, to_kenya()), routes) == "dear");
    RouteContext context = to_kenya();
    context.kind = PayKind::money;
    CHECK(name_of(choose_route(story.payout, routes, context), routes) == "money");
    context.msisdn = "+250788000111";
    routes[5].countries = {"254"};
    CHECK(std::holds_alternative<NoRoute>(choose_route(story.payout, routes, context)));
}

TEST_CASE("route: nobody else pays while an attempt's end is not known") {
    const std::vector<PayoutRoute> routes{route(std::string(provider_name), 100), route("b", 200)};
    Story story;
    story.then(claim(story.payout));
    for (const Decoded& message : {says(Outcome::accepted), no_answer()}) {
        const auto choice = choose_route(story.payout, routes, to_kenya());
        REQUIRE(std::holds_alternative<StayWith>(choice));
        CHECK(std::get<StayWith>(choice).provider == provider_name);
        story.then(Replied{1, message});
    }
    story.then(Queried{1, says(Outcome::failed, Reason::rejected)});
    CHECK(story.payout.state == PayoutState::failed);
    CHECK(name_of(choose_route(story.payout, routes, to_kenya()), routes) == "b");
}

TEST_CASE("route: a stopped queue is passed over, unless history may be missing") {
    const std::vector<PayoutRoute> routes{route("a", 100), route("b", 200)};
    const Story story;
    RouteContext context = to_kenya();
    context.stopped = {"a"};
    CHECK(name_of(choose_route(story.payout, routes, context), routes) == "b");
    context.stopped.insert("b");
    CHECK(std::holds_alternative<WaitForRoute>(choose_route(story.payout, routes, context)));
    context.window_open = true;
    CHECK(name_of(choose_route(story.payout, routes, context), routes) == "a");
}

TEST_CASE("cap: a day's payouts, and a new day") {
    DayCap count;
    CHECK(take_from_cap(count, 1, 60, 100));
    CHECK_FALSE(take_from_cap(count, 1, 41, 100));
    CHECK(take_from_cap(count, 1, 40, 100));
    CHECK(take_from_cap(count, 2, 100, 100));
    CHECK(take_from_cap(count, 2, 1'000'000, 0));
}

TEST_CASE("token: one fetches, the others wait or use the old one while it lives") {
    const TokenRecord none;
    const auto first = next_token_step(none, 1000);
    REQUIRE(std::holds_alternative<FetchToken>(first));
    const TokenRecord claimed = std::get<FetchToken>(first).claimed;
    CHECK(std::get<FetchToken>(first).meanwhile.empty());
    // Another daemon that looks now, and one that looks when the first has died.
    CHECK(std::holds_alternative<AwaitToken>(next_token_step(claimed, 2000)));
    CHECK(std::holds_alternative<FetchToken>(next_token_step(claimed, 1000 + token_fetch_us)));

    const TokenRecord held = token_fetched(claimed, {"t1", 100}, 0);
    CHECK(std::get<UseToken>(next_token_step(held, 79'000'000)).token == "t1");
    const auto renew = next_token_step(held, 80'000'000);
    REQUIRE(std::holds_alternative<FetchToken>(renew));
    CHECK(std::get<FetchToken>(renew).meanwhile == "t1");
    const TokenRecord renewing = std::get<FetchToken>(renew).claimed;
    CHECK(std::get<UseToken>(next_token_step(renewing, 81'000'000)).token == "t1");
    CHECK(std::holds_alternative<AwaitToken>(next_token_step(renewing, 100'000'000)));
}

TEST_CASE("token: one that was refused is fetched anew once, whoever hears of it") {
    const TokenRecord held = token_fetched({}, {"t1", 100}, 0);
    const auto step = next_token_step(held, 1, "t1");
    REQUIRE(std::holds_alternative<FetchToken>(step));
    CHECK(std::get<FetchToken>(step).meanwhile.empty());
    const TokenRecord renewed = token_fetched(std::get<FetchToken>(step).claimed, {"t2", 100}, 2);
    CHECK(std::get<UseToken>(next_token_step(renewed, 3, "t1")).token == "t2");
    const TokenRecord failed = token_not_fetched(std::get<FetchToken>(step).claimed);
    CHECK(std::holds_alternative<FetchToken>(next_token_step(failed, 3, "t1")));
    CHECK(std::get<UseToken>(next_token_step(failed, 3)).token == "t1");
}
