// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/demo/fixed_redundancy.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "tests/simulator/rng.hpp"

namespace kazi::simulator::demo {
namespace {

std::vector<int> labels_of(const RecordedAnswers& answers, const std::string& item) {
    std::vector<int> labels;
    for (std::size_t worker = 0; worker < answers.workers(); ++worker) {
        if (const auto label = answers.label(worker, item)) labels.push_back(*label);
    }
    return labels;
}

void shuffle(std::vector<int>& labels, Rng& rng) {
    for (std::size_t left = labels.size(); left > 1; --left)
        std::swap(labels[left - 1], labels[rng.below(left)]);
}

/// 1 when the right label leads, its share of the vote when it ties for the lead, else 0.
double share_right(const std::map<int, int>& votes, int right) {
    int most = 0;
    int leaders = 0;
    for (const auto& [label, count] : votes) {
        if (count > most) most = count, leaders = 0;
        if (count == most) ++leaders;
    }
    const auto found = votes.find(right);
    return found != votes.end() && found->second == most ? 1.0 / leaders : 0.0;
}

/// Adds what a growing vote makes of one item, answer by answer.
void add_item(std::vector<double>& right, const std::vector<int>& labels, int truth) {
    std::map<int, int> votes;
    double now = 0;
    for (std::size_t given = 0; given < right.size(); ++given) {
        if (given < labels.size()) {
            ++votes[labels[given]];
            now = share_right(votes, truth);
        }
        right[given] += now;
    }
}

}  // namespace

std::vector<double> majority_accuracy(const RecordedAnswers& answers, const Truth& truth,
                                      std::uint64_t seed, int draws) {
    std::vector<std::pair<std::vector<int>, int>> items;
    std::size_t most = 0;
    for (const auto& [item, label] : truth) {
        items.emplace_back(labels_of(answers, item), label);
        most = std::max(most, items.back().first.size());
    }
    std::vector<double> right(most, 0.0);
    Rng rng(seed);
    for (int draw = 0; draw < draws; ++draw) {
        for (auto& [labels, label] : items) {
            shuffle(labels, rng);
            add_item(right, labels, label);
        }
    }
    for (double& each : right)
        each /= static_cast<double>(draws) * static_cast<double>(items.size());
    return right;
}

std::optional<double> answers_needed(const std::vector<double>& curve, double accuracy) {
    const auto there =
        std::find_if(curve.begin(), curve.end(), [&](double each) { return each >= accuracy; });
    if (there == curve.end()) return std::nullopt;
    const auto count = static_cast<double>(there - curve.begin() + 1);
    if (there == curve.begin()) return count;
    const double before = *std::prev(there);
    return count - (*there - accuracy) / (*there - before);
}

double Saving::share() const {
    return 1 - answers_per_item / plain_per_item;
}

std::optional<Saving> saving(const std::vector<double>& curve, double accuracy,
                             double answers_per_item) {
    if (curve.empty() || answers_per_item <= 0) return std::nullopt;
    const auto needed = answers_needed(curve, accuracy);
    return Saving{.answers_per_item = answers_per_item,
                  .plain_per_item = needed.value_or(static_cast<double>(curve.size())),
                  .reached = needed.has_value(),
                  .plain_best = curve.back()};
}

}  // namespace kazi::simulator::demo
