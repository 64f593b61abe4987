// SPDX-License-Identifier: Apache-2.0
// Segments by the standard's arithmetic.
#include "protocols/gsm_text.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace kazi::protocols;

namespace {

std::string times(std::size_t count, std::string_view text) {
    std::string repeated;
    for (std::size_t i = 0; i < count; ++i)
        repeated += text;
    return repeated;
}

using Units = std::vector<std::size_t>;

}  // namespace

TEST_CASE("segments of GSM-7 text") {
    CHECK(segment_units("") == Units{0});
    CHECK(segment_units(times(160, "a")) == Units{160});
    CHECK(segment_units(times(161, "a")) == Units{153, 8});
    CHECK(segment_units(times(159, "a") + "€") == Units{153, 8});
    CHECK(segment_units(times(158, "a") + "€") == Units{160});
    CHECK(segment_units(times(152, "a") + "€" + times(10, "a")) == Units{152, 12});
    CHECK(segment_units(times(306, "a")) == Units{153, 153});
    CHECK(segment_units(times(307, "a")) == Units{153, 153, 1});
}

TEST_CASE("segments of UCS-2 text") {
    CHECK(segment_units(times(70, "ŋ")) == Units{70});
    CHECK(segment_units(times(71, "ŋ")) == Units{67, 4});
    CHECK(segment_units(times(69, "ŋ") + "😀") == Units{67, 4});
    CHECK(segment_units(times(66, "ŋ") + "😀ŋ") == Units{69});
    CHECK(segment_units(times(66, "ŋ") + "😀" + times(5, "ŋ")) == Units{66, 7});
}

TEST_CASE("a 16-bit reference takes one octet more of each segment") {
    CHECK(segment_units(times(161, "a"), ConcatReference::bits_16) == Units{152, 9});
    CHECK(segment_units(times(71, "ŋ"), ConcatReference::bits_16) == Units{66, 5});
    CHECK(segment_units(times(160, "a"), ConcatReference::bits_16) == Units{160});
}

TEST_CASE("measuring agrees with the segments") {
    const SmsLength length = measure_sms(times(152, "a") + "€" + times(10, "a"));
    CHECK(length.encoding == SmsEncoding::gsm7);
    CHECK(length.units == 164);
    CHECK(length.segments == 2);
    CHECK_FALSE(length.costly);
    CHECK(measure_sms("").segments == 1);
}

TEST_CASE("the alphabet has 127 characters of one septet and ten of two") {
    std::size_t one = 0;
    std::size_t two = 0;
    for (char32_t c = 1; c < 0xFFFF; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        std::string text;
        if (c < 0x80) {
            text = static_cast<char>(c);
        } else if (c < 0x800) {
            text = {static_cast<char>(0xC0U | (c >> 6U)), static_cast<char>(0x80U | (c & 63U))};
        } else {
            text = {static_cast<char>(0xE0U | (c >> 12U)),
                    static_cast<char>(0x80U | (c >> 6U & 63U)),
                    static_cast<char>(0x80U | (c & 63U))};
        }
        const SmsLength length = measure_sms(text);
        if (length.encoding == SmsEncoding::ucs2) continue;
        (length.units == 1 ? one : two) += 1;
    }
    CHECK(one == 127);
    CHECK(two == 10);
}

TEST_CASE("the first costly character is named by place and code point") {
    CHECK(measure_sms("Habari ’ç").costly == CostlyCharacter{7, U'’'});
    CHECK(measure_sms("éç").costly == CostlyCharacter{2, U'ç'});
    CHECK(measure_sms("a\tb").costly == CostlyCharacter{1, U'\t'});
    CHECK(measure_sms("Ç^{}\\[~]|€\n\r").encoding == SmsEncoding::gsm7);
    CHECK(measure_sms("\x1B").encoding == SmsEncoding::ucs2);
    CHECK(measure_sms("a\xFF").costly == CostlyCharacter{1, char32_t{0xFFFD}});
}

TEST_CASE("USSD holds 182 septets or 80 units") {
    CHECK(measure_ussd(times(182, "a")).fits);
    CHECK_FALSE(measure_ussd(times(183, "a")).fits);
    CHECK(measure_ussd(times(91, "€")).units == 182);
    CHECK(measure_ussd(times(80, "ŋ")).fits);
    CHECK_FALSE(measure_ussd(times(79, "ŋ") + "😀").fits);
    CHECK(measure_ussd("").fits);
}
