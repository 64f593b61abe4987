// SPDX-License-Identifier: Apache-2.0
// What a text costs on the air: alphabet, units, SMS segments, USSD length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kazi::protocols {

enum class SmsEncoding : std::uint8_t { gsm7, ucs2 };
[[nodiscard]] std::string_view to_string(SmsEncoding encoding);

/// Width of the reference number in the concatenation header. 16 bits take one more octet.
enum class ConcatReference : std::uint8_t { bits_8, bits_16 };

/// The first character outside the GSM alphabet, which makes the whole text UCS-2.
struct CostlyCharacter {
    std::size_t offset = 0;  ///< bytes from the front of the UTF-8 text
    char32_t code_point = 0;

    friend bool operator==(const CostlyCharacter&, const CostlyCharacter&) = default;
};

/// Units: septets for gsm7 (a character of the extension table counts two), UTF-16 units for ucs2.
struct SmsLength {
    SmsEncoding encoding = SmsEncoding::gsm7;
    std::size_t units = 0;
    std::size_t segments = 1;  ///< what is sent and paid; an empty text is one segment
    std::optional<CostlyCharacter> costly;
};

/// Measures UTF-8 text; a byte that is not UTF-8 counts as U+FFFD. Filling is greedy, and neither
/// an extension pair nor a surrogate pair is split.
[[nodiscard]] SmsLength measure_sms(std::string_view text,
                                    ConcatReference reference = ConcatReference::bits_8);

/// Units in each segment, in order; as many as `measure_sms` counts.
[[nodiscard]] std::vector<std::size_t> segment_units(
    std::string_view text, ConcatReference reference = ConcatReference::bits_8);

/// A USSD string's length. Without the CON or END in front, which no phone gets.
struct UssdLength {
    SmsEncoding encoding = SmsEncoding::gsm7;
    std::size_t units = 0;  ///< septets or UTF-16 units
    bool fits = true;       ///< within 182 septets or 80 units, the standard's 160 octets
};

[[nodiscard]] UssdLength measure_ussd(std::string_view text);

}  // namespace kazi::protocols
