// SPDX-License-Identifier: Apache-2.0
// Sums over the items whose truth is known, and over all of them for what they cost.
#include "taskflow/quality/score.hpp"

#include <string_view>
#include <unordered_map>

namespace kazi::taskflow::quality {

namespace {

using Truths = std::unordered_map<std::string_view, std::string_view>;

double share_right(const Recording& recording, const Estimate& estimate, std::string_view truth) {
    for (const std::uint32_t label : estimate.labels) {
        if (recording.labels[label] == truth) {
            return 1 / static_cast<double>(estimate.labels.size());
        }
    }
    return 0;
}

void add(Score& sums, const Estimate& estimate, double right) {
    ++sums.scored;
    sums.accuracy += right;
    if (estimate.status == ItemStatus::given_up) ++sums.given_up;
    if (estimate.status != ItemStatus::settled) return;
    ++sums.settled;
    sums.settled_right += right;
    sums.settled_stated += estimate.confidence;
}

void divide(double& sum, std::uint64_t count) {
    if (count > 0) sum /= static_cast<double>(count);
}

}  // namespace

Score score(const Recording& recording, const Replay& replay, std::span<const KnownTruth> truths) {
    Truths truth_of;
    for (const KnownTruth& truth : truths)
        truth_of.emplace(truth.task, truth.label);
    Score score;
    for (const Estimate& estimate : replay.estimates) {
        const auto truth = truth_of.find(recording.items[estimate.item]);
        if (truth == truth_of.end() || estimate.gold) continue;
        add(score, estimate, share_right(recording, estimate, truth->second));
    }
    divide(score.accuracy, score.scored);
    divide(score.settled_right, score.settled);
    divide(score.settled_stated, score.settled);
    score.answers_per_item = static_cast<double>(replay.answers_taken);
    divide(score.answers_per_item, replay.estimates.size());
    score.saved = static_cast<double>(replay.answers_recorded - replay.answers_taken);
    divide(score.saved, replay.answers_recorded);
    return score;
}

}  // namespace kazi::taskflow::quality
