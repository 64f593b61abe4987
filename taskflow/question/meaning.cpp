// SPDX-License-Identifier: Apache-2.0
// Look-ups in the language tables.
#include "taskflow/question/meaning.hpp"

#include <algorithm>

#include "taskflow/question/typo.hpp"
#include "taskflow/question/words.hpp"

namespace kazi::taskflow::question {

namespace {

Polarity as_polarity(bool yes, bool no) {
    if (yes && no) return Polarity::either;
    if (yes) return Polarity::yes;
    return no ? Polarity::no : Polarity::none;
}

Polarity exact_polarity(std::u32string_view word, const LanguageWords& words) {
    return as_polarity(has_word(words.yes, word) || has_word(words.yes_casual, word),
                       has_word(words.no, word) || has_word(words.no_casual, word));
}

bool has_slip(Words words, std::u32string_view typed) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::u32string_view word) { return is_slip_of(typed, word); });
}

/// Whether any language's list holds the word.
bool listed(Words LanguageWords::*list, const Token& token, std::string_view language) {
    const auto tables = words_for(language);
    return token.kind == Token::Kind::word &&
           std::any_of(tables.begin(), tables.end(), [&](const LanguageWords* words) {
               return has_word(words->*list, token.text);
           });
}

}  // namespace

Polarity polarity(std::u32string_view word, std::string_view language) {
    for (const LanguageWords* words : words_for(language)) {
        const Polarity found = exact_polarity(word, *words);
        if (found != Polarity::none) return found;
    }
    return Polarity::none;
}

Polarity forgiving_polarity(std::u32string_view word, std::string_view language) {
    const Polarity exact = polarity(word, language);
    if (exact != Polarity::none) return exact;
    for (const LanguageWords* words : words_for(language)) {
        const Polarity found = as_polarity(has_slip(words->yes, word), has_slip(words->no, word));
        if (found != Polarity::none) return found;
    }
    return Polarity::none;
}

Polarity polarity(const Tokens& tokens, std::string_view language) {
    if (tokens.empty()) return Polarity::none;
    const Polarity first = polarity(tokens.front().text, language);
    const bool shared = std::all_of(tokens.begin(), tokens.end(), [&](const Token& token) {
        return token.kind == Token::Kind::word && polarity(token.text, language) == first;
    });
    return shared ? first : Polarity::none;
}

bool is_filler(const Token& token, std::string_view language) {
    return listed(&LanguageWords::fillers, token, language);
}

Tokens without_fillers(Tokens tokens, std::string_view language) {
    const auto speaks = [&](const Token& token) { return !is_filler(token, language); };
    tokens.erase(tokens.begin(), std::find_if(tokens.begin(), tokens.end(), speaks));
    tokens.erase(std::find_if(tokens.rbegin(), tokens.rend(), speaks).base(), tokens.end());
    return tokens;
}

bool says_dont_know(const Tokens& tokens, std::string_view language) {
    const std::u32string whole = joined(tokens);
    const std::u32string core = joined(without_fillers(tokens, language));
    const auto tables = words_for(language);
    return std::any_of(tables.begin(), tables.end(), [&](const LanguageWords* words) {
        return has_word(words->dont_know, whole) || has_word(words->dont_know, core);
    });
}

bool changes_number(const Token& token, std::string_view language) {
    return listed(&LanguageWords::number_changers, token, language);
}

std::u32string joined(const Tokens& tokens) {
    std::u32string whole;
    for (const Token& token : tokens) {
        if (!whole.empty()) whole.push_back(U' ');
        whole += token.text;
    }
    return whole;
}

}  // namespace kazi::taskflow::question
