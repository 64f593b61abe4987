// SPDX-License-Identifier: Apache-2.0
#include "taskflow/protection/protecting.hpp"
#include "taskflow/protection/clock.hpp"
#include "taskflow/ties/dormant_number.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace kazi::taskflow {

namespace {

/// A short question takes no longer; the rest of the wait for an answer by SMS is her own time.
constexpr Instant effort_max_us = 60 * second_us;
constexpr Instant effort_min_us = 5 * second_us;

constexpr int saturday = 5;
constexpr int hours_a_slot = 3;

/// No row of holidays is longer, nor what is left of a week in which she had all her messages.
constexpr int days_looked_ahead = 14;

/// Below so many visits nobody knows her hours.
constexpr int visits_to_know = 12;
/// So many in one slot, and all are halved: what she does lately counts for more.
constexpr std::uint8_t visits_in_slot_max = 40;

const CareRules& rules(const Turn& turn) {
    return turn.context.market.care;
}

bool goes_to_school(const Turn& turn) {
    const int age = turn.context.local.year - turn.worker.birth_year;
    return turn.worker.birth_year != 0 && age <= rules(turn).school_age_max;
}

bool is_school_day(const Turn& turn) {
    const std::uint16_t today = turn.context.local.day_number;
    return weekday_of(today) < saturday && !is_holiday(rules(turn), today);
}

/// The first hour of a day on which work is handed out.
int first_hour(const Turn& turn) {
    return rules(turn).night.empty() ? 0 : rules(turn).night.until;
}

/// Counts of an earlier day or week say nothing about today.
Protection counts_of_today(const Turn& turn) {
    Protection counts = turn.worker.protection;
    const std::uint16_t today = turn.context.local.day_number;
    if (counts.day == today) return counts;
    counts.seconds_today = 0;
    if (week_of(counts.day) != week_of(today)) {
        counts.seconds_this_week = 0;
        counts.messages_this_week = 0;
    }
    counts.day = today;
    return counts;
}

bool is_full(std::uint32_t seconds, int minutes_max) {
    return minutes_max > 0 && seconds >= static_cast<std::uint32_t>(minutes_max) * 60;
}

/// In the week of that day, as far as it is known today.
bool too_many_messages(const Turn& turn, std::uint16_t day) {
    const int most = rules(turn).messages_per_week_max;
    return most > 0 && week_of(day) == week_of(turn.context.local.day_number) &&
           counts_of_today(turn).messages_this_week >= most;
}

bool is_writing_hour(const Turn& turn, int hour) {
    const Market& market = turn.context.market;
    const HourSpan quiet{static_cast<std::uint8_t>(market.quiet_from_hour),
                         static_cast<std::uint8_t>(market.quiet_until_hour)};
    const HourSpan& wish = turn.worker.protection.wish;
    return !quiet.contains(hour) && (wish.empty() || wish.contains(hour));
}

std::size_t slot_of(int hour) {
    return static_cast<std::size_t>(hour / hours_a_slot);
}

bool slot_is_open(const Turn& turn, std::size_t slot) {
    const int from = static_cast<int>(slot) * hours_a_slot;
    for (int hour = from; hour < from + hours_a_slot; ++hour) {
        if (is_writing_hour(turn, hour)) return true;
    }
    return false;
}

bool may_be_written_to_at(const Turn& turn, std::uint16_t day, int hour) {
    return is_writing_hour(turn, hour) && !is_holiday(rules(turn), day) &&
           turn.worker.protection.rest_day != day && !too_many_messages(turn, day);
}

bool is_good_hour_of_day(const Turn& turn, int hour) {
    const auto& at_work = turn.worker.protection.at_work;
    const int visits = std::accumulate(at_work.begin(), at_work.end(), 0);
    if (!rules(turn).learns_best_hour || visits < visits_to_know) return true;
    std::uint8_t best = 0;
    for (std::size_t slot = 0; slot < at_work.size(); ++slot) {
        if (slot_is_open(turn, slot)) best = std::max(best, at_work[slot]);
    }
    return at_work[slot_of(hour)] * 2 >= best;
}

std::uint16_t day_ahead(const Turn& turn, int days) {
    return static_cast<std::uint16_t>(turn.context.local.day_number + days);
}

/// When an hour of a day to come begins; now, for the one that it is.
Instant beginning_of(const Turn& turn, int days_ahead, int hour) {
    const LocalTime& local = turn.context.local;
    const Instant this_hour = turn.at - turn.at % minute_us - local.minute * minute_us;
    const int hours_ahead = days_ahead * hours_a_day + hour - local.hour;
    return std::max(turn.at, this_hour + hours_ahead * hour_us);
}

}  // namespace

std::optional<Resting> resting(const Turn& turn) {
    const CareRules& care = rules(turn);
    const int hour = turn.context.local.hour;
    if (care.night.contains(hour)) return Resting{Pause::night, care.night.until};
    const Protection counts = counts_of_today(turn);
    if (is_full(counts.seconds_this_week, care.minutes_per_week_max)) {
        return Resting{Pause::week_full, first_hour(turn)};
    }
    if (is_full(counts.seconds_today, care.minutes_per_day_max)) {
        return Resting{Pause::day_full, first_hour(turn)};
    }
    if (care.school.contains(hour) && is_school_day(turn) && goes_to_school(turn)) {
        return Resting{Pause::school, care.school.until};
    }
    return std::nullopt;
}

bool may_be_written_to(const Turn& turn) {
    return may_be_written_to_at(turn, turn.context.local.day_number, turn.context.local.hour);
}

bool is_good_hour(const Turn& turn) {
    return is_good_hour_of_day(turn, turn.context.local.hour);
}

Instant next_writing_hour(const Turn& turn) {
    const int now = turn.context.local.hour;
    for (int ahead = now; ahead < now + days_looked_ahead * hours_a_day; ++ahead) {
        const int days = ahead / hours_a_day;
        const int hour = ahead % hours_a_day;
        if (may_be_written_to_at(turn, day_ahead(turn, days), hour))
            return beginning_of(turn, days, hour);
    }
    return turn.at + days_looked_ahead * day_us;
}

Instant hour_for_the_day(const Turn& turn, std::uint16_t told_day) {
    for (int days = 0; days < days_looked_ahead; ++days) {
        const std::uint16_t day = day_ahead(turn, days);
        const int over_until = days == 0 ? turn.context.local.hour : 0;
        for (int hour = hours_a_day - 1; hour >= over_until && day > told_day; --hour) {
            if (may_be_written_to_at(turn, day, hour) && is_good_hour_of_day(turn, hour))
                return beginning_of(turn, days, hour);
        }
    }
    return turn.at + days_looked_ahead * day_us;
}

Instant writing_ends(const Turn& turn) {
    const LocalTime& local = turn.context.local;
    int hours = 1;
    while (hours < hours_a_day && is_writing_hour(turn, (local.hour + hours) % hours_a_day))
        ++hours;
    // A day at most, though nothing ends her hours: by midnight it may be a holiday.
    const int until_midnight = hours_a_day - local.hour;
    const Instant this_minute = turn.at - turn.at % minute_us;
    return this_minute + std::min(hours, until_midnight) * hour_us - local.minute * minute_us;
}

void note_presence(Turn& turn) {
    Protection& protection = turn.worker.protection;
    if (rules(turn).dormant_days > 0) {
        protection.heard_day = turn.context.local.day_number;
        note_number_heard(turn);
    }
    if (!rules(turn).learns_best_hour || turn.worker.stage != Stage::active) return;
    std::uint8_t& visits = protection.at_work[slot_of(turn.context.local.hour)];
    if (++visits < visits_in_slot_max) return;
    for (std::uint8_t& each : protection.at_work)
        each = static_cast<std::uint8_t>(each / 2);
}

void count_effort(Turn& turn) {
    const bool counted =
        rules(turn).minutes_per_day_max > 0 || rules(turn).minutes_per_week_max > 0;
    if (!counted) return;
    // What was asked in one message shares the time.
    const int together = std::max<int>(turn.worker.pack.size, 1);
    const Instant took = (turn.at - turn.worker.question->asked_at) / together;
    const Instant effort = std::clamp(took, effort_min_us, effort_max_us);
    Protection& protection = turn.worker.protection = counts_of_today(turn);
    protection.seconds_today += static_cast<std::uint32_t>(effort / second_us);
    protection.seconds_this_week += static_cast<std::uint32_t>(effort / second_us);
}

void count_message(Turn& turn) {
    if (rules(turn).messages_per_week_max == 0) return;
    Protection& protection = turn.worker.protection = counts_of_today(turn);
    if (protection.messages_this_week < std::numeric_limits<std::uint16_t>::max()) {
        ++protection.messages_this_week;
    }
}

}  // namespace kazi::taskflow
