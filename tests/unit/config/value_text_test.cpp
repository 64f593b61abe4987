// SPDX-License-Identifier: Apache-2.0
// Single values: amounts are exact, times of day are in range, names are plain.
#include <doctest/doctest.h>

#include "config/value_text.hpp"

namespace kazi::config {

TEST_CASE("amounts are read exactly") {
    CHECK(parse_amount_micro("0.80") == 800'000);
    CHECK(parse_amount_micro("20") == 20'000'000);
    CHECK(parse_amount_micro("0.000001") == 1);
    CHECK(parse_amount_micro("9000000000.999999") == 9'000'000'000'999'999);
    CHECK(parse_amount_micro("0") == 0);
}

TEST_CASE("what is no amount is refused") {
    for (const std::string text :
         {"", ".", "5.", ".5", "-1", "+1", "1e3", "1,50", "0.0000001", " 1", "1 ", "9000000001",
          "99999999999999999999", "1.-5", "KES 1"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_amount_micro(text));
    }
}

TEST_CASE("times of day are minutes after midnight") {
    CHECK(parse_minute_of_day("00:00") == 0);
    CHECK(parse_minute_of_day("20:30") == 20 * 60 + 30);
    CHECK(parse_minute_of_day("23:59") == 23 * 60 + 59);
    for (const std::string text :
         {"", "24:00", "12:60", "1:00", "01:0", "0100", "-1:00", "ab:cd", "12:000"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_minute_of_day(text));
    }
}

TEST_CASE("names may stand in paths, keys and metrics") {
    CHECK(is_plain_name("at-ke"));
    CHECK(is_plain_name("a"));
    CHECK(is_plain_name("k2"));
    for (const std::string text : {"", "-a", "a-", "At", "a_b", "a/b", "a b", "a{b}",
                                   "abcdefghijklmnopqrstuvwxyz-0123456"}) {
        CAPTURE(text);
        CHECK_FALSE(is_plain_name(text));
    }
}

TEST_CASE("the nearest word is offered only when it is near") {
    const std::vector<std::string> known{"sender", "send_url", "service_code"};
    CHECK(nearest("sendr", known) == "sender");
    CHECK(nearest("service_kode", known) == "service_code");
    CHECK(nearest("send-url", known) == "send_url");
    CHECK_FALSE(nearest("colour", known));
}

}  // namespace kazi::config
