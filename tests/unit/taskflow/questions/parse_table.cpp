// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/taskflow/questions/parse_table.hpp"

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "taskflow/question/form_spec.hpp"

namespace kazi::taskflow::question {

namespace {

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, separator);) {
        const auto first = part.find_first_not_of(' ');
        parts.push_back(first == std::string::npos ? std::string() : part.substr(first));
    }
    return parts;
}

/// "type=choice; options=A|B"
Form form_of(const std::string& question) {
    FormSpec spec;
    const std::map<std::string, std::string*> fields{
        {"type", &spec.type},         {"minimum", &spec.minimum},   {"maximum", &spec.maximum},
        {"unit", &spec.unit},         {"currency", &spec.currency}, {"today", &spec.today},
        {"decimals", &spec.decimals}, {"source", &spec.source}};
    for (const std::string& field : split(question, ';')) {
        const auto equals = field.find('=');
        const std::string value = field.substr(equals + 1);
        if (field.substr(0, equals) == "options") {
            spec.options = split(value, '|');
        } else {
            *fields.at(field.substr(0, equals)) = value;
        }
    }
    auto form = make_form(spec);
    if (!form) throw std::runtime_error(question + ": " + form.error());
    return *form;
}

}  // namespace

std::vector<ParseRow> read_parse_table(const Language& language, const std::string& folder) {
    std::string path = KAZI_SOURCE_DIR "/tests/golden/";
    std::ifstream in(path.append(folder).append("/").append(language).append(".txt"));
    std::vector<ParseRow> rows;
    ParseRow row;
    row.language = language;
    for (std::string line; std::getline(in, line);) {
        const auto tab = line.rfind('\t');
        if (line.empty() || line.starts_with("# ")) continue;
        if (tab == std::string::npos) {
            row.question = line.substr(1, line.size() - 2);
            row.form = form_of(row.question);
            continue;
        }
        row.typed = line.substr(0, tab);
        row.meaning = line.substr(tab + 1);
        rows.push_back(row);
    }
    return rows;
}

std::string understood_text(const Understanding& understanding) {
    if (understanding.outcome != Outcome::answer)
        return std::string(outcome_name(understanding.outcome));
    return value_text(understanding);
}

}  // namespace kazi::taskflow::question
