// SPDX-License-Identifier: Apache-2.0
#include "taskflow/signals/crowd_view.hpp"

#include <algorithm>
#include <cmath>

namespace kazi::taskflow::signals {

namespace {

constexpr int rounds = 8;
constexpr double first_skill = 0.6;
/// What is believed of a worker at first is worth so many answers.
constexpr double prior_answers = 3;
constexpr double skill_max = 0.97;
/// Share of any belief that is kept for "everybody may be misled".
constexpr double doubt = 0.04;
constexpr std::uint32_t telling_answers = 8;

double log_odds(double skill, std::uint32_t classes) {
    const double right = chance_right(skill, classes);
    return std::log(right * (classes - 1) / (1 - right));
}

Belief belief_from(std::vector<double> logs) {
    const double greatest = *std::max_element(logs.begin(), logs.end());
    double sum = 0;
    for (double& each : logs)
        sum += each = std::exp(each - greatest);
    const double floor = doubt / static_cast<double>(logs.size());
    for (double& each : logs)
        each = (1 - doubt) * each / sum + floor;
    return logs;
}

/// 0 for a belief that is even, 1 for one that is sure.
double sureness(const Belief& belief) {
    const auto classes = static_cast<double>(belief.size());
    const double best = *std::max_element(belief.begin(), belief.end());
    return (classes * best - 1) / (classes - 1);
}

double middle_of(std::vector<double> values) {
    if (values.empty()) return first_skill;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

double chance_right(double skill, std::uint32_t classes) {
    const double guess = 1.0 / classes;
    return guess + skill * (1 - guess);
}

double chance_of(double skill, const Belief& belief, std::uint32_t label) {
    const auto classes = static_cast<std::uint32_t>(belief.size());
    const double right = chance_right(skill, classes);
    return right * belief[label] + (1 - right) * (1 - belief[label]) / (classes - 1);
}

CrowdView::CrowdView(const Record& record)
    : record_(record),
      skills_(record.workers.size(), first_skill),
      compared_(record.workers.size()),
      weights_(record.items.size()) {
    for (std::uint32_t item = 0; item < record.items.size(); ++item) {
        const auto answers = record.answers_to(item);
        for (const Said& said : answers)
            compared_[said.worker] += answers.size() > 1 ? 1 : 0;
    }
    for (int round = 0; round < rounds; ++round) {
        weigh_all();
        learn();
    }
    weigh_all();
    std::vector<double> telling;
    for (std::size_t worker = 0; worker < skills_.size(); ++worker) {
        if (compared_[worker] >= telling_answers) telling.push_back(skills_[worker]);
    }
    usual_ = middle_of(std::move(telling));
}

void CrowdView::weigh_all() {
    for (std::uint32_t item = 0; item < weights_.size(); ++item) {
        std::vector<double>& logs = weights_[item];
        logs.assign(record_.classes[item], 0.0);
        for (const Said& said : record_.answers_to(item))
            logs[said.label] += log_odds(skills_[said.worker], record_.classes[item]);
    }
}

Belief CrowdView::without(std::uint32_t item, std::span<const std::uint32_t> workers) const {
    std::vector<double> logs = weights_[item];
    for (const Said& said : record_.answers_to(item)) {
        if (std::find(workers.begin(), workers.end(), said.worker) != workers.end())
            logs[said.label] -= log_odds(skills_[said.worker], record_.classes[item]);
    }
    return belief_from(std::move(logs));
}

/// Skill by agreement with the others, each answer counted by how sure they are: doubtful others
/// would drag everybody towards a guess.
void CrowdView::learn() {
    std::vector<double> above(skills_.size(), first_skill * prior_answers);
    std::vector<double> of(skills_.size(), prior_answers);
    for (std::uint32_t item = 0; item < record_.items.size(); ++item) {
        const auto answers = record_.answers_to(item);
        if (answers.size() < 2) continue;
        const double guess = 1.0 / record_.classes[item];
        for (const Said& said : answers) {
            const Belief others = without(item, said.worker);
            const double sure = sureness(others);
            above[said.worker] += sure * sure * (others[said.label] - guess) / (1 - guess);
            of[said.worker] += sure * sure;
        }
    }
    for (std::size_t worker = 0; worker < skills_.size(); ++worker)
        skills_[worker] = std::clamp(above[worker] / of[worker], 0.0, skill_max);
}

}  // namespace kazi::taskflow::signals
