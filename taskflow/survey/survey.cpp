// SPDX-License-Identifier: Apache-2.0
#include "taskflow/survey/survey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace kazi::taskflow::survey {

namespace {

const std::string* in_language(const std::map<Language, std::string>& texts, const Survey& survey,
                               const Language& language) {
    for (const Language& each : {language, survey.languages.front()}) {
        const auto text = texts.find(each);
        if (text != texts.end()) return &text->second;
    }
    return nullptr;
}

/// What a pipe shows of an answer: the label of an option, otherwise what was said.
std::string piped(const Survey& survey, const std::string& name, const Language& language,
                  const Answers& answers) {
    const auto given = answers.find(name);
    if (given == answers.end()) return "…";
    const auto asked = std::find_if(survey.questions.begin(), survey.questions.end(),
                                    [&](const SurveyQuestion& each) { return each.name == name; });
    if (given->second.number) return question::milli_text(*given->second.number);
    std::string shown;
    for (const std::string& each : given->second.names) {
        if (!shown.empty()) shown += ", ";
        const auto option = std::find_if(asked->options.begin(), asked->options.end(),
                                         [&](const Option& one) { return one.name == each; });
        shown += option == asked->options.end() ? each : label_of(survey, *option, language);
    }
    return shown;
}

void check_references(const SurveyQuestion& asked, const std::set<std::string>& before,
                      const std::set<std::string>& all, Faults& faults) {
    std::set<std::string> questions;
    add_questions(asked.condition, questions);
    for (const auto& [language, text] : asked.texts) {
        for (const std::string& name : pipes_in(text))
            questions.insert(name);
    }
    for (const std::string& name : questions) {
        if (before.contains(name)) continue;
        const std::string_view why =
            all.contains(name) ? "is not asked before it: there are no loops" : "is no question";
        faults.push_back({asked.name, fmt::format("depends on {}, which {}", name, why)});
    }
}

void check_options(const SurveyQuestion& asked, Faults& faults) {
    std::set<std::string> names;
    for (const Option& option : asked.options) {
        if (!names.insert(option.name).second)
            faults.push_back({asked.name, fmt::format("has the option {} twice", option.name)});
    }
}

}  // namespace

Faults check_structure(const Survey& survey) {
    Faults faults;
    if (survey.languages.empty()) return {{"survey", "has no language"}};
    if (survey.questions.empty()) faults.push_back({"survey", "has no question"});
    std::set<std::string> all;
    for (const SurveyQuestion& asked : survey.questions) {
        if (asked.name.empty() || !all.insert(asked.name).second)
            faults.push_back({asked.name, "is a name that is empty or there twice"});
    }
    std::set<std::string> before;
    for (const SurveyQuestion& asked : survey.questions) {
        check_references(asked, before, all, faults);
        check_options(asked, faults);
        const auto form = form_of(asked, survey.languages.front(), "2026-01-01");
        if (!form) faults.push_back({asked.name, form.error()});
        before.insert(asked.name);
    }
    return faults;
}

boost::system::result<question::Form, std::string> form_of(const SurveyQuestion& asked,
                                                           const Language& language,
                                                           const std::string& today) {
    question::FormSpec spec = asked.spec;
    spec.today = today;
    for (const Option& option : asked.options) {
        const auto label = option.labels.find(language);
        spec.options.push_back(label == option.labels.end() ? option.name : label->second);
    }
    return question::make_form(spec);
}

std::string text_of(const Survey& survey, const SurveyQuestion& asked, const Language& language,
                    const Answers& answers) {
    const std::string* text = in_language(asked.texts, survey, language);
    if (text == nullptr) return asked.name;
    std::string filled;
    std::size_t from = 0;
    for (;;) {
        const std::size_t open = text->find('{', from);
        const std::size_t close = text->find('}', open);
        if (close == std::string::npos) return filled.append(*text, from);
        filled.append(*text, from, open - from);
        filled += piped(survey, text->substr(open + 1, close - open - 1), language, answers);
        from = close + 1;
    }
}

std::string label_of(const Survey& survey, const Option& option, const Language& language) {
    const std::string* label = in_language(option.labels, survey, language);
    return label == nullptr ? option.name : *label;
}

std::vector<std::string> pipes_in(std::string_view text) {
    std::vector<std::string> names;
    for (std::size_t open = text.find('{'); open != std::string_view::npos;
         open = text.find('{', open + 1)) {
        const std::size_t close = text.find('}', open);
        if (close == std::string_view::npos) break;
        names.emplace_back(text.substr(open + 1, close - open - 1));
    }
    return names;
}

std::size_t next_asked(const Survey& survey, std::size_t from, const Answers& answers) {
    while (from < survey.questions.size() && !holds(survey.questions[from].condition, answers))
        ++from;
    return from;
}

}  // namespace kazi::taskflow::survey
