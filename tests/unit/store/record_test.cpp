// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "gateway/store/store.hpp"

namespace kazi::gateway::store {

namespace {

Place draw_reference() {
    const auto key = *rc::gen::arbitrary<std::string>();
    return {key.substr(0, 255), (*rc::gen::arbitrary<std::string>()).substr(0, 255)};
}

}  // namespace

TEST_CASE("a record's bytes are what the server expects") {
    const Record record{0x01020304, {{"ab", "c"}}, "body"};
    const std::string expected(
        "\x04\x03\x02\x01\x01\x02"
        "ab\x01"
        "cbody",
        14);
    CHECK(encode_record(record) == expected);
    CHECK(decode_record(expected) == record);
    CHECK(encode_version(1) == std::string("\x01\0\0\0", 4));
}

TEST_CASE("records come back as they went") {
    CHECK(rc::check([] {
        Record record{*rc::gen::arbitrary<std::uint32_t>()};
        for (int n = *rc::gen::inRange(0, 5); n > 0; --n)
            record.references.push_back(draw_reference());
        record.body = *rc::gen::arbitrary<std::string>();
        RC_ASSERT(decode_record(encode_record(record)) == record);
    }));
}

TEST_CASE("what is cut short, or names too much, is no record") {
    const auto bytes = encode_record({1, {{"key", "field"}, {"key", ""}}, ""});
    for (std::size_t length = 0; length < bytes.size(); ++length)
        CHECK_FALSE(decode_record(std::string_view(bytes).substr(0, length)));
    CHECK_FALSE(decode_record(std::string_view("\1\0\0\0\5", 5)));
    CHECK(decode_record(std::string_view("\1\0\0\0\0", 5)));
}

TEST_CASE("any bytes are decoded or refused, never read past") {
    CHECK(rc::check([](const std::string& bytes) {
        if (const auto record = decode_record(bytes)) RC_ASSERT(encode_record(*record) == bytes);
    }));
}

}  // namespace kazi::gateway::store
