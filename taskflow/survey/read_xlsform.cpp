// SPDX-License-Identifier: Apache-2.0
// XLSForm in the CSV form of its tools: a row whose first cell is a sheet's name, then that sheet's
// rows, their first cell empty and the first of them the headings.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "taskflow/survey/csv.hpp"
#include "taskflow/survey/survey.hpp"

namespace kazi::taskflow::survey {

namespace {

struct TypeName {
    std::string_view form;
    std::string_view ours;
};

constexpr std::array types{TypeName{"text", "short_text"}, TypeName{"integer", "number"},
                           TypeName{"decimal", "number"}, TypeName{"date", "date"},
                           TypeName{"range", "rating"}};
constexpr std::array lists{TypeName{"select_one", "choice"},
                           TypeName{"select_multiple", "multiple_choice"},
                           TypeName{"rank", "ranking"}};
constexpr std::array<std::string_view, 4> ignored_types{"begin_group", "end_group", "begin group",
                                                        "end group"};
constexpr std::array<std::string_view, 7> ignored_columns{
    "required", "appearance", "hint", "default", "note", "constraint_message", "guidance_hint"};

template <typename List>
bool contains(const List& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

/// "label::English (en)" and "label::en" are the label in English; "label" in the first language.
std::optional<Language> label_language(std::string_view heading) {
    if (!heading.starts_with("label")) return std::nullopt;
    if (heading == "label") return Language();
    const std::size_t colons = heading.find("::");
    if (colons == std::string_view::npos) return std::nullopt;
    const std::string_view named = heading.substr(colons + 2);
    const std::size_t open = named.find('(');
    if (open == std::string_view::npos) return Language(named);
    return Language(named.substr(open + 1, named.find(')', open) - open - 1));
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

class FormReader {
public:
    boost::system::result<Survey, Faults> read(std::string_view text) {
        auto rows = read_csv(text);
        if (!rows) return Faults{{"file", rows.error()}};
        for (std::size_t at = 0; at < rows->size(); ++at)
            take((*rows)[at], static_cast<int>(at) + 1);
        attach_options();
        if (survey_.languages.empty()) survey_.languages = {"en"};
        name_default_language();
        if (faults_.empty()) faults_ = check_structure(survey_);
        if (!faults_.empty()) return faults_;
        return survey_;
    }

private:
    void fail(std::string what) {
        faults_.push_back({fmt::format("row {}", row_number_), std::move(what)});
    }

    void take(const CsvRow& row, int number) {
        row_number_ = number;
        if (!row.front().empty()) {
            sheet_ = row.front();
            headings_.clear();
            const bool known = sheet_ == "survey" || sheet_ == "choices" || sheet_ == "settings";
            if (!known) fail(fmt::format("{} is no sheet that is known", sheet_));
        } else if (headings_.empty()) {
            headings_ = row;
            add_languages();
        } else if (sheet_ == "survey") {
            take_question(row);
        } else if (sheet_ == "choices") {
            take_choice(row);
        } else if (sheet_ == "settings") {
            survey_.title = cell(row, "form_title");
        }
    }

    void add_languages() {
        for (const std::string& heading : headings_) {
            const auto language = label_language(heading);
            const bool fresh =
                language && !language->empty() && !contains(survey_.languages, *language);
            if (fresh) survey_.languages.push_back(*language);
        }
    }

    [[nodiscard]] std::string cell(const CsvRow& row, std::string_view heading) const {
        for (std::size_t at = 0; at < headings_.size() && at < row.size(); ++at) {
            if (headings_[at] == heading) return row[at];
        }
        return {};
    }

    [[nodiscard]] std::map<Language, std::string> labels(const CsvRow& row) const {
        std::map<Language, std::string> texts;
        for (std::size_t at = 0; at < headings_.size() && at < row.size(); ++at) {
            const auto language = label_language(headings_[at]);
            if (language && !row[at].empty()) texts[*language] = pipes(row[at]);
        }
        return texts;
    }

    /// ${question} is {question} with us.
    static std::string pipes(std::string text) {
        for (std::size_t at = text.find("${"); at != std::string::npos; at = text.find("${", at))
            text.erase(at, 1);
        return text;
    }

    void take_question(const CsvRow& row) {
        const std::string type = cell(row, "type");
        if (type.empty() || contains(ignored_types, type)) return;
        check_columns(row);
        SurveyQuestion asked;
        asked.name = cell(row, "name");
        asked.texts = labels(row);
        asked.ask_if = cell(row, "relevant");
        set_type(asked, type);
        set_bounds(asked, cell(row, "constraint"));
        set_range(asked, cell(row, "parameters"));
        auto condition = read_condition(asked.ask_if);
        if (!condition) return fail("relevant: " + condition.error());
        asked.condition = std::move(*condition);
        survey_.questions.push_back(std::move(asked));
    }

    void check_columns(const CsvRow& row) {
        for (std::size_t at = 0; at < headings_.size() && at < row.size(); ++at) {
            const std::string& heading = headings_[at];
            const bool known = heading.empty() || heading == "type" || heading == "name" ||
                               heading == "relevant" || heading == "constraint" ||
                               heading == "parameters" || label_language(heading) ||
                               contains(ignored_columns, heading.substr(0, heading.find("::")));
            if (!known && !row[at].empty())
                fail(fmt::format("the column {} is not understood", heading));
        }
    }

    void set_type(SurveyQuestion& asked, const std::string& type) {
        const auto words = words_of(type);
        for (const TypeName& each : lists) {
            if (words.size() == 2 && words.front() == each.form) {
                asked.spec.type = each.ours;
                lists_of_.emplace_back(survey_.questions.size(), words.back());
            }
        }
        for (const TypeName& each : types) {
            if (type == each.form) asked.spec.type = each.ours;
        }
        if (type == "decimal") asked.spec.decimals = "3";
        if (type.starts_with("begin")) return fail("loops and repeats are not allowed");
        if (asked.spec.type.empty()) fail(fmt::format("the type {} is not understood", type));
    }

    /// ". >= 0 and . <= 120"
    void set_bounds(SurveyQuestion& asked, const std::string& constraint) {
        const auto words = words_of(constraint);
        for (std::size_t at = 0; at < words.size(); at += 4) {
            const bool whole = at + 2 < words.size() && words[at] == "." &&
                               (at + 3 >= words.size() || words[at + 3] == "and");
            if (whole && words[at + 1] == ">=") {
                asked.spec.minimum = words[at + 2];
            } else if (whole && words[at + 1] == "<=") {
                asked.spec.maximum = words[at + 2];
            } else {
                return fail("a constraint must read \". >= 0 and . <= 120\"");
            }
        }
    }

    /// "start=1 end=5"
    static void set_range(SurveyQuestion& asked, const std::string& parameters) {
        for (const std::string& each : words_of(parameters)) {
            if (each.starts_with("start=")) asked.spec.minimum = each.substr(6);
            if (each.starts_with("end=")) asked.spec.maximum = each.substr(4);
        }
    }

    void take_choice(const CsvRow& row) {
        const std::string list = cell(row, "list_name");
        if (!list.empty()) choices_[list].push_back({cell(row, "name"), labels(row)});
    }

    void attach_options() {
        for (const auto& [question, list] : lists_of_) {
            if (question >= survey_.questions.size()) continue;
            survey_.questions[question].options = choices_[list];
            if (choices_[list].empty())
                faults_.push_back({survey_.questions[question].name,
                                   fmt::format("has the list {}, which is empty", list)});
        }
    }

    /// What stood under the bare heading "label" is in the first language.
    void name_default_language() {
        const auto name = [&](std::map<Language, std::string>& texts) {
            const auto unnamed = texts.find("");
            if (unnamed == texts.end()) return;
            texts.emplace(survey_.languages.front(), unnamed->second);
            texts.erase("");
        };
        for (SurveyQuestion& asked : survey_.questions) {
            name(asked.texts);
            for (Option& option : asked.options)
                name(option.labels);
        }
    }

    Survey survey_;
    Faults faults_;
    std::string sheet_;
    CsvRow headings_;
    int row_number_ = 0;
    std::vector<std::pair<std::size_t, std::string>> lists_of_;  ///< question, list
    std::map<std::string, std::vector<Option>> choices_;
};

}  // namespace

boost::system::result<Survey, Faults> read_survey_xlsform(std::string_view text) {
    return FormReader().read(text);
}

}  // namespace kazi::taskflow::survey
