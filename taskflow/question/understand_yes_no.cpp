// SPDX-License-Identifier: Apache-2.0
// Yes and no by the rules of `read_yes_no`; beyond those by whole phrases ("of course") and by a
// sentence that begins with a plain yes or no and takes nothing back.
#include <algorithm>

#include "taskflow/question/form_readers.hpp"
#include "taskflow/question/meaning.hpp"
#include "taskflow/question/readers.hpp"

namespace kazi::taskflow::question {

namespace {

Understanding said(Polarity polarity, int sure_pct) {
    return answered(Verdict{polarity == Polarity::yes ? Fact::yes : Fact::no}, sure_pct);
}

bool is_plain(const Token& token, const Language& language, Words LanguageWords::*list) {
    const auto tables = words_for(language);
    return std::any_of(tables.begin(), tables.end(), [&](const LanguageWords* words) {
        return has_word(words->*list, token.text);
    });
}

/// No word after the first points the other way or brings another number in.
bool takes_back(const Heard& heard, Polarity first) {
    return std::any_of(heard.tokens.begin() + 1, heard.tokens.end(), [&](const Token& token) {
        const Polarity other = polarity(token.text, heard.language);
        return token.kind != Token::Kind::word ||
               (other != Polarity::none && other != first && !is_filler(token, heard.language));
    });
}

/// "yes we sell it here", "no it was never there"; but not "no problem".
Polarity by_first_word(const Heard& heard) {
    if (heard.tokens.size() < 2 || hesitates(heard)) return Polarity::none;
    const Token& first = heard.tokens.front();
    if (is_plain(first, heard.language, &LanguageWords::yes))
        return takes_back(heard, Polarity::yes) ? Polarity::none : Polarity::yes;
    if (!is_plain(first, heard.language, &LanguageWords::no)) return Polarity::none;
    const bool sentence = is_filler(heard.tokens[1], heard.language) ||
                          polarity(heard.tokens[1].text, heard.language) == Polarity::no;
    if (!sentence || takes_back(heard, Polarity::no)) return Polarity::none;
    return Polarity::no;
}

Polarity by_phrase(const Heard& heard) {
    if (says(&LanguageWords::yes_phrases, heard.tokens, heard.language)) return Polarity::yes;
    if (says(&LanguageWords::no_phrases, heard.tokens, heard.language)) return Polarity::no;
    return Polarity::none;
}

}  // namespace

Understanding understand_yes_no(const Heard& heard) {
    if (const Polarity phrase = by_phrase(heard); phrase != Polarity::none)
        return said(phrase, sure_in_words);
    if (hesitates(heard)) return {};
    const Reading reading = read_yes_no(heard.language, heard.tokens);
    if (const auto* option = std::get_if<Chosen>(&reading)) {
        const bool shown = heard.tokens.size() == 1;
        return said(option->option == 0 ? Polarity::yes : Polarity::no,
                    shown ? sure_as_shown : sure_in_words);
    }
    if (std::holds_alternative<DontKnow>(reading)) return {Outcome::dont_know, {}, 0};
    if (const Polarity first = by_first_word(heard); first != Polarity::none)
        return said(first, sure_enough);
    if (std::get<Unreadable>(reading).out_of_range) return {Outcome::out_of_range, {}, 0};
    return {};
}

}  // namespace kazi::taskflow::question
