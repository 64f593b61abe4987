// SPDX-License-Identifier: Apache-2.0
// A brace opens, a name follows, a brace closes; nothing nests.
#include "taskflow/question/placeholders.hpp"

#include <algorithm>

namespace kazi::taskflow::question {

namespace {

bool is_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
               (each >= '0' && each <= '9') || each == '_' || each == '-' || each == '.';
    });
}

using Names = std::vector<std::string>;

void add_once(Names& names, std::string_view name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
}

}  // namespace

std::optional<std::vector<std::string>> placeholders(std::string_view text) {
    std::vector<std::string> names;
    for (std::size_t brace = text.find_first_of("{}"); brace != std::string_view::npos;
         brace = text.find_first_of("{}")) {
        const std::size_t close = text.find('}', brace);
        if (text[brace] == '}' || close == std::string_view::npos) return std::nullopt;
        const std::string_view name = text.substr(brace + 1, close - brace - 1);
        if (!is_name(name)) return std::nullopt;
        add_once(names, name);
        text.remove_prefix(close + 1);
    }
    return names;
}

std::vector<std::string> placeholders(const Question& question) {
    std::vector<std::string> all;
    for (const auto& [language, wording] : question.texts) {
        const auto names = placeholders(std::string_view(wording.text));
        if (!names) continue;
        for (const std::string& name : *names)
            add_once(all, name);
    }
    for (const std::string& name :
         placeholders(std::string_view(question.limits.source)).value_or(Names()))
        add_once(all, name);
    return all;
}

}  // namespace kazi::taskflow::question
