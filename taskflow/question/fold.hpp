// SPDX-License-Identifier: Apache-2.0
// One form for texts that mean the same: width, case, digits of any script, blanks, accents.
#pragma once

#include <string>
#include <string_view>

namespace kazi::taskflow::question {

/// NFKC, case-folded, without control and invisible characters, runs of blanks made one, trimmed.
/// Nothing when the bytes are not UTF-8.
[[nodiscard]] std::u32string fold_text(std::string_view utf8);

/// As `fold_text`, and also: decimal digits of every script as 0–9, Latin accents and apostrophes
/// dropped, the many dashes and number separators as their ASCII kin. For comparing, not keeping.
[[nodiscard]] std::u32string fold_for_matching(std::string_view utf8);

[[nodiscard]] std::string to_utf8(std::u32string_view text);

}  // namespace kazi::taskflow::question
