// SPDX-License-Identifier: Apache-2.0
// The table that a country pack and a market share.
#include <charconv>
#include <optional>

#include "config/country_packs.hpp"

namespace kazi::config {

namespace {

constexpr int minutes_a_day = 24 * 60;
constexpr int minutes_a_week = 7 * minutes_a_day;
constexpr int days_max = 10 * 365;

std::optional<int> number_in(std::string_view text, int least, int most) {
    int number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    const bool whole = read.ec == std::errc() && read.ptr == end;
    if (!whole || number < least || number > most) return std::nullopt;
    return number;
}

/// "12-25" every year, "2027-03-10" in one.
std::optional<Holiday> holiday_from(std::string_view text) {
    Holiday holiday;
    if (text.size() == 10 && text[4] == '-') {
        const auto year = number_in(text.substr(0, 4), 1970, 2149);
        if (!year) return std::nullopt;
        holiday.year = *year;
        text.remove_prefix(5);
    }
    if (text.size() != 5 || text[2] != '-') return std::nullopt;
    const auto month = number_in(text.substr(0, 2), 1, 12);
    const auto day = number_in(text.substr(3), 1, 31);
    if (!month || !day) return std::nullopt;
    holiday.month = *month;
    holiday.day = *day;
    return holiday;
}

void read_holidays(Section& section, Protection& protection) {
    if (section.has("holidays")) {
        protection.holidays.clear();
        for (const std::string& text : section.texts("holidays", 0)) {
            const auto holiday = holiday_from(text);
            if (!holiday) {
                section.fail("holidays",
                             "'" + text + "' must look like \"12-25\" or \"2027-03-10\"");
                continue;
            }
            protection.holidays.push_back(*holiday);
        }
    }
    if (!section.has("easter_holidays")) return;
    protection.easter_holidays.clear();
    for (const std::string& text : section.texts("easter_holidays", 0)) {
        const auto days = number_in(text, -60, 60);
        if (!days) section.fail("easter_holidays", "must be days after Easter, like \"-2\"");
        if (days) protection.easter_holidays.push_back(*days);
    }
}

void read_hours(Section& section, Protection& protection) {
    protection.night_from_minute =
        section.minute_of_day_or("night_from", protection.night_from_minute);
    protection.night_until_minute =
        section.minute_of_day_or("night_until", protection.night_until_minute);
    protection.school_from_minute =
        section.minute_of_day_or("school_from", protection.school_from_minute);
    protection.school_until_minute =
        section.minute_of_day_or("school_until", protection.school_until_minute);
    protection.school_age_max =
        section.number_or("school_age_max", {0, 30}, protection.school_age_max);
}

void read_limits_of_work(Section& section, Protection& protection) {
    protection.minutes_per_day_max = section.number_or("minutes_per_day_max", {0, minutes_a_day},
                                                       protection.minutes_per_day_max);
    protection.minutes_per_week_max = section.number_or("minutes_per_week_max", {0, minutes_a_week},
                                                        protection.minutes_per_week_max);
    protection.messages_per_week_max =
        section.number_or("messages_per_week_max", {0, 1'000}, protection.messages_per_week_max);
}

}  // namespace

Protection read_protection(Section section, Protection protection) {
    read_hours(section, protection);
    read_limits_of_work(section, protection);
    read_holidays(section, protection);
    protection.birth_year_again_days =
        section.number_or("birth_year_again_days", {0, days_max}, protection.birth_year_again_days);
    protection.dormant_days =
        section.number_or("dormant_days", {0, days_max}, protection.dormant_days);
    protection.learn_best_hour = section.flag_or("learn_best_hour", protection.learn_best_hour);
    section.close();
    return protection;
}

}  // namespace kazi::config
