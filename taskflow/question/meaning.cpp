// SPDX-License-Identifier: Apache-2.0
// Look-ups in the language tables.
#include "taskflow/question/meaning.hpp"

#include <algorithm>

#include "taskflow/question/typo.hpp"

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

/// How many tokens the longest phrase of the list that begins there takes.
std::size_t phrase_at(Words list, const Tokens& tokens, std::size_t at) {
    std::size_t longest = 0;
    for (const std::u32string_view phrase : list) {
        if (stands_at(tokens, at, phrase)) longest = std::max(longest, word_count(phrase));
    }
    return longest;
}

/// "nooo" as "no": letters held down count once.
std::u32string squeezed(std::u32string_view word) {
    std::u32string text(word);
    text.erase(std::unique(text.begin(), text.end()), text.end());
    return text;
}

}  // namespace

Polarity polarity(std::u32string_view word, std::string_view language) {
    for (const LanguageWords* words : words_for(language)) {
        const Polarity found = exact_polarity(word, *words);
        if (found != Polarity::none) return found;
    }
    const std::u32string once = squeezed(word);
    if (once.size() < 2 || once.size() == word.size()) return Polarity::none;
    for (const LanguageWords* words : words_for(language)) {
        const bool yes = has_word(words->yes, once);
        if (yes || has_word(words->no, once)) return as_polarity(yes, !yes);
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
    if (says(&LanguageWords::dont_know, tokens, language)) return true;
    constexpr std::size_t letters_min = 8;
    const std::u32string core = joined(without_fillers(tokens, language));
    const auto tables = words_for(language);
    return std::any_of(tables.begin(), tables.end(), [&](const LanguageWords* words) {
        return std::any_of(words->dont_know.begin(), words->dont_know.end(), [&](auto phrase) {
            return phrase.size() >= letters_min && is_slip_of(core, phrase);
        });
    });
}

bool is_hesitant(const Token& token, std::string_view language) {
    return listed(&LanguageWords::hesitant, token, language);
}

bool says(Words LanguageWords::*list, const Tokens& tokens, std::string_view language) {
    const std::u32string whole = joined(tokens);
    const std::u32string core = joined(without_fillers(tokens, language));
    const auto tables = words_for(language);
    return std::any_of(tables.begin(), tables.end(), [&](const LanguageWords* words) {
        return has_word(words->*list, whole) || has_word(words->*list, core);
    });
}

bool mentions(Words LanguageWords::*list, const Tokens& tokens, std::string_view language) {
    for (const LanguageWords* words : words_for(language)) {
        for (std::size_t at = 0; at < tokens.size(); ++at) {
            if (phrase_at(words->*list, tokens, at) > 0) return true;
        }
    }
    return false;
}

Tokens to_the_point(const Tokens& tokens, std::string_view language) {
    Tokens kept;
    for (std::size_t at = 0; at < tokens.size();) {
        if (!kept.empty() && listed(&LanguageWords::because, tokens[at], language)) break;
        std::size_t taken = 0;
        for (const LanguageWords* words : words_for(language))
            taken = std::max(taken, phrase_at(words->courtesies, tokens, at));
        if (taken == 0) kept.push_back(tokens[at]);
        at += std::max<std::size_t>(taken, 1);
    }
    return kept;
}

bool stands_at(const Tokens& tokens, std::size_t at, std::u32string_view phrase) {
    for (;;) {
        const std::size_t blank = phrase.find(U' ');
        if (at >= tokens.size() || tokens[at].text != phrase.substr(0, blank)) return false;
        if (blank == std::u32string_view::npos) return true;
        phrase.remove_prefix(blank + 1);
        ++at;
    }
}

std::size_t word_count(std::u32string_view phrase) {
    return 1 + static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), U' '));
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
