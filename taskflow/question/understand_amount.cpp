// SPDX-License-Identifier: Apache-2.0
// Numbers, prices and ratings: one amount, or nothing of it.
#include <algorithm>

#include "taskflow/question/fold.hpp"
#include "taskflow/question/form_readers.hpp"
#include "taskflow/question/meaning.hpp"
#include "taskflow/question/measures.hpp"
#include "taskflow/question/quantity.hpp"

namespace kazi::taskflow::question {

namespace {

constexpr Milli scale_top = 5 * milli;

QuantityRule rule_of(const Form& form) {
    return {form.minimum, form.maximum, form.decimals, form.unit, form.currency, true};
}

Understanding amount(const QuantityReading& reading, bool plain) {
    if (reading.value)
        return answered(Amount{*reading.value}, plain ? sure_as_shown : sure_in_words);
    if (reading.out_of_range) return {Outcome::out_of_range, {}, 0};
    return {};
}

/// "5+" and "+254…": a bound, and a telephone number.
bool is_more_than_said(std::string_view typed) {
    const std::u32string text = fold_for_matching(typed);
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == U'+' && is_digit(text[at - 1])) return true;
    }
    const auto digits = std::count_if(text.begin(), text.end(), is_digit);
    return text.starts_with(U'+') && digits > 7;
}

bool is_plain(const Heard& heard) {
    return heard.tokens.size() == 1 && heard.tokens.front().kind == Token::Kind::number;
}

bool says_nothing(const Heard& heard) {
    return says(&LanguageWords::nothing, heard.tokens, heard.language);
}

bool mentions_fact(Words MarketWords::*list, const Heard& heard) {
    const std::u32string whole = joined(heard.tokens);
    const std::u32string core = joined(without_fillers(heard.tokens, heard.language));
    const auto tables = words_for(heard.language);
    return std::any_of(tables.begin(), tables.end(), [&](const LanguageWords* words) {
        return has_word(words->market.*list, whole) || has_word(words->market.*list, core);
    });
}

/// "4/5", "4 out of 5", "8 sur 10": only the first number counts, the second is the scale.
std::optional<Milli> on_scale(const Heard& heard, Milli top) {
    const Tokens& tokens = heard.tokens;
    std::vector<Milli> numbers;
    for (const Token& token : tokens) {
        if (token.kind == Token::Kind::number) numbers.push_back(token.value * milli);
        const bool link = token.kind == Token::Kind::word && !is_filler(token, heard.language) &&
                          token.text != U"out" && token.text != U"of" && token.text != U"sur" &&
                          token.text != U"kati" && token.text != U"em" && token.text != U"stars";
        if (link || token.kind == Token::Kind::unclear) return std::nullopt;
    }
    if (numbers.size() != 2 || numbers.back() != top) return std::nullopt;
    return numbers.front();
}

/// As many as there are stars, and nothing else.
std::optional<Milli> stars(const Heard& heard) {
    const std::string_view typed = heard.typed;
    if (!typed.empty() && typed.find_first_not_of('*') == std::string_view::npos)
        return static_cast<Milli>(typed.size()) * milli;
    const bool only = !heard.tokens.empty() &&
                      std::all_of(heard.tokens.begin(), heard.tokens.end(), [](const Token& token) {
                          return token.text == U"\u2B50" || token.text == U"\U0001F31F";
                      });
    if (!only) return std::nullopt;
    return static_cast<Milli>(heard.tokens.size()) * milli;
}

}  // namespace

Understanding understand_number(const Heard& heard) {
    if (is_more_than_said(heard.typed)) return {};
    if (says_nothing(heard)) {
        const bool allowed = !heard.form.minimum || *heard.form.minimum <= 0;
        return allowed ? answered(Amount{0}, sure_enough) : Understanding{};
    }
    return amount(read_quantity(rule_of(heard.form), heard.language, heard.tokens),
                  is_plain(heard));
}

Understanding understand_price(const Heard& heard) {
    if (says_nothing(heard) || mentions_fact(&MarketWords::out_stock, heard))
        return answered(Verdict{Fact::out_of_stock}, sure_in_words);
    if (is_more_than_said(heard.typed)) return {};
    if (has_foreign_sign(fold_text(heard.typed), heard.form.currency)) return {};
    QuantityRule rule = rule_of(heard.form);
    rule.parts = false;
    if (!rule.minimum) rule.minimum = 0;
    return amount(read_quantity(rule, heard.language, heard.tokens), is_plain(heard));
}

Understanding understand_rating(const Heard& heard) {
    const Milli low = heard.form.minimum.value_or(milli);
    const Milli high = heard.form.maximum.value_or(scale_top);
    if (!heard.form.options.empty()) {
        const Understanding by_name = understand_choice(heard);
        const auto* picks = std::get_if<Picks>(&by_name.value);
        if (picks == nullptr) return by_name;
        return answered(Amount{low + milli * picks->options.front()}, by_name.sure_pct);
    }
    if (is_more_than_said(heard.typed)) return {};
    std::optional<Milli> value = stars(heard);
    if (!value) value = on_scale(heard, high);
    if (value) {
        if (*value < low || *value > high) return {Outcome::out_of_range, {}, 0};
        return answered(Amount{*value}, sure_in_words);
    }
    const QuantityRule rule{.minimum = low, .maximum = high};
    return amount(read_quantity(rule, heard.language, heard.tokens), is_plain(heard));
}

}  // namespace kazi::taskflow::question
