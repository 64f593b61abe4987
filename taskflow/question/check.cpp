// SPDX-License-Identifier: Apache-2.0
// The checks, from the whole to the parts. The last one asks the reader itself: an option that
// would not be understood when a worker types it back must not be offered.
#include "taskflow/question/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "taskflow/question/fold.hpp"
#include "taskflow/question/placeholders.hpp"
#include "taskflow/question/read_answer.hpp"

namespace kazi::taskflow::question {

namespace {

using Problems = std::vector<Problem>;

void check_wording(const std::string& where, const std::string& text, std::size_t chars_max,
                   Problems& problems) {
    const std::size_t chars = fold_text(text).size();
    if (chars == 0) problems.push_back({where, "is empty or not UTF-8"});
    if (chars > chars_max) {
        problems.push_back({where, fmt::format("is longer than {} characters", chars_max)});
    }
}

void check_text(const std::string& where, const std::string& text, Problems& problems) {
    check_wording(where, text, question_chars_max, problems);
    if (!placeholders(std::string_view(text))) {
        problems.push_back({where, "has braces that do not pair up round a name"});
    }
}

bool reads_as(const Question& question, const Language& language, const std::string& typed,
              std::size_t option) {
    const Reading reading = read_answer(question, language, typed);
    const auto* chosen = std::get_if<Chosen>(&reading);
    return chosen != nullptr && chosen->option == option;
}

void check_option(const Question& question, const Language& language, std::size_t nth,
                  Problems& problems) {
    const std::string& option = question.texts.at(language).options[nth];
    const std::string where = fmt::format("/texts/{}/options/{}", language, nth);
    const std::size_t before = problems.size();
    check_wording(where, option, option_chars_max, problems);
    if (option.find_first_of("{}\n") != std::string::npos) {
        problems.push_back({where, "holds a brace or a line break"});
    }
    if (problems.size() > before) return;
    if (!reads_as(question, language, option, nth) ||
        !reads_as(question, language, std::to_string(nth + 1), nth)) {
        problems.push_back({where,
                            "cannot be told from another option, its number or 'don't know' "
                            "when a worker types it"});
    }
}

void check_options(const Question& question, const Language& language, Problems& problems) {
    const auto& options = question.texts.at(language).options;
    const std::string where = fmt::format("/texts/{}/options", language);
    if (question.type != QuestionType::choice) {
        if (!options.empty()) problems.push_back({where, "only a choice has options"});
        return;
    }
    if (options.size() < options_min || options.size() > options_max) {
        problems.push_back({where, fmt::format("must be {} to {}", options_min, options_max)});
        return;
    }
    if (options.size() != question.labels.size()) {
        problems.push_back({where, "must be as many as the labels"});
    }
    for (std::size_t nth = 0; nth < options.size(); ++nth) {
        check_option(question, language, nth, problems);
    }
}

void check_labels(const Question& question, Problems& problems) {
    if (question.type != QuestionType::choice) {
        if (!question.labels.empty()) problems.push_back({"/labels", "only a choice has labels"});
        return;
    }
    std::set<std::string> known;
    for (std::size_t nth = 0; nth < question.labels.size(); ++nth) {
        const std::string& label = question.labels[nth];
        const std::string where = fmt::format("/labels/{}", nth);
        check_wording(where, label, label_chars_max, problems);
        if (!known.insert(label).second) problems.push_back({where, "is there twice"});
    }
}

bool is_sane(const std::optional<std::int64_t>& bound) {
    return !bound || (*bound >= -number_max && *bound <= number_max);
}

void check_range(const Question& question, Problems& problems) {
    const auto& minimum = question.minimum;
    const auto& maximum = question.maximum;
    if (question.type != QuestionType::number) {
        if (minimum) problems.push_back({"/minimum", "only a number has a range"});
        if (maximum) problems.push_back({"/maximum", "only a number has a range"});
        return;
    }
    if (!is_sane(minimum)) problems.push_back({"/minimum", "is beyond 10^15"});
    if (!is_sane(maximum)) problems.push_back({"/maximum", "is beyond 10^15"});
    if (minimum && maximum && *minimum > *maximum) {
        problems.push_back({"/minimum", "is greater than the maximum"});
    }
}

}  // namespace

std::vector<Problem> check_question(const Question& question,
                                    const std::vector<Language>& languages) {
    Problems problems;
    if (languages.empty()) problems.push_back({"/texts", "no language to ask in"});
    for (const Language& language : languages) {
        if (question.texts.find(language) == question.texts.end()) {
            problems.push_back({"/texts/" + language, "is missing"});
        }
    }
    for (const auto& [language, wording] : question.texts) {
        check_text(fmt::format("/texts/{}/text", language), wording.text, problems);
        check_options(question, language, problems);
    }
    check_labels(question, problems);
    check_range(question, problems);
    return problems;
}

}  // namespace kazi::taskflow::question
