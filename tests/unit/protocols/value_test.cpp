// SPDX-License-Identifier: Apache-2.0
// Times, costs, words and derived ids.
#include <doctest/doctest.h>

#include <array>

#include "protocols/cost.hpp"
#include "protocols/derived_id.hpp"
#include "protocols/dialect.hpp"
#include "protocols/timestamp.hpp"
#include "protocols/words.hpp"

using namespace kazi::protocols;

TEST_CASE("times in the shapes seen") {
    constexpr std::int64_t expected = 1'709'622'551;
    for (const char* text :
         {"2024-03-05T07:09:11Z", "2024-03-05 07:09:11Z", "2024-03-05t07:09:11z",
          "2024-03-05T07:09:11.999Z", "2024-03-05T10:09:11+03:00", "2024-03-05T02:39:11-0430"}) {
        CAPTURE(text);
        CHECK(parse_rfc3339(text, WithoutZone::refuse) == expected);
    }
    CHECK(parse_rfc3339("2024-03-05 07:09:11", WithoutZone::utc) == expected);
    CHECK_FALSE(parse_rfc3339("2024-03-05 07:09:11", WithoutZone::refuse));
    CHECK(parse_unix_time("1709622551") == expected);
    CHECK(parse_unix_time("1709622551999") == expected);
    CHECK(parse_unix_time("0") == 0);
}

TEST_CASE("what is no time is dropped") {
    for (const char* text :
         {"", "now", "2024-03-05", "2024-02-30T00:00:00Z", "2024-13-01T00:00:00Z",
          "2024-03-05T24:00:00Z", "2024-03-05T07:60:00Z", "2024-03-05T07:09:11.Z",
          "2024-03-05T07:09:11Zx", "2024-03-05T07:09:11+24:00", "24-03-05T07:09:11Z",
          "1969-12-31T23:59:59Z", "2024-03-05T07:09:11+0", "-024-03-05T07:09:11Z"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_rfc3339(text, WithoutZone::utc));
    }
    for (const char* text : {"", "-1", "1.5", "1e9", "99999999999999999999", "9999999999999999"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_unix_time(text));
    }
}

TEST_CASE("a time is written to the second") {
    CHECK(format_rfc3339(1'709'622'551) == "2024-03-05T07:09:11Z");
    CHECK(format_rfc3339(0) == "1970-01-01T00:00:00Z");
    CHECK(format_rfc3339(253'402'300'799) == "9999-12-31T23:59:59Z");
}

TEST_CASE("costs are exact") {
    CHECK(parse_cost("KES 0.8000")->micro == 800'000);
    CHECK(parse_cost("KES 0.8000")->currency == "KES");
    CHECK(parse_cost("0")->micro == 0);
    CHECK(parse_cost("0")->currency.empty());
    CHECK(parse_cost(" 12.345678 ")->micro == 12'345'678);
    CHECK(parse_cost("1.00000000")->micro == 1'000'000);
    CHECK(parse_cost("999999999999")->micro == 999'999'999'999'000'000);
    for (const char* text : {"", "KES", "KES ", "-1", "+1", "1e3", "1.", ".5", "1.0000001", "1,5",
                             "kes 1", "KESH 1", "1 KES", "1000000000000"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_cost(text));
    }
}

TEST_CASE("words of protocols are ASCII") {
    CHECK(lower_case("AbÉ") == "abÉ");
    CHECK(equal_ignoring_case("DELIVRD", "delivrd"));
    CHECK_FALSE(equal_ignoring_case("a", "ab"));
    CHECK(trim(" \t\r\na b\n").compare("a b") == 0);
    CHECK(trim(" ").empty());
    CHECK_FALSE(is_digits(""));
    CHECK_FALSE(is_digits("1a"));
}

TEST_CASE("a derived id changes with each of its parts") {
    const InboundSms sms{"+254711000001", "40404", "JOIN", "", {}, {}, false, false};
    const std::string id = derive_message_id("simple", "tel", sms, "t", 0);
    CHECK(id == derive_message_id("simple", "tel", sms, "t", 999));
    CHECK(id.size() == 64);
    InboundSms other = sms;
    other.text = "join";
    CHECK(id != derive_message_id("simple", "tel", other, "t", 0));
    CHECK(id != derive_message_id("simple", "tel2", sms, "t", 0));
    CHECK(id != derive_message_id("kannel", "tel", sms, "t", 0));
    CHECK(id != derive_message_id("simple", "tel", sms, "t2", 0));
    const std::string windowed = derive_message_id("simple", "tel", sms, "", 60);
    CHECK(windowed == derive_message_id("simple", "tel", sms, "", 119));
    CHECK(windowed != derive_message_id("simple", "tel", sms, "", 120));
}

TEST_CASE("the table finds dialects by name and nothing else") {
    REQUIRE(dialects().size() >= 2);
    for (const Dialect& dialect : dialects()) {
        CHECK(find_dialect(dialect.name) == &dialect);
        CHECK(dialect.recipients_max >= 1);
    }
    CHECK(find_dialect("") == nullptr);
    CHECK(find_dialect("Simple") == nullptr);
}

TEST_CASE("headers are found whatever their case") {
    const std::array headers = {HeaderView{"Content-Type", "a"}, HeaderView{"content-type", "b"}};
    const Callback callback{"POST", "/", "", headers};
    CHECK(callback.header("CONTENT-TYPE").compare("a") == 0);
    CHECK(callback.header("x").empty());
}
