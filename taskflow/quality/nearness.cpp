// SPDX-License-Identifier: Apache-2.0
#include "taskflow/quality/nearness.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "taskflow/quality/numeric.hpp"
#include "taskflow/quality/text.hpp"
#include "taskflow/question/asked.hpp"
#include "taskflow/question/form_spec.hpp"

namespace kazi::taskflow::quality {

namespace {

/// What half of two texts or orders have in common, others may have by chance.
constexpr double common_by_chance = 0.5;
/// Up to so many words, letters tell more than words do: a misspelled town is one word, and wrong.
constexpr std::size_t few_words = 2;

/// Falls off with the distance, counted in tolerances: 1 at 0, a quarter at 1, a twenty-fifth at 2.
double falling(double tolerances) {
    const double once = 1 / (1 + tolerances * tolerances);
    return once * once;
}

double above_chance(double in_common) {
    return std::max(0.0, (in_common - common_by_chance) / (1 - common_by_chance));
}

double near_amounts(double one, double other, double tolerance) {
    const double size = (std::abs(one) + std::abs(other)) / 2;
    return size == 0 ? 1 : falling(std::abs(one - other) / (tolerance * size));
}

/// Of days and ratings one step is tolerated.
double near_steps(double one, double other) {
    return falling(std::abs(one - other));
}

double near_texts(const ReadText& one, const ReadText& other) {
    const bool short_ones = one.words.size() <= few_words && other.words.size() <= few_words;
    return above_chance(short_ones ? groups_in_common(one, other) : likeness(one, other));
}

using Options = std::vector<std::size_t>;

double near_picks(const Options& one, const Options& other) {
    const auto both = std::ranges::count_if(
        one, [&](std::size_t each) { return std::ranges::find(other, each) != other.end(); });
    const double all = static_cast<double>(one.size() + other.size()) - static_cast<double>(both);
    const double share = all == 0 ? 1 : above_chance(static_cast<double>(both) / all);
    return share * share;
}

std::size_t place_of(const Options& order, std::size_t option) {
    return static_cast<std::size_t>(std::ranges::find(order, option) - order.begin());
}

double near_orders(const Options& one, const Options& other) {
    double alike = 0;
    double pairs = 0;
    for (std::size_t first = 0; first < one.size(); ++first) {
        for (std::size_t second = first + 1; second < one.size(); ++second) {
            pairs += 1;
            alike += place_of(other, one[first]) < place_of(other, one[second]) ? 1 : 0;
        }
    }
    const double share = pairs == 0 ? 1 : above_chance(alike / pairs);
    return share * share;
}

std::optional<double> day_number(const std::string& text) {
    const auto day = question::read_iso_day(text);
    if (!day) return std::nullopt;
    return static_cast<double>(day->time_since_epoch().count());
}

/// Each label read once, then every two compared; what can't be read is near itself only.
template <class Read, class Near>
std::vector<double> compared(const std::vector<std::string>& labels, Read read, Near near) {
    std::vector<decltype(read(labels[0]))> values;
    for (const std::string& label : labels)
        values.push_back(read(label));
    std::vector<double> all(labels.size() * labels.size());
    for (std::size_t one = 0; one < labels.size(); ++one) {
        all[one * labels.size() + one] = 1;
        for (std::size_t other = 0; other < one; ++other) {
            const double between =
                values[one] && values[other] ? near(*values[one], *values[other]) : 0;
            all[one * labels.size() + other] = all[other * labels.size() + one] = between;
        }
    }
    return all;
}

std::vector<double> all_near(QuestionType type, const std::vector<std::string>& labels,
                             double amount_tolerance) {
    const auto text = [](const std::string& label) { return std::optional(read_text(label)); };
    const auto options = [](const std::string& label) {
        return std::optional(question::picked(label));
    };
    const auto amounts = [&](double one, double other) {
        return near_amounts(one, other, amount_tolerance);
    };
    switch (type) {
        case QuestionType::multiple_choice:
            return compared(labels, options, near_picks);
        case QuestionType::ranking:
            return compared(labels, options, near_orders);
        case QuestionType::date:
            return compared(labels, day_number, near_steps);
        case QuestionType::rating:
            return compared(labels, read_number, near_steps);
        case QuestionType::short_text:
        case QuestionType::translation:
        case QuestionType::transcription:
            return compared(labels, text, near_texts);
        default:
            return compared(labels, read_number, amounts);
    }
}

}  // namespace

Nearness::Nearness(const Question& question, const std::vector<std::string>& labels,
                   double amount_tolerance)
    : labels_(labels.size()), near_(all_near(question.type, labels, amount_tolerance)) {}

}  // namespace kazi::taskflow::quality
