// SPDX-License-Identifier: Apache-2.0
// Ethiopic and Devanagari in Latin letters, for phones that show boxes instead: as people of those
// languages spell them when they text, not as scholars do.
#pragma once

#include <string>
#include <string_view>

namespace kazi::taskflow::dialogue {

/// The text with every letter, digit and mark of these two scripts spelled in GSM-7 characters;
/// what is of another script stays. Malformed UTF-8 stays too.
[[nodiscard]] std::string in_latin_script(std::string_view text);

/// True when this language is written in one of them.
[[nodiscard]] bool has_latin_spelling(std::string_view language);

}  // namespace kazi::taskflow::dialogue
