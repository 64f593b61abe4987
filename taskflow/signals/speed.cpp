// SPDX-License-Identifier: Apache-2.0
// Speed, within USSD sessions only: by SMS the time between two answers is the message centre's.
// A session's page comes back through the network, so what is seen is the network's time and hers
// together: the network is known by what everybody else on it takes at their fastest.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "taskflow/signals/signal.hpp"

namespace kazi::taskflow::signals {

namespace {

using Gaps = std::map<std::uint32_t, std::vector<Instant>>;  ///< by worker, sorted

constexpr std::size_t gaps_min = 8;
/// Faster than this share of what a network's usual worker takes at her fastest: not by reading.
constexpr double fastest_share = 0.5;
/// How often an honest answer may be that quick: a thumb that slipped, a question known by heart.
constexpr double honest_slips = 0.1;

/// Times between one USSD answer of hers and the next, where both fell into one session.
Gaps gaps_of(const Record& record, const Settings& settings) {
    std::map<std::uint32_t, std::vector<Instant>> times;
    for (const Said& said : record.answers) {
        if (said.ussd) times[said.worker].push_back(said.at);
    }
    Gaps gaps;
    for (auto& [worker, at] : times) {
        std::sort(at.begin(), at.end());
        for (std::size_t nth = 1; nth < at.size(); ++nth) {
            const Instant gap = at[nth] - at[nth - 1];
            if (gap <= settings.session_gap_us_max) gaps[worker].push_back(gap);
        }
    }
    std::erase_if(gaps, [](const auto& each) { return each.second.size() < gaps_min; });
    for (auto& [worker, each] : gaps)
        std::sort(each.begin(), each.end());
    return gaps;
}

std::string network_of(const People& people, std::uint32_t worker) {
    const auto person = people.find(worker);
    return person == people.end() ? std::string{} : person->second.network;
}

/// What the middle worker of each network takes at her fastest: the tenth of her gaps from below.
std::map<std::string, Instant> fastest_by_network(const Gaps& gaps, const People& people) {
    std::map<std::string, std::vector<Instant>> fast;
    for (const auto& [worker, each] : gaps)
        fast[network_of(people, worker)].push_back(each[each.size() / 10]);
    std::map<std::string, Instant> middle;
    for (auto& [network, each] : fast) {
        std::sort(each.begin(), each.end());
        middle[network] = each[each.size() / 2];
    }
    return middle;
}

/// The odds between "most answers so quick" and "now and then one": binomial, with the shares seen
/// and allowed.
double log_odds(std::size_t quick, std::size_t all) {
    const double share = static_cast<double>(quick) / static_cast<double>(all);
    if (share <= honest_slips) return 0;
    const double rest = share >= 1 ? 0 : (1 - share) * std::log((1 - share) / (1 - honest_slips));
    return static_cast<double>(all) * (share * std::log(share / honest_slips) + rest);
}

}  // namespace

std::vector<Signal> find_speed(const Record& record, const People& people,
                               const Settings& settings) {
    const Gaps gaps = gaps_of(record, settings);
    const auto fastest = fastest_by_network(gaps, people);
    std::vector<Signal> found;
    for (const auto& [worker, each] : gaps) {
        const auto usual = static_cast<double>(fastest.at(network_of(people, worker)));
        const auto bound = std::max(settings.reading_us_min,
                                    static_cast<Instant>(std::lround(fastest_share * usual)));
        const auto quick = static_cast<std::size_t>(
            std::lower_bound(each.begin(), each.end(), bound) - each.begin());
        const double odds = log_odds(quick, each.size());
        if (2 * quick < each.size() || odds < std::log(settings.odds_min)) continue;
        found.push_back(
            {Kind::speed,
             worker,
             {},
             strength_of(odds),
             fmt::format("Within USSD sessions {} of {} answers came less than {:.1f} s after the "
                         "one before, her half of them within {:.1f} s; on her network the usual "
                         "worker takes {:.1f} s at her fastest.",
                         quick, each.size(), static_cast<double>(bound) / 1e6,
                         static_cast<double>(each[each.size() / 2]) / 1e6, usual / 1e6)});
    }
    return found;
}

}  // namespace kazi::taskflow::signals
