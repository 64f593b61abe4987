// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/question_json.hpp"

#include <array>
#include <boost/json.hpp>
#include <utility>

#include "taskflow/question/form_spec.hpp"

namespace kazi::gateway::records {

namespace {

using namespace taskflow;
using question::FormSpec;
namespace json = boost::json;

using LimitField = std::pair<std::string_view, std::string FormSpec::*>;

/// Bounds: numbers, or days as text.
constexpr std::array<LimitField, 2> bounds{
    {{"minimum", &FormSpec::minimum}, {"maximum", &FormSpec::maximum}}};

constexpr std::array<LimitField, 3> counts{{{"decimals", &FormSpec::decimals},
                                            {"picks_minimum", &FormSpec::picks_minimum},
                                            {"picks_maximum", &FormSpec::picks_maximum}}};

constexpr std::array<LimitField, 4> words{{{"unit", &FormSpec::unit},
                                           {"currency", &FormSpec::currency},
                                           {"date_order", &FormSpec::date_order},
                                           {"source", &FormSpec::source}}};

void read_text(Fields& fields, QuestionText& text) {
    text.text = fields.text("text", 1, 1000);
    text.options = fields.texts("options");
    fields.no_others();
}

void read_limits(Fields& fields, FormSpec& limits) {
    for (const auto& [name, field] : bounds)
        limits.*field = fields.number_or_text(name);
    for (const auto& [name, field] : counts) {
        const auto count = fields.optional_integer(name, 0, 9);
        if (count) limits.*field = std::to_string(*count);
    }
    for (const auto& [name, field] : words)
        limits.*field = fields.optional_text(name, 300);
}

/// A bound that was sent as a number goes out as one.
json::value bound_json(const std::string& bound) {
    boost::system::error_code error;
    json::value number = json::parse(bound, error);
    return error || !number.is_number() ? json::value(bound) : number;
}

}  // namespace

void read_question(Fields& fields, Question& question, billing::Currency currency) {
    const auto kind = question::kind_named(fields.text("type", 1, 20));
    if (kind) {
        question.type = *kind;
    } else {
        fields.problem("type", "is none of the known types");
    }
    fields.each("texts", [&](const std::string& language, Fields& inner) {
        read_text(inner, question.texts[language]);
    });
    question.labels = fields.texts("labels");
    read_limits(fields, question.limits);
    if (question.type == QuestionType::price && question.limits.currency.empty())
        question.limits.currency = currency.code();
    fields.no_others();
}

json::object question_json(const Question& question) {
    json::object out;
    out["type"] = question::kind_name(question.type);
    json::object texts;
    for (const auto& [language, text] : question.texts) {
        json::object entry{{"text", text.text}};
        if (!text.options.empty()) entry["options"] = json::value_from(text.options);
        texts[language] = std::move(entry);
    }
    out["texts"] = std::move(texts);
    if (!question.labels.empty()) out["labels"] = json::value_from(question.labels);
    const auto add = [&](const auto& fields, const auto& shown) {
        for (const auto& [name, field] : fields) {
            const std::string& value = question.limits.*field;
            if (!value.empty()) out[name] = shown(value);
        }
    };
    add(bounds, bound_json);
    add(counts, bound_json);
    add(words, [](const std::string& value) { return json::value(value); });
    return out;
}

}  // namespace kazi::gateway::records
