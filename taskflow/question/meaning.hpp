// SPDX-License-Identifier: Apache-2.0
// What words mean whatever the question: yes, no, don't know, or nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "taskflow/question/tokens.hpp"

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

/// Exactly a phrase for don't-know, with or without fillers round it.
[[nodiscard]] bool says_dont_know(const Tokens& tokens, std::string_view language);

/// A word beside which a number is not the answer ("not 5").
[[nodiscard]] bool changes_number(const Token& token, std::string_view language);

/// The tokens with one blank between.
[[nodiscard]] std::u32string joined(const Tokens& tokens);

}  // namespace kazi::taskflow::question
