// SPDX-License-Identifier: Apache-2.0
// A number question wants exactly one number; words about it are welcome ("30 years old", "miaka
// thelathini"), words that make another number of it are not ("not 5", "5 or 6", "nusu").
#include <algorithm>

#include "taskflow/question/meaning.hpp"
#include "taskflow/question/number_words.hpp"
#include "taskflow/question/readers.hpp"

namespace kazi::taskflow::question {

namespace {

struct Numbers {
    std::vector<std::int64_t> in_digits;
    std::vector<std::int64_t> in_words;
    std::size_t unclear = 0;
    std::size_t huge = 0;
    bool changed = false;
};

void add_word(const Token& token, std::string_view language, Numbers& numbers) {
    if (changes_number(token, language)) numbers.changed = true;
}

Numbers find_numbers(const Tokens& typed, std::string_view language) {
    Numbers numbers;
    for (std::size_t at = 0; at < typed.size(); ++at) {
        const Token& token = typed[at];
        switch (token.kind) {
            case Token::Kind::number:
                numbers.in_digits.push_back(token.value);
                break;
            case Token::Kind::unclear:
                ++numbers.unclear;
                break;
            case Token::Kind::huge:
                ++numbers.huge;
                break;
            case Token::Kind::word:
                if (const auto spelled =
                        read_spelled_number(std::span(typed).subspan(at), language)) {
                    numbers.in_words.push_back(spelled->value);
                    at += spelled->tokens - 1;
                } else {
                    add_word(token, language, numbers);
                }
                break;
        }
    }
    return numbers;
}

/// The one number that all of it says; written twice, once in words, it must be the same.
std::optional<std::int64_t> single(const Numbers& numbers) {
    const auto& digits = numbers.in_digits;
    const auto& words = numbers.in_words;
    if (digits.size() > 1 || words.size() > 1 || digits.size() + words.size() == 0) {
        return std::nullopt;
    }
    if (!digits.empty() && !words.empty() && digits != words) return std::nullopt;
    return digits.empty() ? words.front() : digits.front();
}

}  // namespace

Reading read_number(const std::optional<std::int64_t>& minimum,
                    const std::optional<std::int64_t>& maximum, std::string_view language,
                    const Tokens& typed) {
    if (says_dont_know(typed, language)) return DontKnow{};
    const Numbers numbers = find_numbers(typed, language);
    if (numbers.changed || numbers.unclear > 0) return Unreadable{};
    const auto value = single(numbers);
    if (numbers.huge > 0) return Unreadable{.out_of_range = numbers.huge == 1 && !value};
    if (!value) return Unreadable{};
    if ((minimum && *value < *minimum) || (maximum && *value > *maximum)) {
        return Unreadable{.out_of_range = true};
    }
    return Number{*value};
}

}  // namespace kazi::taskflow::question
