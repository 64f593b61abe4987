// SPDX-License-Identifier: Apache-2.0
#include "protocols/plain_spelling.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <optional>

#include "protocols/gsm_text.hpp"
#include "protocols/utf8.hpp"

namespace kazi::protocols {

namespace {

struct Plain {
    char32_t first;
    char32_t last;
    std::string_view to;
};

// By code point. What joins the letters of a script (U+200C, U+200D) is not invisible to a reader.
constexpr std::array<Plain, 22> plain_characters = {{
    {0x00A0, 0x00A0, " "},    // no-break space
    {0x00AB, 0x00AB, "\""},   // «
    {0x00AD, 0x00AD, ""},     // soft hyphen
    {0x00B4, 0x00B4, "'"},    // acute accent by itself
    {0x00B7, 0x00B7, "."},    // middle dot
    {0x00BB, 0x00BB, "\""},   // »
    {0x00D7, 0x00D7, "x"},    // multiplication sign
    {0x02BC, 0x02BC, "'"},    // letter apostrophe
    {0x2000, 0x200A, " "},    // spaces of every width
    {0x200B, 0x200B, ""},     // zero-width space
    {0x200E, 0x200F, ""},     // direction marks
    {0x2010, 0x2015, "-"},    // hyphens and dashes
    {0x2018, 0x201B, "'"},    // single quotes
    {0x201C, 0x201F, "\""},   // double quotes
    {0x2022, 0x2022, "-"},    // bullet
    {0x2026, 0x2026, "..."},  // ellipsis
    {0x202F, 0x202F, " "},    // narrow no-break space
    {0x2032, 0x2032, "'"},    // prime
    {0x2033, 0x2033, "\""},   // double prime
    {0x2039, 0x203A, "'"},    // ‹ ›
    {0x2212, 0x2212, "-"},    // minus
    {0xFEFF, 0xFEFF, ""},     // byte order mark
}};

std::optional<std::string> plain_mark(char32_t c) {
    const auto* known = std::ranges::find_if(
        plain_characters, [&](const Plain& each) { return c >= each.first && c <= each.last; });
    return known == plain_characters.end() ? std::nullopt : std::optional(std::string(known->to));
}

/// The ASCII letter under the accents, when there is one.
std::optional<std::string> plain_letter(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* decomposed = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status)) return std::nullopt;
    icu::UnicodeString parts;
    if (!decomposed->getDecomposition(static_cast<UChar32>(c), parts)) return std::nullopt;
    const char16_t base = parts.charAt(0);
    const bool letter = (base >= u'a' && base <= u'z') || (base >= u'A' && base <= u'Z');
    return letter ? std::optional(std::string(1, static_cast<char>(base))) : std::nullopt;
}

std::optional<std::string> plain_of(char32_t c, Accents accents) {
    if (auto mark = plain_mark(c)) return mark;
    return accents == Accents::drop ? plain_letter(c) : std::nullopt;
}

bool is_costly(std::string_view character) {
    return measure_sms(character).costly.has_value();
}

}  // namespace

PlainSpelling plain_spelling(std::string_view text, Accents accents) {
    const PlainSpelling as_written{std::string(text), {}};
    PlainSpelling plain;
    std::size_t nth = 0;
    for (std::size_t at = 0; at < text.size(); ++nth) {
        const std::size_t start = at;
        const auto c = next_code_point(text, at);
        const std::string_view written = text.substr(start, at - start);
        if (!is_costly(written)) {
            plain.text += written;
            continue;
        }
        auto spelled = c ? plain_of(*c, accents) : std::nullopt;
        if (!spelled) return as_written;
        plain.text += *spelled;
        plain.changes.push_back({nth, std::string(written), *std::move(spelled)});
    }
    return plain;
}

}  // namespace kazi::protocols
