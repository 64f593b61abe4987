// SPDX-License-Identifier: Apache-2.0
// Cheaper spellings: O2.
#include "protocols/plain_spelling.hpp"

#include <doctest/doctest.h>

#include "protocols/gsm_text.hpp"

namespace kazi::protocols {

TEST_CASE("typography becomes what the GSM alphabet has, with a diff") {
    const PlainSpelling plain = plain_spelling("Is it “open” – today…", Accents::keep);
    CHECK(plain.text == "Is it \"open\" - today...");
    REQUIRE(plain.changes.size() == 4);
    CHECK(plain.changes[0].at == 6);
    CHECK(plain.changes[0].from == "“");
    CHECK(plain.changes[0].to == "\"");
    CHECK(plain.changes[2].at == 13);
    CHECK(plain.changes[3].to == "...");
    CHECK(measure_sms(plain.text).encoding == SmsEncoding::gsm7);
}

TEST_CASE("a character that nobody sees is left out") {
    const PlainSpelling plain = plain_spelling("Na\u200Bme\u00A0?", Accents::keep);
    CHECK(plain.text == "Name ?");
    CHECK(plain.changes[0].to.empty());
}

TEST_CASE("what the alphabet has stays as it is, the dear ones too") {
    const PlainSpelling plain = plain_spelling("5 € für é", Accents::drop);
    CHECK(plain.text == "5 € für é");
    CHECK(plain.changes.empty());
}

TEST_CASE("accents go only when somebody said so") {
    CHECK(plain_spelling("Há água?", Accents::keep).changes.empty());
    const PlainSpelling plain = plain_spelling("Há água?", Accents::drop);
    CHECK(plain.text == "Ha agua?");
    CHECK(plain.changes.size() == 2);
    CHECK(plain_spelling("ḱụ", Accents::drop).text == "ku");
}

TEST_CASE("with one letter left that has no plain spelling, nothing is changed") {
    const std::string amharic = "“ሰላም” ok";
    CHECK(plain_spelling(amharic, Accents::drop).text == amharic);
    CHECK(plain_spelling(amharic, Accents::drop).changes.empty());
}

TEST_CASE("bytes that are no UTF-8 are left alone") {
    CHECK(plain_spelling("a\xFFz", Accents::drop).changes.empty());
    CHECK(plain_spelling("", Accents::drop).text.empty());
}

}  // namespace kazi::protocols
