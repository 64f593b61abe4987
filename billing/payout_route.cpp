// SPDX-License-Identifier: Apache-2.0
#include "billing/payout_route.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

namespace kazi::billing {

namespace {

constexpr std::int64_t ppm = 1'000'000;

bool has(const std::vector<std::string>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool serves(const PayoutRoute& route, const Payout& payout, const RouteContext& context) {
    if (context.kind && route.kind != *context.kind) return false;
    if (route.currency != payout.amount.currency) return false;
    const std::int64_t micro = payout.amount.micro;
    if (micro < route.minimum_micro || micro > route.maximum_micro) return false;
    if (!route.operators.empty() && !has(route.operators, context.operator_name)) return false;
    if (route.countries.empty()) return true;
    for (const std::string& code : route.countries)
        if (context.msisdn.substr(1).starts_with(code)) return true;
    return false;
}

std::int64_t fee_of(const PayoutRoute& route, std::int64_t amount_micro) {
    return route.fee_micro + amount_micro / ppm * route.fee_ppm +
           amount_micro % ppm * route.fee_ppm / ppm;
}

std::int64_t failures_of(const Payout& payout, std::string_view name) {
    return std::count_if(payout.attempts.begin(), payout.attempts.end(),
                         [name](const Attempt& attempt) { return attempt.provider == name; });
}

}  // namespace

RouteChoice choose_route(const Payout& payout, std::span<const PayoutRoute> routes,
                         const RouteContext& context) {
    const bool begun = !payout.attempts.empty();
    if (begun && !is_retryable(payout.state)) return StayWith{payout.attempts.back().provider};
    using Rank = std::tuple<std::int64_t, std::int64_t, std::size_t>;
    std::optional<Rank> best;
    bool any = false;
    for (std::size_t i = 0; i < routes.size(); ++i) {
        if (!serves(routes[i], payout, context)) continue;
        any = true;
        const bool closed = !context.window_open && context.stopped.contains(routes[i].name);
        if (closed) continue;
        const Rank rank{failures_of(payout, routes[i].name), fee_of(routes[i], payout.amount.micro),
                        i};
        if (!best || rank < *best) best = rank;
    }
    if (best) return TakeRoute{std::get<2>(*best), std::get<1>(*best)};
    if (any) return WaitForRoute{};
    return NoRoute{};
}

bool take_from_cap(DayCap& count, std::int64_t day, std::int64_t amount_micro,
                   std::int64_t cap_micro) {
    if (count.day != day) count = {day, 0};
    if (cap_micro > 0 && count.paid_micro + amount_micro > cap_micro) return false;
    count.paid_micro += amount_micro;
    return true;
}

}  // namespace kazi::billing
