// SPDX-License-Identifier: Apache-2.0
// Folding by ICU, one code point at a time; plain ASCII needs no ICU.
#include "taskflow/question/fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace kazi::taskflow::question {

namespace {

/// What ICU puts in place of bytes that are no UTF-8.
constexpr char16_t replacement = 0xFFFD;

bool is_ascii(char32_t point) {
    return point < 0x80;
}

icu::UnicodeString normalise(const icu::Normalizer2* form, const icu::UnicodeString& text) {
    UErrorCode error = U_ZERO_ERROR;
    if (form == nullptr) return text;
    const icu::UnicodeString normal = form->normalize(text, error);
    return U_FAILURE(error) ? text : normal;
}

std::u32string code_points(const icu::UnicodeString& text) {
    std::u32string points;
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        points.push_back(static_cast<char32_t>(text.char32At(at)));
    }
    return points;
}

icu::UnicodeString utf16(std::u32string_view points) {
    icu::UnicodeString text;
    for (const char32_t point : points)
        text.append(static_cast<UChar32>(point));
    return text;
}

const icu::Normalizer2* casefolded() {
    UErrorCode error = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKCCasefoldInstance(error);
}

const icu::Normalizer2* decomposed() {
    UErrorCode error = U_ZERO_ERROR;
    return icu::Normalizer2::getNFDInstance(error);
}

bool is_blank(char32_t point) {
    return u_isUWhiteSpace(static_cast<UChar32>(point)) != 0;
}

std::u32string collapse(std::u32string_view text) {
    std::u32string tidy;
    for (const char32_t point : text) {
        if (is_blank(point)) {
            if (!tidy.empty() && tidy.back() != U' ') tidy.push_back(U' ');
        } else if (u_iscntrl(static_cast<UChar32>(point)) == 0) {
            tidy.push_back(point);
        }
    }
    if (!tidy.empty() && tidy.back() == U' ') tidy.pop_back();
    return tidy;
}

/// ASCII in small letters, which is its normal form: most of what is typed is a digit or a plain
/// word. Nothing when there is more than ASCII in it.
std::optional<std::u32string> small_ascii(std::string_view text) {
    std::u32string small;
    small.reserve(text.size());
    for (const char byte : text) {
        if (!is_ascii(static_cast<unsigned char>(byte))) return std::nullopt;
        const bool capital = byte >= 'A' && byte <= 'Z';
        small.push_back(static_cast<char32_t>(capital ? byte - 'A' + 'a' : byte));
    }
    return small;
}

bool is_dropped(char32_t point) {
    switch (point) {
        case U'\'':
        case U'`':
        case 0x2018:  // the quotation marks that phones put for an apostrophe
        case 0x2019:
        case 0x02BC:  // the letter apostrophe
        case 0x093C:  // the dot of Devanagari, which many phones leave out
        case 0x20E3:  // the key cap round an emoji's digit
            return true;
        default:  // Latin accents; the marks of other scripts are vowels and stay
            return point >= 0x0300 && point <= 0x036F;
    }
}

/// Rows of seven Ethiopic letters that are spoken alike, and so written one for another.
constexpr std::array<std::pair<char32_t, char32_t>, 5> ethiopic_rows{
    {{0x1210, 0x1200}, {0x1280, 0x1200}, {0x1220, 0x1230}, {0x12D0, 0x12A0}, {0x1340, 0x1338}}};

char32_t one_of_alike(char32_t point) {
    constexpr char32_t letters_in_row = 7;
    for (const auto& [row, kept] : ethiopic_rows) {
        if (point >= row && point < row + letters_in_row) return kept + (point - row);
    }
    return point;
}

char32_t plain(char32_t point) {
    const std::int32_t digit = u_charDigitValue(static_cast<UChar32>(point));
    if (digit >= 0) return U'0' + static_cast<char32_t>(digit);
    switch (point) {
        case 0x2010:  // hyphen, and its wider sisters
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2014:
        case 0x2212:  // minus
            return U'-';
        case 0x066B:  // Arabic decimal separator
            return U'.';
        case 0x066C:  // Arabic thousands separator
            return U',';
        case 0x0901:  // Devanagari writes a nasal with either mark
            return 0x0902;
        case 0x0253:  // the hooked letters of Hausa
            return U'b';
        case 0x0257:
            return U'd';
        case 0x0199:
            return U'k';
        case 0x01B4:
            return U'y';
        default:
            return one_of_alike(point);
    }
}

}  // namespace

std::u32string fold_text(std::string_view utf8) {
    if (const auto ascii = small_ascii(utf8)) return collapse(*ascii);
    const auto length = static_cast<std::int32_t>(utf8.size());
    const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), length));
    if (text.indexOf(replacement) >= 0) return {};
    return collapse(code_points(normalise(casefolded(), text)));
}

std::u32string fold_for_matching(std::string_view utf8) {
    std::u32string text = fold_text(utf8);
    if (!std::all_of(text.begin(), text.end(), is_ascii))
        text = code_points(normalise(decomposed(), utf16(text)));
    std::u32string folded;
    for (const char32_t point : text) {
        if (!is_dropped(point)) folded.push_back(plain(point));
    }
    return folded;
}

std::string to_utf8(std::u32string_view text) {
    std::string utf8;
    return utf16(text).toUTF8String(utf8);
}

}  // namespace kazi::taskflow::question
