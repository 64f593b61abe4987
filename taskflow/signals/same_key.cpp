// SPDX-License-Identifier: Apache-2.0
// One key, whatever was asked. Held against what an honest worker would have pressed on the very
// same questions: where the first option is nearly always right, pressing 1 is no sign.
#include <fmt/format.h>

#include <cmath>

#include "taskflow/signals/signal.hpp"

namespace kazi::taskflow::signals {

namespace {

/// Presses of one key, and how many honest ones there would have been.
struct Presses {
    double hers = 0;
    double honest = 0;
};

struct Keys {
    std::uint32_t answers = 0;
    std::map<std::uint32_t, Presses> by_key;
};

std::vector<Keys> count_keys(const Record& record, const CrowdView& crowd) {
    std::vector<Keys> keys(record.workers.size());
    for (const Said& said : record.answers) {
        if (!record.has_keys[said.item] || record.answers_to(said.item).size() < 2) continue;
        Keys& hers = keys[said.worker];
        ++hers.answers;
        const Belief belief = crowd.without(said.item, said.worker);
        for (std::uint32_t key = 0; key < belief.size(); ++key)
            hers.by_key[key].honest += chance_of(crowd.usual_skill(), belief, key);
        hers.by_key[said.label].hers += 1;
    }
    return keys;
}

double divergence(double share, double expected) {
    const double rest = share >= 1 ? 0 : (1 - share) * std::log((1 - share) / (1 - expected));
    return share * std::log(share / expected) + rest;
}

/// The odds against so many presses by an honest worker (Hoeffding's bound, so never overstated).
double log_odds(const Presses& presses, std::uint32_t answers) {
    const double share = presses.hers / answers;
    const double expected = presses.honest / answers;
    return share <= expected ? 0 : answers * divergence(share, expected);
}

constexpr double key_share_min = 0.9;

}  // namespace

std::vector<Signal> find_same_key(const Record& record, const CrowdView& crowd,
                                  const Settings& settings) {
    std::vector<Signal> found;
    const std::vector<Keys> keys = count_keys(record, crowd);
    for (std::uint32_t worker = 0; worker < keys.size(); ++worker) {
        const Keys& hers = keys[worker];
        if (hers.answers < settings.answers_min) continue;
        for (const auto& [key, presses] : hers.by_key) {
            if (presses.hers < key_share_min * hers.answers) continue;
            const double odds = log_odds(presses, hers.answers);
            if (odds < std::log(settings.odds_min)) continue;
            found.push_back(
                {Kind::same_key,
                 worker,
                 {},
                 strength_of(odds),
                 fmt::format("Gave option {} to {:.0f} of {} questions. On the same questions an "
                             "honest worker would have given it about {:.0f} times.",
                             key + 1, presses.hers, hers.answers, presses.honest)});
        }
    }
    return found;
}

}  // namespace kazi::taskflow::signals
