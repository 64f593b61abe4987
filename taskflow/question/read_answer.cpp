// SPDX-License-Identifier: Apache-2.0
// From typed text to an answer: cut it up once, then let the question's type read it.
#include "taskflow/question/read_answer.hpp"

#include <unicode/uchar.h>

#include <algorithm>

#include "taskflow/question/fold.hpp"
#include "taskflow/question/number_words.hpp"
#include "taskflow/question/readers.hpp"

namespace kazi::taskflow::question {

namespace {

constexpr std::size_t typed_bytes_max = 4096;  // far beyond ten concatenated messages
constexpr std::size_t text_chars_max = 160;

const std::vector<std::string>& options_of(const Question& question, const Language& language) {
    static const std::vector<std::string> no_options;
    const auto hers = question.texts.find(language);
    if (hers != question.texts.end()) return hers->second.options;
    return question.texts.empty() ? no_options : question.texts.begin()->second.options;
}

}  // namespace

std::optional<std::int64_t> list_number(const Token& token, std::string_view language) {
    if (token.kind == Token::Kind::number) return token.value;
    const auto spelled = read_spelled_number({&token, 1}, language);
    return spelled ? std::optional(spelled->value) : std::nullopt;
}

Reading read_short_text(std::string_view typed) {
    const std::u32string text = fold_text(typed);
    const bool says_something = std::any_of(text.begin(), text.end(), [](char32_t point) {
        return u_isalnum(static_cast<UChar32>(point)) != 0;
    });
    if (!says_something || text.size() > text_chars_max) return Unreadable{};
    return Text{to_utf8(text)};
}

Reading read_answer(const Question& question, const Language& language, std::string_view typed) {
    if (typed.size() > typed_bytes_max) return Unreadable{};
    switch (question.type) {
        case QuestionType::choice:
            return read_choice(options_of(question, language), language, tokenise(typed));
        case QuestionType::yes_no:
            return read_yes_no(language, tokenise(typed));
        case QuestionType::number:
            return read_number(question.minimum, question.maximum, language, tokenise(typed));
        case QuestionType::short_text:
            return read_short_text(typed);
    }
    return Unreadable{};
}

}  // namespace kazi::taskflow::question
