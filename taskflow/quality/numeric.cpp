// SPDX-License-Identifier: Apache-2.0
// By turns: each worker's habit (offset, gain, spread) from how her answers go with the means of
// the others; the means from what each answer says once its giver's habit is taken off.
#include "taskflow/quality/numeric.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>
#include <unordered_map>

#include "taskflow/quality/recording.hpp"

namespace kazi::taskflow::quality {

namespace {

constexpr int sweeps = 20;
constexpr double prior_answers = 5;  ///< weight of the crowd's habit in a worker's
constexpr double outlier_at = 2.5;   ///< spreads, beyond which an answer counts less
constexpr double gain_min = 0.2;
constexpr double strays_min = 1e-9;

/// Indexed like the answers of `names`.
struct Numbers {
    Recording names;
    std::vector<double> given;    ///< less the mean of all
    std::vector<double> implied;  ///< what is meant by it, her habit taken off
    std::vector<double> weights;
    double centre = 0;  ///< the mean of all
};

Numbers number(std::span<const RecordedAnswer> answers) {
    std::vector<RecordedAnswer> readable;
    for (const RecordedAnswer& answer : answers) {
        if (read_number(answer.label)) readable.push_back(answer);
    }
    Numbers numbers;
    numbers.names = number_answers(readable);
    for (const Answer& answer : numbers.names.answers)
        numbers.given.push_back(*read_number(numbers.names.labels[answer.label]));
    for (const double value : numbers.given)
        numbers.centre += value / static_cast<double>(numbers.given.size());
    for (double& value : numbers.given)
        value -= numbers.centre;
    numbers.implied = numbers.given;
    numbers.weights.assign(numbers.given.size(), 1.0);
    return numbers;
}

struct Sums {
    double weight = 0;
    double value = 0;
};

Sums sums_of(const Numbers& numbers, std::size_t item) {
    Sums sums;
    for (std::size_t at = numbers.names.first_of[item]; at < numbers.names.first_of[item + 1];
         ++at) {
        sums.weight += numbers.weights[at];
        sums.value += numbers.weights[at] * numbers.implied[at];
    }
    return sums;
}

/// For each answer the mean of the others to its item; its own where there are none.
std::vector<double> means_of_others(const Numbers& numbers) {
    std::vector<double> means(numbers.given.size());
    for (std::size_t at = 0; at < means.size(); ++at) {
        const Sums all = sums_of(numbers, numbers.names.answers[at].item);
        const double weight = all.weight - numbers.weights[at];
        const double value = all.value - numbers.weights[at] * numbers.implied[at];
        means[at] = weight > strays_min ? value / weight : numbers.implied[at];
    }
    return means;
}

/// Her answers as a line through what the others mean, and how far they scatter around it.
struct Habit {
    double count = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    double offset = 0;
    double gain = 1;
    double variance = 0;
};

double mean_square(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values)
        sum += value * value;
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

/// The line, shrunk to offset 0 and gain 1; `spread` is the variance of what the others mean.
void fit_line(Habit& habit, double spread) {
    if (habit.count == 0) return;
    const double x = habit.x / habit.count;
    const double y = habit.y / habit.count;
    const double prior = prior_answers * spread;
    const double along = habit.xx - habit.count * x * x + prior;
    if (along > 0) habit.gain = (habit.xy - habit.count * x * y + prior) / along;
    habit.gain = std::max(habit.gain, gain_min);
    habit.offset = (y - habit.gain * x) * habit.count / (habit.count + prior_answers);
}

double off_the_line(const Numbers& numbers, const std::vector<double>& others,
                    const std::vector<Habit>& habits, std::size_t at) {
    const Habit& habit = habits[numbers.names.answers[at].worker];
    return numbers.given[at] - habit.offset - habit.gain * others[at];
}

std::vector<Habit> habits_of(const Numbers& numbers, const std::vector<double>& others) {
    std::vector<Habit> habits(numbers.names.workers.size());
    std::vector<double> apart(others.size());
    for (std::size_t at = 0; at < others.size(); ++at) {
        Habit& habit = habits[numbers.names.answers[at].worker];
        apart[at] = numbers.implied[at] - others[at];
        habit.count += 1;
        habit.x += others[at];
        habit.y += numbers.given[at];
        habit.xx += others[at] * others[at];
        habit.xy += others[at] * numbers.given[at];
    }
    const double spread = mean_square(others);
    const double common = mean_square(apart);
    for (Habit& habit : habits)
        fit_line(habit, spread);
    for (std::size_t at = 0; at < others.size(); ++at) {
        const double off = off_the_line(numbers, others, habits, at);
        habits[numbers.names.answers[at].worker].variance += off * off;
    }
    for (Habit& habit : habits) {
        habit.variance = (habit.variance + common * prior_answers) / (habit.count + prior_answers);
    }
    return habits;
}

void weigh(Numbers& numbers) {
    const std::vector<double> others = means_of_others(numbers);
    const std::vector<Habit> habits = habits_of(numbers, others);
    for (std::size_t at = 0; at < others.size(); ++at) {
        const Habit& habit = habits[numbers.names.answers[at].worker];
        if (habit.variance <= 0) return;  // everybody agrees
        const double off = off_the_line(numbers, others, habits, at);
        const double strays = std::abs(off) / std::sqrt(habit.variance);
        numbers.implied[at] = (numbers.given[at] - habit.offset) / habit.gain;
        numbers.weights[at] = habit.gain * habit.gain / habit.variance *
                              std::min(1.0, outlier_at / std::max(strays, strays_min));
    }
}

/// Only the ratios of weights matter: their mean is kept at 1.
void scale_weights(Numbers& numbers) {
    double sum = 0;
    for (const double weight : numbers.weights)
        sum += weight;
    for (double& weight : numbers.weights)
        weight *= static_cast<double>(numbers.weights.size()) / sum;
}

std::vector<NumericEstimate> means(const Numbers& numbers) {
    std::vector<NumericEstimate> estimates;
    for (std::size_t item = 0; item < numbers.names.items.size(); ++item) {
        const Sums sums = sums_of(numbers, item);
        estimates.push_back({numbers.names.items[item], numbers.centre + sums.value / sums.weight,
                             static_cast<std::uint32_t>(numbers.names.answers_to(item).size())});
    }
    return estimates;
}

}  // namespace

std::optional<double> read_number(const std::string& text) {
    double value = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::vector<NumericEstimate> plain_means(std::span<const RecordedAnswer> answers) {
    return means(number(answers));
}

std::vector<NumericEstimate> weighted_means(std::span<const RecordedAnswer> answers) {
    Numbers weighed = number(answers);
    for (int sweep = 0; sweep < sweeps; ++sweep) {
        weigh(weighed);
        scale_weights(weighed);
    }
    return means(weighed);
}

std::optional<double> correlation(const std::vector<NumericEstimate>& estimates,
                                  std::span<const KnownTruth> truths) {
    std::unordered_map<std::string, double> truth_of;
    for (const KnownTruth& truth : truths) {
        if (const auto value = read_number(truth.label)) truth_of.emplace(truth.task, *value);
    }
    double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    for (const NumericEstimate& estimate : estimates) {
        const auto truth = truth_of.find(estimate.task);
        if (truth == truth_of.end()) continue;
        const double a = estimate.value;
        const double b = truth->second;
        n += 1, x += a, y += b, xx += a * a, yy += b * b, xy += a * b;
    }
    const double spread = (n * xx - x * x) * (n * yy - y * y);
    if (n < 2 || spread <= 0) return std::nullopt;
    return (n * xy - x * y) / std::sqrt(spread);
}

}  // namespace kazi::taskflow::quality
