// SPDX-License-Identifier: Apache-2.0
// Names sorted, answers sorted, and an index from each item to its answers.
#include "taskflow/quality/recording.hpp"

#include <algorithm>
#include <utility>

namespace kazi::taskflow::quality {

namespace {

template <typename Field>
std::vector<std::string> sorted_names(std::span<const RecordedAnswer> answers, Field field) {
    std::vector<std::string_view> all;
    all.reserve(answers.size());
    for (const RecordedAnswer& answer : answers)
        all.push_back(answer.*field);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return {all.begin(), all.end()};
}

void index_answers(Recording& recording) {
    std::sort(recording.answers.begin(), recording.answers.end());
    recording.first_of.assign(recording.items.size() + 1, 0);
    for (const Answer& answer : recording.answers)
        ++recording.first_of[answer.item + 1];
    for (std::size_t item = 0; item < recording.items.size(); ++item) {
        recording.first_of[item + 1] += recording.first_of[item];
    }
}

}  // namespace

std::optional<std::uint32_t> find_name(const std::vector<std::string>& names,
                                       std::string_view name) {
    const auto found = std::lower_bound(names.begin(), names.end(), name);
    if (found == names.end() || *found != name) return std::nullopt;
    return static_cast<std::uint32_t>(found - names.begin());
}

Recording number_answers(std::span<const RecordedAnswer> answers) {
    Recording recording;
    recording.items = sorted_names(answers, &RecordedAnswer::task);
    recording.workers = sorted_names(answers, &RecordedAnswer::worker);
    recording.labels = sorted_names(answers, &RecordedAnswer::label);
    recording.answers.reserve(answers.size());
    for (const RecordedAnswer& answer : answers) {
        recording.answers.push_back({*find_name(recording.items, answer.task),
                                     *find_name(recording.workers, answer.worker),
                                     *find_name(recording.labels, answer.label)});
    }
    index_answers(recording);
    return recording;
}

Recording with_answers(const Recording& names, std::vector<Answer> answers) {
    Recording recording{std::move(answers), {}, names.items, names.workers, names.labels};
    index_answers(recording);
    return recording;
}

}  // namespace kazi::taskflow::quality
