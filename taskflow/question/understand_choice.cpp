// SPDX-License-Identifier: Apache-2.0
// A choice by the rules of `read_choice`, and, where those find nothing, by an ordinal ("the second
// one"), by an explanation after a mark, or by words that only one option has.
#include <algorithm>

#include "taskflow/question/form_readers.hpp"
#include "taskflow/question/meaning.hpp"
#include "taskflow/question/readers.hpp"

namespace kazi::taskflow::question {

namespace {

constexpr std::size_t telling_letters_min = 3;

Understanding chosen(std::uint16_t option, int sure_pct) {
    return answered(Picks{{option}}, sure_pct);
}

std::optional<int> ordinal_of(const Token& token, const Language& language) {
    for (const LanguageWords* words : words_for(language)) {
        if (const auto* found = find_word(words->numbers.ordinals, token.text)) return found->value;
    }
    return std::nullopt;
}

bool stands_for_option(const Token& token) {
    return token.text == U"one" || token.text == U"opcao" || token.text == U"option";
}

/// "the second one", "ya kwanza", "le dernier".
std::optional<std::uint16_t> by_ordinal(const Heard& heard) {
    Tokens core = without_fillers(heard.tokens, heard.language);
    if (core.size() == 2 && stands_for_option(core.back())) core.pop_back();
    if (core.size() != 1) return std::nullopt;
    const auto nth = ordinal_of(core.front(), heard.language);
    const auto count = static_cast<int>(heard.form.options.size());
    if (!nth || *nth > count) return std::nullopt;
    return static_cast<std::uint16_t>((*nth < 0 ? count : *nth) - 1);
}

Tokens telling(const Tokens& tokens, const Language& language) {
    Tokens kept;
    for (const Token& token : tokens) {
        const bool article = token.text == U"a" || token.text == U"an";
        const bool says_nothing = is_filler(token, language) || (article && tokens.size() > 1);
        if (!says_nothing) kept.push_back(token);
    }
    return kept;
}

bool holds(const Tokens& all, const Token& token) {
    return std::find(all.begin(), all.end(), token) != all.end();
}

bool holds_all(const Tokens& all, const Tokens& some) {
    return std::all_of(some.begin(), some.end(),
                       [&](const auto& token) { return holds(all, token); });
}

/// "red cross" for "Red Cross hospital": words that are all in one option and not in another.
std::optional<std::uint16_t> by_some_words(const Heard& heard) {
    const Tokens said = telling(heard.tokens, heard.language);
    const bool words_only = std::all_of(said.begin(), said.end(), [](const Token& token) {
        return token.kind == Token::Kind::word && token.text.size() >= telling_letters_min;
    });
    if (said.empty() || !words_only) return std::nullopt;
    if (polarity(said, heard.language) != Polarity::none) return std::nullopt;
    std::optional<std::uint16_t> found;
    for (std::size_t nth = 0; nth < heard.form.options.size(); ++nth) {
        if (!holds_all(tokenise(heard.form.options[nth]), said)) continue;
        if (found) return std::nullopt;
        found = static_cast<std::uint16_t>(nth);
    }
    return found;
}

/// "Church (2)", "2B", "two (2)": every part names the same option.
std::optional<std::uint16_t> by_every_part(const Heard& heard) {
    std::optional<std::uint16_t> found;
    for (const Token& token : heard.tokens) {
        if (is_filler(token, heard.language)) continue;
        const Reading reading = read_choice(heard.form.options, heard.language, {token});
        const auto* option = std::get_if<Chosen>(&reading);
        if (option == nullptr || (found && *found != option->option)) return std::nullopt;
        found = option->option;
    }
    return found;
}

/// "3 tap" for "Tap at home": a mark, and then words that only the same option has.
std::optional<std::uint16_t> by_mark_and_some_words(const Heard& heard) {
    if (heard.tokens.size() < 2) return std::nullopt;
    const Reading reading = read_choice(heard.form.options, heard.language, {heard.tokens.front()});
    const auto* marked = std::get_if<Chosen>(&reading);
    const Tokens rest(heard.tokens.begin() + 1, heard.tokens.end());
    const auto named = by_some_words({heard.form, heard.language, heard.typed, rest});
    return marked != nullptr && named == marked->option ? named : std::nullopt;
}

/// "No. 2" is the second where no option is a yes or a no.
std::optional<std::uint16_t> by_number_sign(const Heard& heard) {
    const Tokens core = without_fillers(heard.tokens, heard.language);
    if (core.size() != 2 || (core[0].text != U"no" && core[0].text != U"n") ||
        core[1].kind != Token::Kind::number)
        return std::nullopt;
    for (const std::string& option : heard.form.options) {
        if (polarity(tokenise(option), heard.language) != Polarity::none) return std::nullopt;
    }
    const Reading reading = read_choice(heard.form.options, heard.language, {core[1]});
    const auto* option = std::get_if<Chosen>(&reading);
    return option == nullptr ? std::nullopt : std::optional(option->option);
}

/// "A" where that is an article too.
std::optional<std::uint16_t> by_letter_alone(const Heard& heard) {
    if (heard.tokens.size() != 1 || heard.tokens.front().text.size() != 1) return std::nullopt;
    const char32_t letter = heard.tokens.front().text.front();
    if (letter < U'a' || letter - U'a' >= heard.form.options.size()) return std::nullopt;
    if (polarity(heard.tokens, heard.language) != Polarity::none) return std::nullopt;
    return static_cast<std::uint16_t>(letter - U'a');
}

/// More than one is no choice, unless an option says so.
bool says_both(const Heard& heard) {
    const bool is_option =
        std::any_of(heard.form.options.begin(), heard.form.options.end(),
                    [&](const std::string& option) { return tokenise(option) == heard.tokens; });
    return !is_option && says(&LanguageWords::both, heard.tokens, heard.language);
}

bool as_shown(const Heard& heard) {
    return heard.tokens.size() == 1 && heard.tokens.front().kind == Token::Kind::number;
}

}  // namespace

Understanding understand_choice(const Heard& heard) {
    if (says_both(heard)) return {};
    const Reading reading = read_choice(heard.form.options, heard.language, heard.tokens);
    if (const auto* option = std::get_if<Chosen>(&reading))
        return chosen(option->option, as_shown(heard) ? sure_as_shown : sure_in_words);
    if (std::holds_alternative<DontKnow>(reading)) return {Outcome::dont_know, {}, 0};
    if (hesitates(heard)) return {};
    if (const auto option = by_letter_alone(heard)) return chosen(*option, sure_in_words);
    if (const auto option = by_ordinal(heard)) return chosen(*option, sure_in_words);
    if (const auto option = by_number_sign(heard)) return chosen(*option, sure_enough);
    if (const auto option = by_every_part(heard)) return chosen(*option, sure_enough);
    if (const auto option = by_some_words(heard)) return chosen(*option, sure_enough);
    if (const auto option = by_mark_and_some_words(heard)) return chosen(*option, sure_enough);
    if (const auto option = by_latin_letters(heard)) return chosen(*option, sure_enough);
    if (std::get<Unreadable>(reading).out_of_range) return {Outcome::out_of_range, {}, 0};
    return {};
}

}  // namespace kazi::taskflow::question
