// SPDX-License-Identifier: Apache-2.0
// The words that answers are made of, one table per language. All are written folded: lower case,
// no accents, no apostrophes.
#pragma once

#include <span>
#include <string_view>

namespace kazi::taskflow::question {

/// 0–9, the irregular ones, the tens, 100 and 1000.
struct NumberWord {
    std::u32string_view word;
    int value = 0;
};

using Words = std::span<const std::u32string_view>;

struct LanguageWords {
    std::string_view language;  ///< ISO 639-1
    std::span<const NumberWord> numbers;
    bool multiplier_first = false;  ///< "hundred three" for 300; ten then joins units as well
    Words joiners;                  ///< "twenty AND three"
    Words yes;                      ///< forgiven one slip of the finger when long enough
    Words yes_casual;               ///< only as written; may stand in `no_casual` too: ambiguous
    Words no;
    Words no_casual;
    Words dont_know;        ///< whole phrases, blanks between words
    Words fillers;          ///< say nothing about the answer
    Words number_changers;  ///< a number beside one of these is not the answer: "not 5", "5 or 6"
};

/// The tables, hers first. A worker may answer in any language we know.
[[nodiscard]] std::span<const LanguageWords* const> words_for(std::string_view language);

/// The shipped tables.
extern const LanguageWords english_words;
extern const LanguageWords swahili_words;

[[nodiscard]] bool has_word(Words words, std::u32string_view word);

}  // namespace kazi::taskflow::question
