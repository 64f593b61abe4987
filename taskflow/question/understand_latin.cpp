// SPDX-License-Identifier: Apache-2.0
// An option in Ethiopic or Devanagari, named in Latin letters. People don't agree on how a long
// vowel is written, nor on v and w: those are made alike on both sides before they are compared.
#include "taskflow/dialogue/latin_script.hpp"
#include "taskflow/question/form_readers.hpp"
#include "taskflow/question/meaning.hpp"

namespace kazi::taskflow::question {

namespace {

constexpr std::size_t letters_min = 3;

std::u32string without_lengths(std::u32string_view word) {
    std::u32string kept;
    for (std::size_t at = 0; at < word.size(); ++at) {
        char32_t letter = word[at];
        if (at + 1 < word.size() && word[at + 1] == letter) {
            ++at;
            if (letter == U'e') letter = U'i';
            if (letter == U'o') letter = U'u';
        }
        kept.push_back(letter == U'w' ? U'v' : letter);
    }
    if (kept.size() > letters_min && kept.back() == U'a') kept.pop_back();
    return kept;
}

std::u32string as_spoken(const Tokens& words) {
    std::u32string spoken;
    for (const Token& word : words)
        spoken += without_lengths(word.text);
    return spoken;
}

}  // namespace

std::optional<std::uint16_t> by_latin_letters(const Heard& heard) {
    const std::u32string said = as_spoken(without_fillers(heard.tokens, heard.language));
    if (said.size() < letters_min) return std::nullopt;
    std::optional<std::uint16_t> found;
    for (std::size_t nth = 0; nth < heard.form.options.size(); ++nth) {
        const std::string& option = heard.form.options[nth];
        const std::string spelled = dialogue::in_latin_script(option);
        if (spelled == option || as_spoken(tokenise(spelled)) != said) continue;
        if (found) return std::nullopt;
        found = static_cast<std::uint16_t>(nth);
    }
    return found;
}

}  // namespace kazi::taskflow::question
