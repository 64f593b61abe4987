// SPDX-License-Identifier: Apache-2.0
#include "taskflow/survey/answers_json.hpp"

#include <boost/json.hpp>

namespace kazi::taskflow::survey {

namespace {

namespace json = boost::json;
using question::Kind;

json::value number_json(question::Milli value) {
    if (value % question::milli == 0) return value / question::milli;
    return static_cast<double>(value) / question::milli;
}

bool is_list(const SurveyQuestion& asked) {
    const auto kind = question::kind_named(asked.spec.type);
    return kind == Kind::multiple_choice || kind == Kind::ranking;
}

json::value answer_json(const SurveyQuestion& asked, const Given& given) {
    if (is_list(asked)) return json::value_from(given.names);
    if (given.number) return number_json(*given.number);
    return given.names.empty() ? json::value(nullptr) : json::value(given.names.front());
}

}  // namespace

std::string answers_json(const Survey& survey, const Answers& answers) {
    json::object out;
    for (const SurveyQuestion& asked : survey.questions) {
        const auto given = answers.find(asked.name);
        if (given != answers.end()) out[asked.name] = answer_json(asked, given->second);
    }
    return json::serialize(out);
}

}  // namespace kazi::taskflow::survey
