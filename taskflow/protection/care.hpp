// SPDX-License-Identifier: Apache-2.0
// What a country's law and good sense ask of whoever gives people work by phone: a market's rules,
// and the calendar that they are read by. Every rule is off until a market sets it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kazi::taskflow {

/// Hours [from, until) of a local day; may pass midnight. Equal: no hour at all.
struct HourSpan {
    std::uint8_t from = 0;
    std::uint8_t until = 0;

    [[nodiscard]] bool empty() const { return from == until; }
    /// `hour` is 0 to 23.
    [[nodiscard]] bool contains(int hour) const;
    friend bool operator==(const HourSpan&, const HourSpan&) = default;
};

/// A day on which nobody is written to who did not ask. Year 0: every year.
struct Holiday {
    int year = 0;
    int month = 1;
    int day = 1;
};

struct CareRules {
    HourSpan night;               ///< no new question, even when she asks for one
    HourSpan school;              ///< the same, Monday to Friday, for those who …
    int school_age_max = 0;       ///< … turn at most this old this year; 0: for nobody
    int minutes_per_day_max = 0;  ///< of work, for all clients together; 0: no limit, as below
    int minutes_per_week_max = 0;
    int messages_per_week_max = 0;  ///< that she did not ask for
    std::vector<Holiday> holidays;
    std::vector<int> easter_holidays;  ///< days after Easter Sunday; −2: Good Friday
    int birth_year_again_days = 0;     ///< after so long she is asked for it once more; 0: never
    /// A number that was silent for longer may have another owner; 0: never asked.
    int dormant_days = 0;
    bool learns_best_hour = false;  ///< offers come at hours in which she used to be at work
    std::vector<std::string> partner_codes;  ///< "JOIN CODE", capital letters and digits
};

/// 0: Monday … 6: Sunday. `day_number` counts days since 1970-01-01.
[[nodiscard]] int weekday_of(std::uint16_t day_number);

/// The number of the week, Monday to Sunday, that a day is in.
[[nodiscard]] int week_of(std::uint16_t day_number);

[[nodiscard]] bool is_holiday(const CareRules& rules, std::uint16_t day_number);

}  // namespace kazi::taskflow
