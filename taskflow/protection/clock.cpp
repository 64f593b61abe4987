// SPDX-License-Identifier: Apache-2.0
#include "taskflow/protection/clock.hpp"

#include <chrono>

namespace kazi::taskflow {

LocalTime on_her_clock(const LocalTime& market, std::int8_t quarters_ahead) {
    if (quarters_ahead == 0) return market;
    using std::chrono::minutes;
    const std::chrono::sys_days day{std::chrono::days(market.day_number)};
    const auto hers = std::chrono::sys_time<minutes>(day) + std::chrono::hours(market.hour) +
                      minutes(market.minute) + minutes(15 * quarters_ahead);
    const auto today = std::chrono::floor<std::chrono::days>(hers);
    const auto since_midnight = static_cast<int>((hers - today).count());
    LocalTime time;
    time.year = static_cast<int>(std::chrono::year_month_day(today).year());
    time.day_number = static_cast<std::uint16_t>(today.time_since_epoch().count());
    time.hour = since_midnight / 60;
    time.minute = since_midnight % 60;
    return time;
}

}  // namespace kazi::taskflow
