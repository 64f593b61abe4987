// SPDX-License-Identifier: Apache-2.0
#include "taskflow/protection/care.hpp"

#include <algorithm>
#include <chrono>

namespace kazi::taskflow {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

/// 1 January 1970 was a Thursday.
constexpr int weekday_of_day_zero = 3;

/// Easter Sunday of the western churches, by the method of the anonymous Gregorian computus.
sys_days easter_of(int year) {
    const int golden = year % 19;
    const int century = year / 100;
    const int rest = year % 100;
    const int moon_shift = (century - (century + 8) / 25 + 1) / 3;
    const int epact = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
    const int weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    const int correction = (golden + 11 * epact + 22 * weekday) / 451;
    const int day = epact + weekday - 7 * correction + 114;
    return std::chrono::year{year} / std::chrono::month(static_cast<unsigned>(day / 31)) /
           std::chrono::day(static_cast<unsigned>(day % 31 + 1));
}

bool falls_on(const Holiday& holiday, const year_month_day& date) {
    return (holiday.year == 0 || holiday.year == static_cast<int>(date.year())) &&
           holiday.month == static_cast<int>(static_cast<unsigned>(date.month())) &&
           holiday.day == static_cast<int>(static_cast<unsigned>(date.day()));
}

}  // namespace

bool HourSpan::contains(int hour) const {
    if (empty()) return false;
    return from < until ? hour >= from && hour < until : hour >= from || hour < until;
}

int weekday_of(std::uint16_t day_number) {
    return (day_number + weekday_of_day_zero) % 7;
}

int week_of(std::uint16_t day_number) {
    return (day_number + weekday_of_day_zero) / 7;
}

bool is_holiday(const CareRules& rules, std::uint16_t day_number) {
    const sys_days day{days{day_number}};
    const year_month_day date{day};
    const bool fixed = std::any_of(rules.holidays.begin(), rules.holidays.end(),
                                   [&](const Holiday& holiday) { return falls_on(holiday, date); });
    if (fixed || rules.easter_holidays.empty()) return fixed;
    const auto since_easter = (day - easter_of(static_cast<int>(date.year()))).count();
    return std::any_of(rules.easter_holidays.begin(), rules.easter_holidays.end(),
                       [&](int after) { return after == since_easter; });
}

}  // namespace kazi::taskflow
