// SPDX-License-Identifier: Apache-2.0
// The proleptic Gregorian calendar of <chrono>; no locale, no zone data.
#include "protocols/timestamp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

/// The last second of the year 9999, beyond which the text form does not go.
constexpr std::int64_t unix_s_max = 253'402'300'799;
constexpr std::int64_t milliseconds_above = 100'000'000'000;

/// Takes a number of exactly `count` digits off the front, -1 when it isn't there.
int take_digits(std::string_view& text, std::size_t count) {
    const std::string_view digits = text.substr(0, count);
    if (digits.size() != count || !is_digits(digits)) return -1;
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

/// Seconds from the epoch to the day's beginning. A part that is negative was not there.
std::optional<std::int64_t> seconds_of_day(int year, int month, int day) {
    if (year < 0 || month < 0 || day < 0) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date).time_since_epoch().count() * std::int64_t{86'400};
}

std::optional<std::int64_t> take_day(std::string_view& text) {
    const int year = take_digits(text, 4);
    if (!take(text, "-")) return std::nullopt;
    const int month = take_digits(text, 2);
    if (!take(text, "-")) return std::nullopt;
    const int day = take_digits(text, 2);
    return seconds_of_day(year, month, day);
}

/// 1 to 12, or -1.
int take_month_name(std::string_view& text) {
    static constexpr std::array<std::string_view, 12> names = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto found = std::ranges::find(names, text.substr(0, 3));
    if (found == names.end()) return -1;
    text.remove_prefix(3);
    return static_cast<int>(found - names.begin()) + 1;
}

/// "Tue Mar 05 2024", of which the weekday says nothing new.
std::optional<std::int64_t> take_named_day(std::string_view& text) {
    text.remove_prefix(std::min<std::size_t>(3, text.size()));
    if (!take(text, " ")) return std::nullopt;
    const int month = take_month_name(text);
    if (!take(text, " ")) return std::nullopt;
    const int day = take_digits(text, 2);
    if (!take(text, " ")) return std::nullopt;
    const int year = take_digits(text, 4);
    return seconds_of_day(year, month, day);
}

std::optional<std::int64_t> take_clock(std::string_view& text) {
    const int hour = take_digits(text, 2);
    if (!take(text, ":")) return std::nullopt;
    const int minute = take_digits(text, 2);
    if (!take(text, ":")) return std::nullopt;
    const int second = take_digits(text, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
        return std::nullopt;
    }
    if (take(text, ".")) {
        const std::size_t digits = text.find_first_not_of("0123456789");
        if (digits == 0 || text.empty()) return std::nullopt;
        text.remove_prefix(digits == std::string_view::npos ? text.size() : digits);
    }
    return (hour * 60 + minute) * 60 + second;
}

/// Seconds east of Greenwich.
std::optional<std::int64_t> take_zone(std::string_view& text, WithoutZone zone) {
    if (text.empty())
        return zone == WithoutZone::utc ? std::optional<std::int64_t>(0) : std::nullopt;
    if (take(text, "Zz")) return 0;
    const bool west = text.front() == '-';
    if (!take(text, "+-")) return std::nullopt;
    const int hours = take_digits(text, 2);
    take(text, ":");
    const int minutes = take_digits(text, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
    const std::int64_t offset_s = (hours * 60 + minutes) * 60;
    return west ? -offset_s : offset_s;
}

std::optional<std::int64_t> within_range(std::int64_t unix_s) {
    if (unix_s < 0 || unix_s > unix_s_max) return std::nullopt;
    return unix_s;
}

}  // namespace

std::optional<std::int64_t> parse_rfc3339(std::string_view text, WithoutZone zone) {
    const auto day = take_day(text);
    if (!day || !take(text, "Tt ")) return std::nullopt;
    const auto clock = take_clock(text);
    if (!clock) return std::nullopt;
    const auto offset = take_zone(text, zone);
    if (!offset || !text.empty()) return std::nullopt;
    return within_range(*day + *clock - *offset);
}

std::optional<std::int64_t> parse_javascript_time(std::string_view text) {
    static constexpr std::string_view greenwich = " GMT";
    const auto day = take_named_day(text);
    if (!day || !take(text, " ")) return std::nullopt;
    const auto clock = take_clock(text);
    if (!clock || !text.starts_with(greenwich)) return std::nullopt;
    text.remove_prefix(greenwich.size());
    text = text.substr(0, text.find(" ("));
    const auto offset = take_zone(text, WithoutZone::utc);
    if (!offset || !text.empty()) return std::nullopt;
    return within_range(*day + *clock - *offset);
}

std::optional<std::int64_t> parse_unix_time(std::string_view digits) {
    if (!is_digits(digits)) return std::nullopt;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{}) return std::nullopt;
    if (value > milliseconds_above) value /= 1000;
    if (value > unix_s_max) return std::nullopt;
    return value;
}

std::string format_rfc3339(std::int64_t unix_s) {
    const std::chrono::sys_seconds at{std::chrono::seconds(unix_s)};
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(at - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

}  // namespace kazi::protocols
