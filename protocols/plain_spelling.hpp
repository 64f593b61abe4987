// SPDX-License-Identifier: Apache-2.0
// The same words in the GSM alphabet: a typographic quote or dash makes a whole message UCS-2, and
// so more than twice as dear.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kazi::protocols {

/// Whether "é" may become "e". In some languages an accent makes another word, so somebody decides.
enum class Accents : std::uint8_t { keep, drop };

/// One character that was spelled otherwise.
struct Respelling {
    std::size_t at = 0;  ///< characters before it in the text as it was
    std::string from;
    std::string to;  ///< empty: a character that nobody sees
};

struct PlainSpelling {
    std::string text;
    std::vector<Respelling> changes;
};

/// Quotes, dashes, blanks, ellipses and invisible marks as the GSM alphabet has them, and letters
/// without their accents where asked. Only characters outside the alphabet are touched; when one of
/// them has no plain spelling nothing is, since the message stays UCS-2 all the same.
[[nodiscard]] PlainSpelling plain_spelling(std::string_view text, Accents accents);

}  // namespace kazi::protocols
