// SPDX-License-Identifier: Apache-2.0
// Phone numbers in all their clothes.
#include "protocols/msisdn.hpp"

#include <doctest/doctest.h>

#include "protocols/phone_region.hpp"

using namespace kazi::protocols;

namespace {

/// The number, or the status it is refused with.
std::string normalised(std::string_view text, std::string_view country_code = "") {
    const auto number = normalise_msisdn(text, country_code);
    return number ? *number : std::to_string(number.error().http);
}

}  // namespace

TEST_CASE("pathology 4, 5: a subscriber's number becomes E.164") {
    for (const char* text : {"+254711000001", "254711000001", "00254711000001", " 254711000001",
                             "tel:+254711000001", "TEL:254711000001", "  +254 711-000-001\r\n",
                             "+254 (711) 000.001", "tel: 254711000001"}) {
        CAPTURE(text);
        CHECK(normalised(text) == "+254711000001");
    }
    CHECK(normalised("0711000001", "254") == "+254711000001");
    CHECK(normalised("0 711 000 001", "254") == "+254711000001");
    CHECK(normalised("12345678") == "+12345678");
    CHECK(normalised("123456789012345") == "+123456789012345");
}

TEST_CASE("pathology 26: what is no subscriber is refused quietly, other nonsense loudly") {
    for (const char* text : {"Safaricom", "40404", "", " ", "+1234567", "+2547ABC00001", "0711",
                             "٠٧١١٠٠٠٠٠١", "*384*77#", "tel:"}) {
        CAPTURE(text);
        CHECK(normalised(text, "254") == "200");
    }
    for (const char* text :
         {"0711000001", "+0711000001", " 0711000001", "1234567890123456", "++254711000001",
          "+254711000001#", "254711000001,254711000002", "0000000000"}) {
        CAPTURE(text);
        CHECK(normalised(text) == "400");
    }
}

TEST_CASE("a destination is never forced into E.164") {
    CHECK(normalise_destination("40404") == "40404");
    CHECK(normalise_destination(" 404-04 ") == "40404");
    CHECK(normalise_destination("254711000001") == "+254711000001");
    CHECK(normalise_destination(" 254711000001") == "+254711000001");
    CHECK(normalise_destination("00254711000001") == "+254711000001");
    CHECK(normalise_destination("KAZI") == "KAZI");
    CHECK(normalise_destination(" Kazi 2-go ") == "Kazi 2-go");
    CHECK(normalise_destination("0800123456") == "0800123456");
    CHECK(normalise_destination("12") == "12");
}

TEST_CASE("a masked number can be recognised but not dialled") {
    CHECK(mask_msisdn("+254711000001") == "+2547****0001");
    CHECK(mask_msisdn("+12345678") == "+12****78");
    CHECK(mask_msisdn("40404") == "****");
    CHECK(mask_msisdn("").size() == 4);
}

TEST_CASE("the numbering plans know region and validity") {
    const PhoneFacts kenya = phone_facts("+254711000001");
    CHECK(kenya.region == "KE");
    CHECK(kenya.country_calling_code == 254);
    CHECK(kenya.possible);
    CHECK(kenya.valid);
    CHECK(phone_facts("+256770000001").region == "UG");
    CHECK(phone_facts("+12025550123").region == "US");
    CHECK(phone_facts("+442071838750").region == "GB");
    const PhoneFacts strange = phone_facts("+254111");
    CHECK_FALSE(strange.valid);
    CHECK(phone_facts("254711000001").country_calling_code == 0);
    CHECK(phone_facts("").region.empty());
    CHECK_FALSE(phone_facts("+999123456789").valid);
}
