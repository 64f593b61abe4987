// SPDX-License-Identifier: Apache-2.0
// 3GPP TS 23.038 by a table of costs over code points, built while compiling.
#include "protocols/gsm_text.hpp"

#include <array>

#include "protocols/utf8.hpp"

namespace kazi::protocols {

namespace {

constexpr std::size_t ussd_septets_max = 182;
constexpr std::size_t ussd_units_max = 80;

constexpr std::u32string_view one_septet =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    U" !\"#¤%&'()*+,-./0123456789:;<=>?"
    U"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    U"¿abcdefghijklmnopqrstuvwxyzäöñüà";
constexpr std::u32string_view two_septets = U"\f^{}\\[~]|";
constexpr char32_t euro = U'€';  // also two; far above the rest, so it stands outside the table

constexpr char32_t replacement = 0xFFFD;
constexpr std::size_t table_size = U'Ω' + 1;

constexpr auto septet_table = [] {
    std::array<std::uint8_t, table_size> table{};
    for (const char32_t c : one_septet)
        table[c] = 1;
    for (const char32_t c : two_septets)
        table[c] = 2;
    return table;
}();

/// Septets of one character, 0 when the alphabet has no such character.
std::size_t septets_of(char32_t c) {
    if (c < table_size) return septet_table[c];
    return c == euro ? 2 : 0;
}

std::size_t utf16_units_of(char32_t c) {
    return c > 0xFFFF ? 2 : 1;
}

/// Calls `visit(offset, code point)` for each character.
template <class Visit>
void each_character(std::string_view text, Visit visit) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t offset = at;
        const auto byte = static_cast<unsigned char>(text[at]);
        const bool ascii = byte < 0x80;
        const char32_t c = ascii ? byte : next_code_point(text, at).value_or(replacement);
        if (ascii) ++at;
        visit(offset, c);
    }
}

std::size_t units_of(char32_t c, SmsEncoding encoding) {
    return encoding == SmsEncoding::gsm7 ? septets_of(c) : utf16_units_of(c);
}

/// What a text needs, by the cheapest alphabet that has all of its characters.
struct Need {
    SmsEncoding encoding = SmsEncoding::gsm7;
    std::size_t units = 0;
    std::optional<CostlyCharacter> costly;  ///< the first that the GSM alphabet lacks
};

Need measure(std::string_view text) {
    Need need;
    std::size_t utf16_units = 0;
    each_character(text, [&](std::size_t offset, char32_t c) {
        const std::size_t septets = septets_of(c);
        if (septets == 0 && !need.costly) need.costly = CostlyCharacter{offset, c};
        need.units += septets;
        utf16_units += utf16_units_of(c);
    });
    if (!need.costly) return need;
    need.encoding = SmsEncoding::ucs2;
    need.units = utf16_units;
    return need;
}

std::size_t single_units_max(SmsEncoding encoding) {
    return encoding == SmsEncoding::gsm7 ? 160 : 70;
}

std::size_t part_units_max(SmsEncoding encoding, ConcatReference reference) {
    const bool wide = reference == ConcatReference::bits_16;
    if (encoding == SmsEncoding::gsm7) return wide ? 152 : 153;
    return wide ? 66 : 67;
}

/// Fills segments from the front and calls `closed(units)` for each.
template <class Closed>
void fill_segments(std::string_view text, SmsEncoding encoding, std::size_t units_max,
                   Closed closed) {
    std::size_t filled = 0;
    each_character(text, [&](std::size_t, char32_t c) {
        const std::size_t units = units_of(c, encoding);
        if (filled + units > units_max) {
            closed(filled);
            filled = 0;
        }
        filled += units;
    });
    closed(filled);
}

}  // namespace

std::string_view to_string(SmsEncoding encoding) {
    return encoding == SmsEncoding::gsm7 ? "gsm7" : "ucs2";
}

SmsLength measure_sms(std::string_view text, ConcatReference reference) {
    const Need need = measure(text);
    SmsLength length;
    length.costly = need.costly;
    length.encoding = need.encoding;
    length.units = need.units;
    if (length.units <= single_units_max(length.encoding)) return length;
    length.segments = 0;
    fill_segments(text, length.encoding, part_units_max(length.encoding, reference),
                  [&](std::size_t) { ++length.segments; });
    return length;
}

std::vector<std::size_t> segment_units(std::string_view text, ConcatReference reference) {
    const SmsLength length = measure_sms(text, reference);
    if (length.segments == 1) return {length.units};
    std::vector<std::size_t> segments;
    segments.reserve(length.segments);
    fill_segments(text, length.encoding, part_units_max(length.encoding, reference),
                  [&](std::size_t units) { segments.push_back(units); });
    return segments;
}

UssdLength measure_ussd(std::string_view text) {
    const Need need = measure(text);
    UssdLength length;
    length.encoding = need.encoding;
    length.units = need.units;
    const bool packed = length.encoding == SmsEncoding::gsm7;
    length.fits = length.units <= (packed ? ussd_septets_max : ussd_units_max);
    return length;
}

}  // namespace kazi::protocols
