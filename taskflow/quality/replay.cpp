// SPDX-License-Identifier: Apache-2.0
// Replay: names become numbers, answers are shuffled, each is judged as the daemon would judge it.
#include "taskflow/quality/replay.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "taskflow/quality/belief.hpp"

namespace kazi::taskflow::quality {

namespace {

/// Numbers names in the order in which they first appear.
class Names {
public:
    std::uint32_t number_of(const std::string& name) {
        const auto [known, added] =
            numbers_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
        if (added) names_.push_back(name);
        return known->second;
    }
    [[nodiscard]] const std::vector<std::string>& all() const { return names_; }

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<std::string> names_;
};

struct NumberedAnswer {
    std::uint32_t task = 0;
    std::uint32_t worker = 0;
    std::uint16_t label = 0;
};

struct Recording {
    std::vector<NumberedAnswer> answers;
    std::vector<std::string> tasks;
    std::vector<std::string> labels;
    std::size_t worker_count = 0;
};

Recording number(std::span<const RecordedAnswer> answers) {
    Names tasks;
    Names workers;
    Names labels;
    Recording recording;
    for (const RecordedAnswer& answer : answers) {
        const std::uint32_t task = tasks.number_of(answer.task);
        const std::uint32_t worker = workers.number_of(answer.worker);
        const auto label = static_cast<std::uint16_t>(labels.number_of(answer.label));
        recording.answers.push_back({task, worker, label});
    }
    recording.tasks = tasks.all();
    recording.labels = labels.all();
    recording.worker_count = workers.all().size();
    return recording;
}

/// SplitMix64: the standard library's shuffles and distributions differ between libraries.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    /// From 0 to `sides` − 1. The bias of the remainder is below sides / 2^64.
    std::size_t roll(std::size_t sides) {
        state_ += 0x9e3779b97f4a7c15ULL;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
        return static_cast<std::size_t>((mixed ^ (mixed >> 31)) % sides);
    }

private:
    std::uint64_t state_;
};

void shuffle(std::vector<NumberedAnswer>& answers, std::uint64_t seed) {
    Dice dice(seed);
    for (std::size_t left = answers.size(); left > 1; --left) {
        const std::size_t other = dice.roll(left);
        std::swap(answers[left - 1], answers[other]);
    }
}

WorkerId id_of(std::uint32_t worker) {
    WorkerId id;
    for (std::size_t byte = 0; byte < sizeof worker; ++byte) {
        id.bytes[byte] = static_cast<std::uint8_t>(worker >> (8 * byte));
    }
    return id;
}

std::uint32_t worker_of(const WorkerId& id) {
    std::uint32_t worker = 0;
    for (std::size_t byte = 0; byte < sizeof worker; ++byte) {
        worker |= static_cast<std::uint32_t>(id.bytes[byte]) << (8 * byte);
    }
    return worker;
}

/// The daemon's part in small: open items, workers' skills, and what a closed item tells of them.
class OnlineModel {
public:
    OnlineModel(const Recording& recording, const Redundancy& plan)
        : plan_(plan),
          class_count_(static_cast<std::uint32_t>(recording.labels.size())),
          skills_(recording.worker_count),
          given_(recording.tasks.size()),
          verdicts_(recording.tasks.size()) {}

    void take(const NumberedAnswer& answer) {
        Verdict& verdict = verdicts_[answer.task];
        if (verdict.settled) return;
        auto& given = given_[answer.task];
        const std::uint16_t reliability =
            reliability_permille(skills_[answer.worker], class_count_);
        given.push_back({id_of(answer.worker), answer.label, reliability});
        verdict = judge(given, class_count_, plan_);
        if (verdict.settled) learn(given);
    }

    [[nodiscard]] Estimate estimate(std::size_t task, const Recording& recording) const {
        const Verdict& verdict = verdicts_[task];
        return {recording.tasks[task],
                {recording.labels[verdict.best_label]},
                verdict.confidence_ppm,
                static_cast<std::uint32_t>(given_[task].size())};
    }

private:
    void learn(std::span<const GivenAnswer> given) {
        for (const Evidence& each : evidence(given, class_count_)) {
            Skill& skill = skills_[worker_of(each.worker)];
            skill.right_milli += each.right_milli;
            skill.seen_milli += each.seen_milli;
        }
    }

    Redundancy plan_;
    std::uint32_t class_count_;
    std::vector<Skill> skills_;
    std::vector<std::vector<GivenAnswer>> given_;
    std::vector<Verdict> verdicts_;
};

/// One vote an answer, up to a maximum of answers for each task.
class Majority {
public:
    Majority(const Recording& recording, const Redundancy& plan)
        : maximum_(plan.maximum), votes_(recording.tasks.size()), taken_(recording.tasks.size()) {}

    void take(const NumberedAnswer& answer) {
        if (taken_[answer.task] == maximum_) return;
        ++taken_[answer.task];
        ++votes_[answer.task][answer.label];
    }

    [[nodiscard]] Estimate estimate(std::size_t task, const Recording& recording) const {
        Estimate estimate{recording.tasks[task], {}, 0, taken_[task]};
        std::uint32_t most = 0;
        for (const auto& [label, count] : votes_[task])
            most = std::max(most, count);
        for (const auto& [label, count] : votes_[task]) {
            if (count == most) estimate.labels.push_back(recording.labels[label]);
        }
        if (most > 0) {
            estimate.confidence_ppm =
                static_cast<std::uint32_t>(most * std::uint64_t{1'000'000} / taken_[task]);
        }
        return estimate;
    }

private:
    std::uint32_t maximum_;
    std::vector<std::map<std::uint16_t, std::uint32_t>> votes_;
    std::vector<std::uint32_t> taken_;
};

template <typename Model>
Replay run(const Recording& recording, Model model) {
    for (const NumberedAnswer& answer : recording.answers)
        model.take(answer);
    Replay replay;
    replay.answers_recorded = recording.answers.size();
    for (std::size_t task = 0; task < recording.tasks.size(); ++task) {
        replay.estimates.push_back(model.estimate(task, recording));
        replay.answers_taken += replay.estimates.back().answers;
    }
    return replay;
}

}  // namespace

Replay replay(std::span<const RecordedAnswer> answers, const ReplaySettings& settings) {
    Recording recording = number(answers);
    shuffle(recording.answers, settings.seed);
    if (settings.method == Method::majority) {
        return run(recording, Majority(recording, settings.plan));
    }
    return run(recording, OnlineModel(recording, settings.plan));
}

Score score(const Replay& replay, std::span<const KnownTruth> truths) {
    std::unordered_map<std::string_view, std::string_view> truth_of;
    for (const KnownTruth& truth : truths)
        truth_of.emplace(truth.task, truth.label);
    Score score;
    std::uint64_t right_ppm = 0;
    for (const Estimate& estimate : replay.estimates) {
        const auto truth = truth_of.find(estimate.task);
        if (truth == truth_of.end()) continue;
        ++score.scored;
        const auto& labels = estimate.labels;
        const bool holds = std::find(labels.begin(), labels.end(), truth->second) != labels.end();
        if (holds) right_ppm += 1'000'000 / labels.size();
    }
    if (score.scored > 0) score.accuracy_ppm = static_cast<std::uint32_t>(right_ppm / score.scored);
    if (!replay.estimates.empty()) {
        score.answers_per_task_milli =
            static_cast<std::uint32_t>(replay.answers_taken * 1000 / replay.estimates.size());
        score.saved_ppm = static_cast<std::uint32_t>(
            (replay.answers_recorded - replay.answers_taken) * 1'000'000 / replay.answers_recorded);
    }
    return score;
}

}  // namespace kazi::taskflow::quality
