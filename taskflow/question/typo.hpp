// SPDX-License-Identifier: Apache-2.0
// One slip of the finger.
#pragma once

#include <string_view>

namespace kazi::taskflow::question {

/// Shorter words are too near to each other for a slip to be forgiven.
inline constexpr std::size_t forgiven_letters_min = 4;

/// Equal but for at most one letter added, missing or changed, or two neighbours exchanged.
[[nodiscard]] bool within_one_edit(std::u32string_view left, std::u32string_view right);

/// Whether `typed` may be meant as `word`: as above, the word long enough, its digits untouched.
[[nodiscard]] bool is_slip_of(std::u32string_view typed, std::u32string_view word);

}  // namespace kazi::taskflow::question
