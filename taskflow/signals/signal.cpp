// SPDX-License-Identifier: Apache-2.0
#include "taskflow/signals/signal.hpp"

#include <algorithm>
#include <cmath>

namespace kazi::taskflow::signals {

namespace {

void add(std::vector<Signal>& all, std::vector<Signal> more) {
    for (Signal& signal : more)
        all.push_back(std::move(signal));
}

bool has(const std::vector<Signal>& signals, Kind kind, std::uint32_t worker) {
    return std::any_of(signals.begin(), signals.end(), [&](const Signal& each) {
        return each.kind == kind && each.worker == worker;
    });
}

/// Whoever always gives one key is also as often right as a die: the first says it all.
void leave_out_what_is_said(std::vector<Signal>& guesses, const std::vector<Signal>& keys) {
    std::erase_if(guesses,
                  [&](const Signal& each) { return has(keys, Kind::same_key, each.worker); });
}

}  // namespace

std::string_view to_string(Kind kind) {
    switch (kind) {
        case Kind::same_key:
            return "same_key";
        case Kind::guessing:
            return "guessing";
        case Kind::careless:
            return "careless";
        case Kind::copying:
            return "copying";
        case Kind::speed:
            return "speed";
        case Kind::shared_number:
            return "shared_number";
    }
    return "?";
}

double strength_of(double log_odds) {
    constexpr double most = 15;
    const double tenths = std::round(log_odds / std::log(10.0) * 10);
    return std::clamp(tenths / 10, 0.0, most);
}

std::vector<Signal> find_signals(const Record& record, const People& people,
                                 const Settings& settings) {
    const CrowdView crowd(record);
    std::vector<Signal> all = find_same_key(record, crowd, settings);
    std::vector<Signal> guesses = find_guessing(record, crowd, settings);
    leave_out_what_is_said(guesses, all);
    add(all, std::move(guesses));
    add(all, find_copying(record, crowd, settings));
    add(all, find_speed(record, people, settings));
    add(all, find_shared_numbers(people));
    std::stable_sort(all.begin(), all.end(), [](const Signal& one, const Signal& other) {
        return one.strength > other.strength;
    });
    return all;
}

}  // namespace kazi::taskflow::signals
