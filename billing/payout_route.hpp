// SPDX-License-Identifier: Apache-2.0
// Which provider pays: by country, operator and price, and another one only after a final failure.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "billing/money.hpp"
#include "billing/payout.hpp"

namespace kazi::billing {

/// One provider account that may pay.
struct PayoutRoute {
    std::string name;
    PayKind kind = PayKind::airtime;
    std::vector<std::string> countries;  ///< dialling codes, "254"; empty: any
    std::vector<std::string> operators;  ///< as the market names them; empty: any
    Currency currency;
    std::int64_t minimum_micro = 0;
    std::int64_t maximum_micro = amount_micro_max;
    std::int64_t fee_micro = 0;  ///< of each payout
    std::int64_t fee_ppm = 0;    ///< of its amount; a discount is negative
};

struct RouteContext {
    std::string_view msisdn;                         ///< E.164 with plus
    std::string_view operator_name;                  ///< empty: not known
    std::optional<PayKind> kind = PayKind::airtime;  ///< nothing: either
    std::set<std::string, std::less<>> stopped;      ///< queues that take nothing at present
    /// After a store epoch change routing stays as it was: the cheapest, open or not.
    bool window_open = false;
};

/// Send through this one.
struct TakeRoute {
    std::size_t route = 0;
    std::int64_t fee_micro = 0;
};
/// An attempt's end is not known: nobody else may pay.
struct StayWith {
    std::string provider;
};
/// All that could pay take nothing at present.
struct WaitForRoute {};
/// Nobody pays to that number in that kind and amount.
struct NoRoute {};

using RouteChoice = std::variant<TakeRoute, StayWith, WaitForRoute, NoRoute>;

/// Those that tried and failed come after those that did not; then the price, then the order.
[[nodiscard]] RouteChoice choose_route(const Payout& payout, std::span<const PayoutRoute> routes,
                                       const RouteContext& context);

/// What an account or a worker may be paid in one day.
struct DayCap {
    std::int64_t day = 0;  ///< since 1970, in the market's time
    std::int64_t paid_micro = 0;
};
/// True when `amount_micro` more stays within the cap; 0 is no cap. Counts it.
[[nodiscard]] bool take_from_cap(DayCap& count, std::int64_t day, std::int64_t amount_micro,
                                 std::int64_t cap_micro);

}  // namespace kazi::billing
