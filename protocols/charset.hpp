// SPDX-License-Identifier: Apache-2.0
// Text of unknown manners made into clean UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace kazi::protocols {

struct DecodedText {
    std::string text;      ///< valid UTF-8, without C0 controls other than LF, CR and TAB
    bool guessed = false;  ///< it was no UTF-8 and was read as Windows-1252
};

/// Decodes by the declared character set; none, or one nobody knows, means UTF-8, and what is not
/// valid UTF-8 is read as Windows-1252. A leading byte-order mark goes. Never fails.
[[nodiscard]] DecodedText decode_text(std::string_view bytes, std::string_view charset);

/// The bytes as UTF-8 when `charset` names a known set other than UTF-8; otherwise unchanged.
[[nodiscard]] std::string transcode_to_utf8(std::string_view bytes, std::string_view charset);

/// UTF-8 in another character set, with a question mark for what that set lacks; unchanged when
/// nobody knows the set.
[[nodiscard]] std::string encode_text(std::string_view utf8, std::string_view charset);

/// Characters (code points) of valid UTF-8.
[[nodiscard]] std::size_t count_characters(std::string_view utf8);

}  // namespace kazi::protocols
