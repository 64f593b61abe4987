// SPDX-License-Identifier: Apache-2.0
// Text in the character sets that telcos send, and in none.
#include "protocols/charset.hpp"

#include <doctest/doctest.h>

using namespace kazi::protocols;

TEST_CASE("pathology 6: undeclared text is UTF-8, else Windows-1252 and flagged") {
    CHECK(decode_text("habari", "").text == "habari");
    CHECK(decode_text("caf\xC3\xA9", "").text == "café");
    CHECK_FALSE(decode_text("caf\xC3\xA9", "").guessed);
    const DecodedText guessed = decode_text("caf\xE9 \x80 \x93x\x94", "");
    CHECK(guessed.text == "café € “x”");
    CHECK(guessed.guessed);
    CHECK(decode_text("\xED\xA0\x80", "utf-8").guessed);
    CHECK(decode_text("\xC0\x80", "").guessed);
}

TEST_CASE("pathology 6: a declared character set is used, an unknown one is as good as none") {
    CHECK(decode_text("caf\xE9", "ISO-8859-1").text == "café");
    CHECK_FALSE(decode_text("caf\xE9", "ISO-8859-1").guessed);
    CHECK(decode_text(std::string_view("\0J\0o\x20\xAC", 6), "UTF-16BE").text == "Jo€");
    CHECK(decode_text(std::string_view("\xD8\x3D\0x", 4), "UTF-16BE").text == "\uFFFDx");
    CHECK(decode_text("caf\xC3\xA9", "klingon").text == "café");
    CHECK(decode_text("caf\xC3\xA9", "UTF8").text == "café");
    CHECK(decode_text("a", std::string(5000, 'x')).text == "a");
}

TEST_CASE("control characters and a leading byte-order mark go, line ends and tabs stay") {
    CHECK(decode_text(std::string_view("a\0b\x1B\x7F\r\n\tc", 9), "").text == "ab\x7F\r\n\tc");
    CHECK(decode_text("\xEF\xBB\xBFx", "").text == "x");
    CHECK(decode_text("x\xEF\xBB\xBF", "").text == "x\uFEFF");
    CHECK(decode_text("", "").text.empty());
}

TEST_CASE("characters are code points") {
    CHECK(count_characters("") == 0);
    CHECK(count_characters("aé€😀") == 4);
}
