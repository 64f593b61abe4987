// SPDX-License-Identifier: Apache-2.0
// What a campaign says about its questions: the answer model's classes, and an item's own wording.
#include "taskflow/tasks/campaign.hpp"

#include "taskflow/question/asked.hpp"

namespace kazi::taskflow {

namespace {

/// An open answer is a label of its item alone: what a matrix said of "label 3" would mean nothing
/// at the next one.
quality::Family family_of_open(QuestionType type) {
    if (question::is_wording(type)) return quality::texts;
    const bool picks = type == QuestionType::multiple_choice || type == QuestionType::ranking;
    return picks ? quality::many_classes : quality::numbers;
}

}  // namespace

std::uint32_t Campaign::class_count() const {
    return question::class_count(question);
}

quality::Family Campaign::family() const {
    if (!question::is_listed(question)) return family_of_open(question.type);
    const std::uint32_t classes = class_count();
    return classes <= quality::matrix_classes_max ? static_cast<quality::Family>(classes)
                                                  : quality::many_classes;
}

std::int64_t Campaign::answer_micro_max() const {
    return pay.micro + fee.micro + wages.reply_cost_micro;
}

std::string fill_placeholders(const std::string& text, const Item& item) {
    std::string filled;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t open = text.find('{', at);
        const std::size_t close = open == std::string::npos ? open : text.find('}', open);
        if (close == std::string::npos) break;
        filled.append(text, at, open - at);
        const auto value = item.values.find(text.substr(open + 1, close - open - 1));
        // An unknown name keeps its opening brace only, so that "{a{b}" still finds "b".
        const bool known = value != item.values.end();
        filled.append(known ? value->second : "{");
        at = known ? close + 1 : open + 1;
    }
    return filled.append(text, at);
}

}  // namespace kazi::taskflow
