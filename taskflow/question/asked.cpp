// SPDX-License-Identifier: Apache-2.0
#include "taskflow/question/asked.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "billing/ensure.hpp"
#include "taskflow/question/form_spec.hpp"
#include "taskflow/question/tokens.hpp"

namespace kazi::taskflow::question {

namespace {

// Open answers have no list of classes. What matters is how likely two wrong ones agree by chance:
// wrong numbers cluster (rounding, the neighbouring value) more than wrong words do.
constexpr std::uint32_t number_classes = 10;
constexpr std::uint32_t text_classes = 20;
constexpr Milli usual_scale = 5;

constexpr std::array yes_no_facts{Fact::yes, Fact::no};
constexpr std::array verification_facts{Fact::right, Fact::wrong};
constexpr std::array stock_facts{Fact::in_stock, Fact::out_of_stock};
constexpr std::array place_facts{Fact::open, Fact::closed, Fact::moved, Fact::absent};

/// With a bound or a unit a number is how much there is, and no line of a list.
bool counts_stock(const Question& question) {
    return !question.limits.maximum.empty() || !question.limits.unit.empty();
}

std::uint32_t at_most_text(std::uint64_t classes) {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(text_classes, classes));
}

/// Of a rating's scale.
Milli lowest(const Form& form) {
    return form.minimum.value_or(milli);
}
Milli highest(const Form& form) {
    return form.maximum.value_or(usual_scale * milli);
}

std::uint32_t scale_size(const Question& question) {
    const Form form = form_in(question, {}, {});
    return at_most_text(static_cast<std::uint64_t>((highest(form) - lowest(form)) / milli + 1));
}

std::uint32_t orders_of(std::size_t options) {
    std::uint64_t orders = 1;
    for (std::size_t left = options; left > 1 && orders < text_classes; --left)
        orders *= left;
    return at_most_text(orders);
}

std::string joined_labels(const Question& question, const std::string& text) {
    std::string names;
    for (const std::size_t option : picked(text)) {
        if (!names.empty()) names += ", ";
        names +=
            option < question.labels.size() ? question.labels[option] : std::to_string(option + 1);
    }
    return names.empty() ? text : names;
}

/// "0 Don't know", the last line of the states on the screen. Of options a choice knows itself.
bool is_zero(std::string_view typed) {
    const Tokens tokens = tokenise(typed);
    return tokens.size() == 1 && tokens[0].kind == Token::Kind::number && tokens[0].value == 0;
}

Given of_verdict(const Question& question, const Verdict& verdict) {
    const auto facts = listed_facts(question);
    const auto listed = std::find(facts.begin(), facts.end(), verdict.fact);
    if (listed != facts.end()) return {static_cast<std::uint16_t>(listed - facts.begin()), {}};
    return {
        0, verdict.quantity ? milli_text(*verdict.quantity) : std::string(fact_name(verdict.fact))};
}

}  // namespace

std::span<const Fact> listed_facts(const Question& question) {
    switch (question.type) {
        case Kind::yes_no:
            return yes_no_facts;
        case Kind::verification:
            return verification_facts;
        case Kind::stock:
            if (counts_stock(question)) return {};
            return stock_facts;
        case Kind::place:
            return place_facts;
        default:
            return {};
    }
}

bool is_listed(const Question& question) {
    return question.type == Kind::choice || !listed_facts(question).empty();
}

std::uint32_t class_count(const Question& question) {
    const auto options = question.labels.size();
    const auto facts = listed_facts(question).size();
    if (facts > 0) return static_cast<std::uint32_t>(facts);
    switch (question.type) {
        case Kind::choice:
            return std::max<std::uint32_t>(2, static_cast<std::uint32_t>(options));
        case Kind::multiple_choice:
            return at_most_text(std::uint64_t{1} << std::min<std::size_t>(options, 9));
        case Kind::ranking:
            return orders_of(options);
        case Kind::rating:
            return std::max<std::uint32_t>(2, scale_size(question));
        default:
            return is_wording(question.type) ? text_classes : number_classes;
    }
}

const QuestionText& text_in(const Question& question, const Language& language) {
    const auto text = question.texts.find(language);
    return text == question.texts.end() ? question.texts.begin()->second : text->second;
}

Form form_in(const Question& question, const Language& language, std::chrono::sys_days today) {
    FormSpec spec = question.limits;
    spec.type = kind_name(question.type);
    if (!question.texts.empty()) spec.options = text_in(question, language).options;
    if (question.type == Kind::date) spec.today = iso_day(today);
    auto form = make_form(spec);
    billing::ensure(form.has_value(), "a question that was checked has a form");
    return std::move(*form);
}

Understanding understand(const Question& question, const Item& item, const Language& language,
                         std::chrono::sys_days today, std::string_view typed) {
    Form form = form_in(question, language, today);
    if (!listed_facts(question).empty() && is_zero(typed)) return {Outcome::dont_know, {}, 0};
    if (!form.source.empty()) form.source = fill_placeholders(form.source, item);
    return understand(form, language, typed);
}

std::optional<Given> given_by(const Question& question, const Understanding& understanding) {
    if (understanding.outcome != Outcome::answer) return std::nullopt;
    if (const auto* verdict = std::get_if<Verdict>(&understanding.value))
        return of_verdict(question, *verdict);
    if (const auto* wording = std::get_if<Wording>(&understanding.value))
        return Given{0, wording->normalised};
    const auto* picks = std::get_if<Picks>(&understanding.value);
    if (picks != nullptr && question.type == Kind::choice) return Given{picks->options.at(0), {}};
    return Given{0, value_text(understanding)};
}

std::optional<std::pair<std::string, std::string>> range_of(const Question& question,
                                                            std::chrono::sys_days today) {
    const Form form = form_in(question, {}, today);
    if (form.earliest && form.latest)
        return std::pair(iso_day(*form.earliest), iso_day(*form.latest));
    if (question.type == Kind::rating)
        return std::pair(milli_text(lowest(form)), milli_text(highest(form)));
    if (!form.minimum || !form.maximum) return std::nullopt;
    return std::pair(milli_text(*form.minimum), milli_text(*form.maximum));
}

std::vector<std::size_t> picked(const std::string& text) {
    std::vector<std::size_t> options;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        std::size_t number = 0;
        const auto [next, error] = std::from_chars(at, end, number);
        if (error != std::errc() || number == 0) return {};
        options.push_back(number - 1);
        at = next < end ? next + 1 : end;
    }
    return options;
}

std::string result_text(const Question& question, const std::vector<std::string>& labels,
                        std::uint16_t label) {
    if (question.type == Kind::choice) {
        return label < question.labels.size() ? question.labels[label] : std::to_string(label + 1);
    }
    const auto facts = listed_facts(question);
    if (label < facts.size()) return std::string(fact_name(facts[label]));
    if (label >= labels.size()) return {};
    const bool picks = question.type == Kind::multiple_choice || question.type == Kind::ranking;
    return picks ? joined_labels(question, labels[label]) : labels[label];
}

}  // namespace kazi::taskflow::question
