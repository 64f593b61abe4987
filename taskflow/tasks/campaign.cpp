// SPDX-License-Identifier: Apache-2.0
// What a campaign says about its questions: the answer model's classes, and an item's own wording.
#include "taskflow/tasks/campaign.hpp"

#include <algorithm>

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

AnswerPrice Campaign::price_at(int level) const {
    AnswerPrice price{pay, fee};
    for (const LevelPay& each : standing.pays) {
        if (level >= each.level)
            price = {{each.pay_micro, pay.currency}, {each.fee_micro, pay.currency}};
    }
    return price;
}

AnswerPrice Campaign::price_paying(std::int64_t pay_micro) const {
    const auto at = std::ranges::find(standing.pays, pay_micro, &LevelPay::pay_micro);
    return at == standing.pays.end() ? AnswerPrice{pay, fee} : price_at(at->level);
}

std::int64_t Campaign::answer_micro_max() const {
    const AnswerPrice highest = price_at(level_max);
    return highest.pay.micro + highest.fee.micro + wages.reply_cost_micro;
}

std::int64_t Campaign::lease_micro_max() const {
    return answer_micro_max() + bonus.micro_max();
}

std::int64_t Campaign::answers_max() const {
    const auto uploaded = std::ranges::count(gold.items, false, &GoldItem::grown);
    return std::int64_t{item_count} * redundancy.maximum + uploaded * gold.checks;
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
