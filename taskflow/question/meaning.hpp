// SPDX-License-Identifier: Apache-2.0
// What words mean whatever the question: yes, no, don't know, or nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "taskflow/question/tokens.hpp"
#include "taskflow/question/words.hpp"

namespace kazi::taskflow::question {

enum class Polarity : std::uint8_t { none, yes, no, either };

/// A yes or no word of any language, hers first.
[[nodiscard]] Polarity polarity(std::u32string_view word, std::string_view language);

/// As `polarity`; where no word matches exactly one slip is forgiven.
[[nodiscard]] Polarity forgiving_polarity(std::u32string_view word, std::string_view language);

/// The polarity that all of the tokens share; `none` when one has none or two differ.
[[nodiscard]] Polarity polarity(const Tokens& tokens, std::string_view language);

[[nodiscard]] bool is_filler(const Token& token, std::string_view language);

/// Without the fillers at both ends.
[[nodiscard]] Tokens without_fillers(Tokens tokens, std::string_view language);

/// A phrase for don't-know, with or without fillers round it; in a long one a slip is forgiven.
[[nodiscard]] bool says_dont_know(const Tokens& tokens, std::string_view language);

/// A word beside which a number is not the answer ("not 5").
[[nodiscard]] bool changes_number(const Token& token, std::string_view language);

/// A word that makes every answer beside it uncertain: "maybe", "but".
[[nodiscard]] bool is_hesitant(const Token& token, std::string_view language);

/// Whether the whole message, with or without fillers round it, is a phrase of that list.
[[nodiscard]] bool says(Words LanguageWords::*list, const Tokens& tokens,
                        std::string_view language);

/// Whether a phrase of that list stands somewhere in the message.
[[nodiscard]] bool mentions(Words LanguageWords::*list, const Tokens& tokens,
                            std::string_view language);

/// Without greetings and blessings, and without what explains the answer ("because").
[[nodiscard]] Tokens to_the_point(const Tokens& tokens, std::string_view language);

/// Whether the tokens from `at` on begin with the words of `phrase`.
[[nodiscard]] bool stands_at(const Tokens& tokens, std::size_t at, std::u32string_view phrase);
[[nodiscard]] std::size_t word_count(std::u32string_view phrase);

/// The tokens with one blank between.
[[nodiscard]] std::u32string joined(const Tokens& tokens);

}  // namespace kazi::taskflow::question
