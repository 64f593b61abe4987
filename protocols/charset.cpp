// SPDX-License-Identifier: Apache-2.0
// Plain ASCII, nearly every text there is, takes a path without ICU.
#include "protocols/charset.hpp"

#include <unicode/localpointer.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <optional>

#include "protocols/utf8.hpp"

namespace kazi::protocols {

namespace {

constexpr std::size_t charset_name_bytes_max = 40;

bool is_plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x7F;
}

bool is_valid_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        if (!next_code_point(bytes, at)) return false;
    }
    return true;
}

/// Empty when ICU does not know the name.
std::optional<std::string> convert(std::string_view bytes, const std::string& charset) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::LocalUConverterPointer converter(ucnv_open(charset.c_str(), &status));
    if (U_FAILURE(status)) return std::nullopt;
    const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                  converter.getAlias(), status);
    if (U_FAILURE(status)) return std::nullopt;
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

bool is_utf8_name(std::string_view name) {
    std::string folded;
    for (const char c : name) {
        if (c == '-' || c == '_') continue;
        folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return folded.empty() || folded == "utf8" || folded == "usascii";
}

std::optional<std::string> convert_declared(std::string_view bytes, std::string_view charset) {
    if (is_utf8_name(charset) || charset.size() > charset_name_bytes_max) return std::nullopt;
    return convert(bytes, std::string(charset));
}

void clean(std::string& text) {
    static constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
    std::erase_if(text, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
    });
}

}  // namespace

DecodedText decode_text(std::string_view bytes, std::string_view charset) {
    DecodedText decoded;
    if (auto declared = convert_declared(bytes, charset)) {
        decoded.text = *std::move(declared);
    } else if (std::ranges::all_of(bytes, is_plain)) {
        decoded.text = bytes;
        return decoded;
    } else if (is_valid_utf8(bytes)) {
        decoded.text = bytes;
    } else {
        decoded.text = convert(bytes, "windows-1252").value_or("");
        decoded.guessed = true;
    }
    clean(decoded.text);
    return decoded;
}

std::string transcode_to_utf8(std::string_view bytes, std::string_view charset) {
    if (auto converted = convert_declared(bytes, charset)) return *std::move(converted);
    return std::string(bytes);
}

std::string encode_text(std::string_view utf8, std::string_view charset) {
    if (is_utf8_name(charset) || charset.size() > charset_name_bytes_max) return std::string(utf8);
    UErrorCode status = U_ZERO_ERROR;
    const icu::LocalUConverterPointer converter(ucnv_open(std::string(charset).c_str(), &status));
    if (U_FAILURE(status)) return std::string(utf8);
    ucnv_setSubstString(converter.getAlias(), u"?", 1, &status);
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    std::string bytes(static_cast<std::size_t>(UCNV_GET_MAX_BYTES_FOR_STRING(
                          text.length(), ucnv_getMaxCharSize(converter.getAlias()))),
                      '\0');
    const std::int32_t length = text.extract(bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                             converter.getAlias(), status);
    if (U_FAILURE(status)) return std::string(utf8);
    bytes.resize(static_cast<std::size_t>(length));
    return bytes;
}

std::size_t count_characters(std::string_view utf8) {
    return static_cast<std::size_t>(std::ranges::count_if(
        utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace kazi::protocols
