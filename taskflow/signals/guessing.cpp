// SPDX-License-Identifier: Apache-2.0
// Guessers and the careless. Two explanations of a worker's answers are weighed against each other,
// question by question: that she is the least skilled of honest workers, and that she is not. A
// question on which the others disagree says little, and counts for little.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "taskflow/signals/signal.hpp"

namespace kazi::taskflow::signals {

namespace {

/// Nobody is said to guess who may as well be careless: the die must explain her that much better.
constexpr double die_odds_min = 1.5;

struct Tally {
    std::uint32_t answers = 0;
    double with_others = 0;   ///< expected number of answers that are the others'
    double honest_would = 0;  ///< of an honest worker of usual skill
    double guess_would = 0;   ///< of a die
    double log_guess = 0;     ///< a die, against the least honest skill
    double log_careless = 0;  ///< half of that skill, against it
};

void count(Tally& tally, const Belief& belief, std::uint32_t label, double usual, double least) {
    const auto classes = static_cast<double>(belief.size());
    ++tally.answers;
    tally.with_others += belief[label];
    tally.guess_would += 1 / classes;
    for (std::uint32_t each = 0; each < belief.size(); ++each)
        tally.honest_would += chance_of(usual, belief, each) * belief[each];
    const double honest = chance_of(least, belief, label);
    tally.log_guess += std::log(1 / classes / honest);
    tally.log_careless += std::log(chance_of(least / 2, belief, label) / honest);
}

std::string words(const Tally& tally, std::string_view ending) {
    return fmt::format(
        "Of {} questions that others answered too, about {:.0f} answers agree with them. A worker "
        "of usual skill would agree on about {:.0f}, a die on about {:.0f}: {}.",
        tally.answers, tally.with_others, tally.honest_would, tally.guess_would, ending);
}

}  // namespace

std::vector<Signal> find_guessing(const Record& record, const CrowdView& crowd,
                                  const Settings& settings) {
    std::vector<Tally> tallies(record.workers.size());
    const double usual = crowd.usual_skill();
    const double least = usual * settings.honest_share;
    for (const Said& said : record.answers) {
        if (record.answers_to(said.item).size() < 2) continue;
        const Belief belief = crowd.without(said.item, said.worker);
        count(tallies[said.worker], belief, said.label, usual, least);
    }
    std::vector<Signal> found;
    const double enough = std::log(settings.odds_min);
    for (std::uint32_t worker = 0; worker < tallies.size(); ++worker) {
        const Tally& tally = tallies[worker];
        if (tally.answers < settings.answers_min) continue;
        if (tally.log_guess >= std::max(enough, tally.log_careless + std::log(die_odds_min))) {
            found.push_back({Kind::guessing,
                             worker,
                             {},
                             strength_of(tally.log_guess),
                             words(tally, "her answers look like guesses")});
        } else if (tally.log_careless >= enough) {
            found.push_back({Kind::careless,
                             worker,
                             {},
                             strength_of(tally.log_careless),
                             words(tally, "she knows more than a die, and takes little care")});
        }
    }
    return found;
}

}  // namespace kazi::taskflow::signals
