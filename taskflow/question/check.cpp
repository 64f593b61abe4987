// SPDX-License-Identifier: Apache-2.0
// The checks, from the whole to the parts. The last one asks the reader itself: an option that
// would not be understood when a worker types it back must not be offered.
#include "taskflow/question/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "taskflow/question/fold.hpp"
#include "taskflow/question/form_spec.hpp"
#include "taskflow/question/placeholders.hpp"
#include "taskflow/question/understanding.hpp"

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

bool has_options(const Question& question) {
    return question.type == Kind::choice || question.type == Kind::multiple_choice ||
           question.type == Kind::ranking;
}

/// Whatever is picked from the list, and however many: each option by itself is read as a choice.
bool reads_as(const Question& question, const Language& language, const std::string& typed,
              std::uint16_t option) {
    Form list;
    list.options = question.texts.at(language).options;
    const Understanding understanding = understand(list, language, typed);
    const auto* picks = std::get_if<Picks>(&understanding.value);
    return picks != nullptr && picks->options == std::vector{option};
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
    const auto wanted = static_cast<std::uint16_t>(nth);
    if (!reads_as(question, language, option, wanted) ||
        !reads_as(question, language, std::to_string(nth + 1), wanted)) {
        problems.push_back({where,
                            "cannot be told from another option, its number or 'don't know' "
                            "when a worker types it"});
    }
}

void check_options(const Question& question, const Language& language, Problems& problems) {
    const auto& options = question.texts.at(language).options;
    const std::string where = fmt::format("/texts/{}/options", language);
    if (!has_options(question)) {
        if (!options.empty()) problems.push_back({where, "only a choice or a ranking has options"});
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
    if (!has_options(question)) {
        if (!question.labels.empty())
            problems.push_back({"/labels", "only a choice or a ranking has labels"});
        return;
    }
    std::set<std::string> known;
    for (std::size_t nth = 0; nth < question.labels.size(); ++nth) {
        const std::string& label = question.labels[nth];
        const std::string where = fmt::format("/labels/{}", nth);
        check_wording(where, label, label_chars_max, problems);
        if (!known.insert(label).second) problems.push_back({where, "is there twice"});
        // Results join the labels of several options by a comma.
        if (question.type != Kind::choice && label.find(',') != std::string::npos)
            problems.push_back({where, "holds a comma"});
    }
}

using Kinds = std::initializer_list<Kind>;

/// One limit, and the kinds of question that it means something to.
struct Limit {
    std::string_view field;
    std::string FormSpec::*value;
    Kinds kinds;
};

bool is_for(const Limit& limit, Kind kind) {
    return std::find(limit.kinds.begin(), limit.kinds.end(), kind) != limit.kinds.end();
}

void check_meaning(const Question& question, Problems& problems) {
    const Kinds amounts{Kind::number, Kind::price, Kind::stock};
    const Kinds bounded{Kind::number, Kind::price, Kind::stock, Kind::rating, Kind::date};
    const Limit limits[] = {
        {"minimum", &FormSpec::minimum, bounded},
        {"maximum", &FormSpec::maximum, bounded},
        {"unit", &FormSpec::unit, {Kind::number, Kind::stock}},
        {"currency", &FormSpec::currency, {Kind::price}},
        {"decimals", &FormSpec::decimals, amounts},
        {"picks_minimum", &FormSpec::picks_minimum, {Kind::multiple_choice}},
        {"picks_maximum", &FormSpec::picks_maximum, {Kind::multiple_choice}},
        {"date_order", &FormSpec::date_order, {Kind::date}},
        {"source", &FormSpec::source, {Kind::translation, Kind::transcription}}};
    for (const Limit& limit : limits) {
        if ((question.limits.*limit.value).empty() || is_for(limit, question.type)) continue;
        problems.push_back({fmt::format("/{}", limit.field),
                            fmt::format("means nothing to {}", kind_name(question.type))});
    }
}

bool is_sane(const std::optional<Milli>& bound) {
    return !bound || (*bound >= -number_max * milli && *bound <= number_max * milli);
}

/// "picks minimum: must be …" names the field before the colon.
Problem problem_of(const std::string& fault) {
    const std::size_t colon = fault.find(": ");
    std::string field = fault.substr(0, colon);
    std::replace(field.begin(), field.end(), ' ', '_');
    return {'/' + field, fault.substr(colon + 2)};
}

void check_limits(const Question& question, Problems& problems) {
    const std::size_t before = problems.size();
    check_meaning(question, problems);
    const std::string& order = question.limits.date_order;
    if (!order.empty() && order != "dmy" && order != "mdy")
        problems.push_back({"/date_order", "must be dmy or mdy"});
    if (!placeholders(std::string_view(question.limits.source)))
        problems.push_back({"/source", "has braces that do not pair up round a name"});
    // Too few options are told already.
    const bool too_few = has_options(question) && question.labels.size() < options_min;
    if (problems.size() > before || too_few) return;
    FormSpec spec = question.limits;
    spec.type = kind_name(question.type);
    spec.today = "2026-01-01";
    if (has_options(question)) spec.options = question.labels;
    const auto form = make_form(spec);
    if (!form) return problems.push_back(problem_of(form.error()));
    if (!is_sane(form->minimum)) problems.push_back({"/minimum", "is beyond 10^15"});
    if (!is_sane(form->maximum)) problems.push_back({"/maximum", "is beyond 10^15"});
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
    check_limits(question, problems);
    return problems;
}

}  // namespace kazi::taskflow::question
