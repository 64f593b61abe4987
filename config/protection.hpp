// SPDX-License-Identifier: Apache-2.0
// What protects workers in one country: a pack is shipped for each country that we know, and a
// market may say otherwise.
#pragma once

#include <string>
#include <vector>

namespace kazi::config {

struct Holiday {
    int year = 0;  ///< 0: every year
    int month = 1;
    int day = 1;

    friend bool operator==(const Holiday&, const Holiday&) = default;
};

/// [market.NAME.protection], and what a country pack gives in its place.
struct Protection {
    int night_from_minute = 0;  ///< no new questions from then, local time …
    int night_until_minute = 0;
    int school_from_minute = 0;  ///< … nor in these, Monday to Friday, for those who …
    int school_until_minute = 0;
    int school_age_max = 0;       ///< … turn at most this old this year; 0: nobody
    int minutes_per_day_max = 0;  ///< of work for all clients; 0: no limit, here and below
    int minutes_per_week_max = 0;
    int messages_per_week_max = 0;     ///< that a worker did not ask for
    std::vector<Holiday> holidays;     ///< no such message on them
    std::vector<int> easter_holidays;  ///< days after Easter Sunday
    int birth_year_again_days = 0;     ///< 0: asked once
    int dormant_days = 0;              ///< silence after which a number may have a new owner
    bool learn_best_hour = false;
};

/// What a country gives its markets to begin with.
struct CountryPack {
    std::string country;  ///< ISO 3166-1 alpha-2; "ZZ": every country without a pack
    int minimum_age = 18;
    int quiet_from_minute = 20 * 60;
    int quiet_until_minute = 8 * 60;
    Protection protection;
};

}  // namespace kazi::config
