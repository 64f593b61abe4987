// SPDX-License-Identifier: Apache-2.0
#include "taskflow/survey/together.hpp"

#include <algorithm>
#include <set>

namespace kazi::taskflow::survey {

namespace {

using question::Kind;

/// One digit for each answer, so that "121" can be read.
constexpr std::size_t digit_max = 9;

bool is_digit(const std::string& bound, question::Milli when_unset) {
    const question::Milli value = bound.empty() ? when_unset : number_in(bound).value_or(-1);
    return value >= 0 && value <= static_cast<question::Milli>(digit_max) * question::milli;
}

bool is_answered_by_digit(const SurveyQuestion& asked) {
    const auto kind = question::kind_named(asked.spec.type);
    if (kind == Kind::yes_no) return true;
    if (kind == Kind::choice) return asked.options.size() <= digit_max;
    return kind == Kind::rating && is_digit(asked.spec.minimum, 0) &&
           is_digit(asked.spec.maximum, 0);
}

/// True when one of those answers decides whether it is asked, or stands in its text.
bool follows_from(const SurveyQuestion& asked, const std::set<std::string>& names) {
    std::set<std::string> wanted;
    add_questions(asked.condition, wanted);
    for (const auto& each : asked.texts) {
        for (std::string& name : pipes_in(each.second))
            wanted.insert(std::move(name));
    }
    return std::ranges::any_of(wanted,
                               [&](const std::string& name) { return names.contains(name); });
}

}  // namespace

std::vector<std::size_t> asked_together(const Survey& survey, std::size_t from,
                                        const Answers& answers, std::size_t at_most) {
    std::vector<std::size_t> places;
    std::set<std::string> names;
    for (std::size_t at = from; at < survey.questions.size() && places.size() < at_most; ++at) {
        const SurveyQuestion& asked = survey.questions[at];
        if (follows_from(asked, names)) break;
        if (!holds(asked.condition, answers)) continue;
        if (!is_answered_by_digit(asked)) break;
        places.push_back(at);
        names.insert(asked.name);
    }
    return places;
}

}  // namespace kazi::taskflow::survey
