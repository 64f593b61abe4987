// SPDX-License-Identifier: Apache-2.0
#include "taskflow/protection/wishes.hpp"

#include <optional>
#include <vector>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/tasks/correcting.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

constexpr int hours_a_day = 24;

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

Place rest_today(Turn& turn) {
    turn.worker.protection.rest_day = turn.context.local.day_number;
    note(turn, keys::rest_today);
    return place_of_work(turn);
}

}  // namespace kazi::taskflow
