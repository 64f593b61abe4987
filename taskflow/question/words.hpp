// SPDX-License-Identifier: Apache-2.0
// The words that answers are made of, one table per language. All are written folded: lower case,
// no accents, no apostrophes.
#pragma once

#include <span>
#include <string_view>

namespace kazi::taskflow::question {

/// A word for a number: 0–99, 100, in some languages 200–900, and the scales from 1000 on.
struct NumberWord {
    std::u32string_view word;
    int value = 0;
};

using Words = std::span<const std::u32string_view>;
using NumberWords = std::span<const NumberWord>;

/// How numbers are spelled.
struct NumberGrammar {
    NumberWords words;
    bool multiplier_first = false;  ///< "hundred three" for 300
    bool by_twenties = false;       ///< "sixty eleven" for 71, "four twenty" for 80
    int units_join_from = 20;       ///< the smallest ten that a unit may follow
    Words joiners;                  ///< "twenty AND three"
    bool point_groups = false;      ///< "1.500" is fifteen hundred, "1,5" one and a half
    NumberWords ordinals;           ///< "second"; -1 for the last one
    NumberWords parts;              ///< "half", in thousandths
    NumberWords beside_digits;      ///< "3 k": what it multiplies by
    NumberWords collectives{};      ///< "a dozen": 12
    NumberWords mixed{};            ///< one and a half, in one word: in thousandths
    NumberWords added_before{};     ///< "half past": thousandths more than the number after it
};

/// How days are named.
struct CalendarWords {
    NumberWords months;      ///< from 1
    NumberWords weekdays;    ///< from 0 = Sunday
    NumberWords days;        ///< phrases: "day before yesterday" = -2
    NumberWords periods;     ///< in days: "week" = 7
    Words ago;               ///< makes "three days" a day in the past
    Words month_marks;       ///< a number after it is a month
    Words day_marks;         ///< a number after it is a day; also words that may stand between
    Words last;              ///< "last Monday"
    NumberWords either_way;  ///< so many days ago or ahead, one word for both
};

/// What is found at a place or in a shop.
struct MarketWords {
    Words right;      ///< verification
    Words wrong;      ///< verification
    Words negators;   ///< turn the word after them, or before them, round
    Words in_stock;   ///< phrases
    Words out_stock;  ///< phrases
    Words open;
    Words closed;
    Words moved;
    Words absent;
};

struct LanguageWords {
    std::string_view language;  ///< ISO 639-1
    NumberGrammar numbers;
    Words yes;         ///< forgiven one slip of the finger when long enough
    Words yes_casual;  ///< only as written; may stand in `no_casual` too: ambiguous
    Words no;
    Words no_casual;
    Words yes_phrases{};    ///< a whole message that is a yes
    Words no_phrases{};     ///< a whole message that is a no
    Words dont_know;        ///< whole phrases, blanks between words
    Words skip{};           ///< whole phrases: she would rather not answer
    Words fillers;          ///< say nothing about the answer
    Words courtesies{};     ///< phrases that say nothing about it: "good morning"
    Words number_changers;  ///< a number beside one of these is not the answer: "not 5", "5 or 6"
    Words hesitant{};       ///< the answer is not certain, or another follows: "maybe", "but"
    Words because{};        ///< what follows explains an answer that stands before
    Words all{};            ///< every option
    Words both{};           ///< the two: every option where there are two
    Words nothing{};        ///< no option
    CalendarWords calendar{};
    MarketWords market{};
};

/// The tables, hers first. English serves everybody, Swahili those whom we ask in English.
[[nodiscard]] std::span<const LanguageWords* const> words_for(std::string_view language);

/// The shipped tables.
extern const LanguageWords english_words;
extern const LanguageWords swahili_words;
extern const LanguageWords french_words;
extern const LanguageWords portuguese_words;
extern const LanguageWords hausa_words;
extern const LanguageWords amharic_words;
extern const LanguageWords hindi_words;

/// All of them.
[[nodiscard]] std::span<const LanguageWords* const> every_language();

[[nodiscard]] bool has_word(Words words, std::u32string_view word);
[[nodiscard]] const NumberWord* find_word(NumberWords words, std::u32string_view word);

}  // namespace kazi::taskflow::question
