// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/market_clock.hpp"

#include <date/tz.h>

#include <chrono>

namespace kazi::gateway::engine {

namespace {

// The zone's offset between two of its changes, so that a turn does not search the zone's table.
struct Offset {
    taskflow::Instant from = 0;
    taskflow::Instant until = 0;
    taskflow::Instant offset = 0;
};

Offset offset_at(const date::time_zone& zone, taskflow::Instant at) {
    const date::sys_time<std::chrono::microseconds> time{std::chrono::microseconds(at)};
    const auto info = zone.get_info(time);
    const auto micros = [](auto duration) {
        return std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
    };
    // Before and after all known changes the table's ends do not fit microseconds: a day will do.
    const auto begin = std::max<std::int64_t>(info.begin.time_since_epoch().count(),
                                              at / taskflow::second_us - 86'400);
    const auto end = std::min<std::int64_t>(info.end.time_since_epoch().count(),
                                            at / taskflow::second_us + 86'400);
    return {begin * taskflow::second_us, end * taskflow::second_us, micros(info.offset)};
}

taskflow::LocalTime split(taskflow::Instant local) {
    const auto days = date::floor<date::days>(
        date::sys_time<std::chrono::microseconds>{std::chrono::microseconds(local)});
    const date::year_month_day date{days};
    taskflow::LocalTime time;
    time.year = static_cast<int>(date.year());
    time.day_number = static_cast<std::uint16_t>(days.time_since_epoch().count());
    time.hour = static_cast<int>(local / taskflow::hour_us % 24);
    time.minute = static_cast<int>(local / taskflow::minute_us % 60);
    return time;
}

}  // namespace

std::function<taskflow::LocalTime(taskflow::Instant)> market_clock(const std::string& zone) {
    const date::time_zone* found = date::locate_zone(zone);
    return [found, known = Offset{}](taskflow::Instant at) mutable {
        if (at < known.from || at >= known.until) known = offset_at(*found, at);
        return split(at + known.offset);
    };
}

}  // namespace kazi::gateway::engine
