// SPDX-License-Identifier: Apache-2.0
// A survey: questions in a fixed order, each asked or not by what was answered before it. There is
// no way back and no jump, so that it ends whatever is answered.
#pragma once

#include <boost/system/result.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "taskflow/question/form_spec.hpp"
#include "taskflow/survey/condition.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::taskflow::survey {

/// The name stands in results and conditions, the label on the screen.
struct Option {
    std::string name;
    std::map<Language, std::string> labels;
};

struct SurveyQuestion {
    std::string name;
    question::FormSpec spec;                ///< options apart
    std::map<Language, std::string> texts;  ///< {question} is filled with the answer to that one
    std::vector<Option> options;
    std::string ask_if;  ///< as it was written
    Condition condition;
};

struct Survey {
    std::string title;
    std::vector<Language> languages;  ///< first: what is shown where another lacks a text
    std::vector<SurveyQuestion> questions;
};

/// What is wrong in a definition, and where.
struct Fault {
    std::string where;  ///< a question's name, or a line of the file
    std::string what;
    friend bool operator==(const Fault&, const Fault&) = default;
};
using Faults = std::vector<Fault>;

/// The JSON form; taskflow/survey/README.md shows it.
[[nodiscard]] boost::system::result<Survey, Faults> read_survey_json(std::string_view text);

/// A subset of XLSForm, as one CSV with the sheets "survey" and "choices" below each other. What is
/// beyond the subset is refused, never left out silently.
[[nodiscard]] boost::system::result<Survey, Faults> read_survey_xlsform(std::string_view text);

/// What no way of writing a survey can be allowed: a name twice, a condition or a pipe on a
/// question that comes later or never, a form that can't be asked.
[[nodiscard]] Faults check_structure(const Survey& survey);

/// The form in one language, its options by label.
[[nodiscard]] boost::system::result<question::Form, std::string> form_of(
    const SurveyQuestion& asked, const Language& language, const std::string& today);

/// The text, with the answers it pipes; in the survey's first language where hers has none.
[[nodiscard]] std::string text_of(const Survey& survey, const SurveyQuestion& asked,
                                  const Language& language, const Answers& answers);
[[nodiscard]] std::string label_of(const Survey& survey, const Option& option,
                                   const Language& language);

/// The names between braces in a text.
[[nodiscard]] std::vector<std::string> pipes_in(std::string_view text);

/// The place of the first question from `from` on that is asked after these answers; the number of
/// questions when there is none.
[[nodiscard]] std::size_t next_asked(const Survey& survey, std::size_t from,
                                     const Answers& answers);

}  // namespace kazi::taskflow::survey
