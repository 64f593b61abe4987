// SPDX-License-Identifier: Apache-2.0
// First what is the same for every kind (too long, don't know, rather not say, a question in
// return), then the kind's own reader.
#include <algorithm>
#include <array>

#include "taskflow/question/fold.hpp"
#include "taskflow/question/form_readers.hpp"
#include "taskflow/question/meaning.hpp"
#include "taskflow/question/readers.hpp"

namespace kazi::taskflow::question {

namespace {

constexpr std::size_t typed_bytes_max = 4096;

/// Signs that turn an answer into a question or a bound.
bool has_doubtful_sign(std::string_view typed) {
    constexpr std::u32string_view doubtful = U"?<>\u00BF\u061F\u2264\u2265\u00B1\u2260\u1367";
    return fold_text(typed).find_first_of(doubtful) != std::u32string::npos;
}

/// An option may itself be called "Don't know" or "None".
bool is_an_option(const Heard& heard) {
    const auto& options = heard.form.options;
    return std::any_of(options.begin(), options.end(),
                       [&](const std::string& option) { return tokenise(option) == heard.tokens; });
}

/// What nearly everybody types where a list is shown: the number of a line, and nothing else.
std::optional<Understanding> by_listed_number(const Form& form, std::string_view typed,
                                              const Tokens& tokens) {
    const bool bare = typed.find_first_not_of("0123456789 .)(\r\n") == std::string_view::npos;
    if (form.kind != Kind::choice || !bare) return std::nullopt;
    const auto chosen = by_number_alone(form.options, tokens);
    if (!chosen) return std::nullopt;
    return answered(Picks{{chosen->option}}, sure_as_shown);
}

Understanding dispatch(const Heard& heard) {
    switch (heard.form.kind) {
        case Kind::choice:
            return understand_choice(heard);
        case Kind::multiple_choice:
            return understand_multiple(heard);
        case Kind::yes_no:
            return understand_yes_no(heard);
        case Kind::number:
            return understand_number(heard);
        case Kind::date:
            return understand_date(heard);
        case Kind::rating:
            return understand_rating(heard);
        case Kind::ranking:
            return understand_ranking(heard);
        case Kind::short_text:
        case Kind::translation:
        case Kind::transcription:
            return understand_wording(heard);
        case Kind::verification:
            return understand_verification(heard);
        case Kind::price:
            return understand_price(heard);
        case Kind::stock:
            return understand_stock(heard);
        case Kind::place:
            return understand_place(heard);
    }
    return {};
}

std::optional<Outcome> neutral(const Heard& heard) {
    if (is_an_option(heard)) return std::nullopt;
    if (says(&LanguageWords::skip, heard.tokens, heard.language)) return Outcome::skip;
    if (says_dont_know(heard.tokens, heard.language)) return Outcome::dont_know;
    const bool has_number = std::any_of(heard.tokens.begin(), heard.tokens.end(),
                                        [](const auto& t) { return t.kind != Token::Kind::word; });
    const bool in_a_sentence = !is_wording(heard.form.kind) && !has_number && !hesitates(heard) &&
                               !mentions(&LanguageWords::yes, heard.tokens, heard.language) &&
                               mentions(&LanguageWords::dont_know, heard.tokens, heard.language);
    if (in_a_sentence) return Outcome::dont_know;
    return std::nullopt;
}

}  // namespace

bool hesitates(const Heard& heard) {
    return std::any_of(heard.tokens.begin(), heard.tokens.end(),
                       [&](const Token& token) { return is_hesitant(token, heard.language); });
}

Understanding understand(const Form& form, const Language& language, std::string_view typed) {
    if (typed.size() > typed_bytes_max) return {};
    const Tokens all = tokenise(typed);
    if (auto listed = by_listed_number(form, typed, all)) return *std::move(listed);
    const Tokens tokens = to_the_point(all, language);
    const Heard heard{form, language, typed, tokens};
    if (const auto outcome = neutral(heard)) return {*outcome, {}, 0};
    const bool shown_as_ranking = form.kind == Kind::ranking;
    if (!is_wording(form.kind) && !shown_as_ranking && has_doubtful_sign(typed)) return {};
    return dispatch(heard);
}

std::string_view outcome_name(Outcome outcome) {
    constexpr std::array<std::string_view, 5> names{"answer", "dont_know", "skip", "out_of_range",
                                                    "unsure"};
    return names[static_cast<std::size_t>(outcome)];
}

std::string_view fact_name(Fact fact) {
    constexpr std::array<std::string_view, 10> names{"yes",      "no",           "right", "wrong",
                                                     "in_stock", "out_of_stock", "open",  "closed",
                                                     "moved",    "absent"};
    return names[static_cast<std::size_t>(fact)];
}

}  // namespace kazi::taskflow::question
