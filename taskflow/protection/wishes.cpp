// SPDX-License-Identifier: Apache-2.0
#include "taskflow/protection/wishes.hpp"

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/news/telling_later.hpp"
#include "taskflow/protection/clock.hpp"
#include "taskflow/tasks/correcting.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

constexpr int minutes_an_hour = 60;
constexpr int quarter_minutes = 15;
constexpr int quarters_ahead_max = 5 * 4;

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// The hours that are named: "9", "9:30" (which begins an hour that is not wholly hers), "17h".
/// Nothing when it reads otherwise.
std::optional<std::vector<int>> read_hours(std::string_view words) {
    std::vector<int> hours;
    for (std::size_t at = 0; at < words.size();) {
        if (!is_digit(words[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        int number = 0;
        for (; end < words.size() && is_digit(words[end]) && number < 100; ++end)
            number = number * 10 + (words[end] - '0');
        const bool is_minutes = at > 0 && (words[at - 1] == ':' || words[at - 1] == '.');
        if (is_minutes && !hours.empty()) {
            // An hour that begins late is not all hers; one that ends late is not either.
            if (number > 0 && hours.size() == 1) ++hours.back();
        } else {
            hours.push_back(number);
        }
        if (hours.back() > hours_a_day) return std::nullopt;
        at = end;
    }
    return hours;
}

HourSpan legal_hours(const Turn& turn) {
    const Market& market = turn.context.market;
    return {static_cast<std::uint8_t>(market.quiet_until_hour),
            static_cast<std::uint8_t>(market.quiet_from_hour)};
}

bool meets(const HourSpan& wish, const HourSpan& legal) {
    if (legal.empty()) return true;
    for (int hour = 0; hour < hours_a_day; ++hour) {
        if (wish.contains(hour) && legal.contains(hour)) return true;
    }
    return false;
}

void take_wish(Turn& turn, int from, int until) {
    const bool all_day = from % hours_a_day == until % hours_a_day;
    const HourSpan wish{static_cast<std::uint8_t>(from % hours_a_day),
                        static_cast<std::uint8_t>(until % hours_a_day)};
    if (all_day) {
        turn.worker.protection.wish = {};
    } else if (meets(wish, legal_hours(turn))) {
        turn.worker.protection.wish = wish;
    } else {
        note(turn, keys::unclear);
    }
}

/// Minutes since midnight: "14:30", "1430", "14". Nothing when it reads otherwise.
std::optional<int> read_clock(std::string_view words) {
    std::string digits;
    for (const char letter : words)
        if (is_digit(letter)) digits.push_back(letter);
    const bool hours_alone = digits.size() == 1 || digits.size() == 2;
    if (!hours_alone && digits.size() != 3 && digits.size() != 4) return std::nullopt;
    const int number = std::stoi(digits);
    const int hour = hours_alone ? number : number / 100;
    const int minute = hours_alone ? 0 : number % 100;
    if (hour >= hours_a_day || minute >= minutes_an_hour) return std::nullopt;
    return hour * minutes_an_hour + minute;
}

std::string clock_text(int minutes) {
    const std::string minute = std::to_string(minutes % minutes_an_hour);
    return std::to_string(minutes / minutes_an_hour) + (minute.size() < 2 ? ":0" : ":") + minute;
}

/// How far what she is shown is from the market's clock, to the quarter of an hour and the shorter
/// way round. Nothing when no zone of one country is so far from another.
std::optional<std::int8_t> ahead_of_market(const Turn& turn, int shown) {
    const LocalTime& local = turn.context.local;
    const int day = hours_a_day * minutes_an_hour;
    const int hers = local.hour * minutes_an_hour + local.minute;
    const int market = hers - turn.worker.protection.clock_quarters * quarter_minutes;
    int ahead = ((shown - market) % day + day + day / 2) % day - day / 2;
    ahead += ahead < 0 ? -quarter_minutes / 2 : quarter_minutes / 2;
    const int quarters = ahead / quarter_minutes;
    if (std::abs(quarters) > quarters_ahead_max) return std::nullopt;
    return static_cast<std::int8_t>(quarters);
}

}  // namespace

HourSpan hours_of(const Turn& turn) {
    const HourSpan& wish = turn.worker.protection.wish;
    return wish.empty() ? legal_hours(turn) : wish;
}

Place wish_hours(Turn& turn, std::string_view wanted) {
    const auto hours = read_hours(wanted);
    if (hours && hours->size() == 2) {
        take_wish(turn, hours->front(), hours->back());
    } else if (!wanted.empty()) {
        note(turn, keys::unclear);
    }
    return Place::hours;
}

Place wish_clock(Turn& turn, std::string_view told) {
    if (told.empty()) {
        note(turn, keys::clock_how);
        return Place::hours;
    }
    const auto shown = read_clock(told);
    const auto ahead = shown ? ahead_of_market(turn, *shown) : std::nullopt;
    if (!ahead) {
        note(turn, keys::unclear);
        return Place::hours;
    }
    turn.worker.protection.clock_quarters = *ahead;
    note(turn, keys::clock_set, {{"time", clock_text(*shown)}});
    return Place::hours;
}

Place rest_today(Turn& turn) {
    turn.worker.protection.rest_day = turn.context.local.day_number;
    note(turn, keys::rest_today);
    return place_of_work(turn);
}

Place wish_digest(Turn& turn) {
    WaitingNews& news = turn.worker.news;
    news.once_a_day = !news.once_a_day;
    news.told_day = 0;
    note(turn, news.once_a_day ? keys::digest_on : keys::digest_off);
    set_news_time(turn, Haste::can_wait);
    return place_of_work(turn);
}

}  // namespace kazi::taskflow
