// SPDX-License-Identifier: Apache-2.0
// Which tables are tried, and in what order.
#include "taskflow/question/words.hpp"

#include <algorithm>
#include <array>

namespace kazi::taskflow::question {

std::span<const LanguageWords* const> words_for(std::string_view language) {
    static constexpr std::array english_first{&english_words, &swahili_words};
    static constexpr std::array swahili_first{&swahili_words, &english_words};
    if (language == swahili_words.language) return swahili_first;
    return english_first;
}

bool has_word(Words words, std::u32string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace kazi::taskflow::question
