// SPDX-License-Identifier: Apache-2.0
// Each sweep counts the answers by what is believed, then weighs every item by those counts.
#include "taskflow/quality/anchored.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "taskflow/quality/votes.hpp"

namespace kazi::taskflow::quality {

namespace {

constexpr int sweeps_max = 60;
constexpr double change_min = 1e-5;

/// Weight of an anchor beside which nobody's own counts matter.
constexpr double only_the_anchor = 1e12;

/// Opinions of how even the classes are, beside what is believed of them.
constexpr double evenness[] = {0, 0.1, 1};

/// The plain coin must overrule the vote by less than this share of what the matrices overrule.
constexpr double much_less = 0.6;

CrowdSettings plain_coin() {
    CrowdSettings settings;
    settings.anchor_weight = only_the_anchor;
    settings.pooled_share = 0;
    settings.coin_weight = 4;
    settings.slip = 0;
    return settings;
}

/// What an item's answers are counted by: its truth where that is known.
void take_truths(Beliefs& beliefs, const Known& known) {
    for (std::size_t item = 0; item < known.size(); ++item) {
        if (!known[item]) continue;
        const auto row = beliefs.of(item);
        std::fill(row.begin(), row.end(), 0.0);
        row[*known[item]] = 1;
    }
}

void count_all(Crowd& crowd, const Recording& recording, const Beliefs& beliefs) {
    crowd.clear();
    for (const Answer& answer : recording.answers)
        crowd.add(answer.worker, answer.label, beliefs.of(answer.item));
    for (std::size_t item = 0; item < beliefs.items(); ++item) {
        if (!recording.answers_to(item).empty()) crowd.add_item(beliefs.of(item));
    }
    crowd.refresh();
}

Beliefs weigh_all(const Crowd& crowd, const Recording& recording, const Beliefs& counted) {
    Beliefs beliefs(counted.items(), counted.classes());
    const std::vector<double>& shares = crowd.anchors().class_shares;
    for (std::size_t item = 0; item < counted.items(); ++item) {
        const auto row = beliefs.of(item);
        std::copy(shares.begin(), shares.end(), row.begin());
        for (const Answer& answer : recording.answers_to(item))
            crowd.weigh(answer.worker, answer.label, counted.of(item), row);
        normalise(row);
    }
    return beliefs;
}

}  // namespace

Beliefs anchored(const Recording& recording, const CrowdSettings& settings, const Known& known) {
    Crowd crowd(recording.class_count(), recording.workers.size(), settings);
    Beliefs beliefs = vote_shares(recording);
    for (int sweep = 0; sweep < sweeps_max; ++sweep) {
        Beliefs counted = beliefs;
        take_truths(counted, known);
        count_all(crowd, recording, counted);
        Beliefs next = weigh_all(crowd, recording, counted);
        const double change = greatest_change(beliefs, next);
        beliefs = std::move(next);
        if (change < change_min) break;
    }
    return beliefs;
}

Beliefs anchored_mean(const Recording& recording, const Known& known) {
    Beliefs mean(recording.items.size(), recording.class_count());
    for (const double each : evenness) {
        CrowdSettings settings;
        settings.class_evenness = each;
        const Beliefs beliefs = anchored(recording, settings, known);
        for (std::size_t cell = 0; cell < mean.cells().size(); ++cell)
            mean.cells()[cell] += beliefs.cells()[cell] / std::size(evenness);
    }
    return mean;
}

Beliefs best(const Recording& recording, const Known& known) {
    Beliefs matrices = anchored_mean(recording, known);
    if (recording.class_count() != 2) return matrices;
    Beliefs coins = anchored(recording, plain_coin(), known);
    const Beliefs shares = vote_shares(recording);
    const double given_up = vote_given_up(shares, matrices);
    return vote_given_up(shares, coins) < much_less * given_up ? coins : matrices;
}

}  // namespace kazi::taskflow::quality
