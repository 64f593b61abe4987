// SPDX-License-Identifier: Apache-2.0
// Which tables are tried, and in what order.
#include "taskflow/question/words.hpp"

#include <algorithm>
#include <array>

namespace kazi::taskflow::question {

namespace {

using Tables = std::array<const LanguageWords*, 2>;

/// Hers, and the other one that she may fall into. The first serves languages we have no words of.
constexpr std::array mixtures{
    Tables{&english_words, &swahili_words}, Tables{&swahili_words, &english_words},
    Tables{&french_words, &english_words},  Tables{&portuguese_words, &english_words},
    Tables{&hausa_words, &english_words},   Tables{&amharic_words, &english_words},
    Tables{&hindi_words, &english_words},
};

}  // namespace

std::span<const LanguageWords* const> words_for(std::string_view language) {
    for (const Tables& tables : mixtures) {
        if (tables.front()->language == language) return tables;
    }
    return mixtures.front();
}

std::span<const LanguageWords* const> every_language() {
    static constexpr std::array all{&english_words,    &swahili_words, &french_words,
                                    &portuguese_words, &hausa_words,   &amharic_words,
                                    &hindi_words};
    return all;
}

bool has_word(Words words, std::u32string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

const NumberWord* find_word(NumberWords words, std::u32string_view word) {
    const auto found = std::find_if(words.begin(), words.end(),
                                    [&](const auto& each) { return each.word == word; });
    return found == words.end() ? nullptr : &*found;
}

}  // namespace kazi::taskflow::question
