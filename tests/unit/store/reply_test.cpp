// SPDX-License-Identifier: Apache-2.0
#include "gateway/store/reply.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace kazi::gateway::store {

namespace {

const std::string nested("*4\r\n:-7\r\n$3\r\na\0b\r\n$-1\r\n*2\r\n+OK\r\n*0\r\n", 36);

void check_nested(const Reply& reply) {
    ReplyCursor cursor(reply);
    CHECK(cursor.array() == 4U);
    CHECK_FALSE(cursor.text());  // the next one is a number: nothing moves
    CHECK(cursor.integer() == -7);
    CHECK(cursor.text() == std::string_view("a\0b", 3));
    const auto nil = cursor.text_or_nil();
    REQUIRE(nil.has_value());
    CHECK_FALSE(nil->has_value());
    CHECK(cursor.array() == 2U);
    CHECK(cursor.text() == "OK");
    CHECK(cursor.array() == 0U);
    CHECK(cursor.done());
    CHECK_FALSE(cursor.integer());
}

}  // namespace

TEST_CASE("a reply is read however it is cut") {
    for (std::size_t cut = 0; cut <= nested.size(); ++cut) {
        ReplyReader reader;
        reader.feed(nested.substr(0, cut));
        if (cut < nested.size()) CHECK(reader.next() == ReplyReader::Step::more_needed);
        reader.feed(nested.substr(cut));
        REQUIRE(reader.next() == ReplyReader::Step::ready);
        check_nested(reader.reply());
        CHECK(reader.next() == ReplyReader::Step::more_needed);
    }
}

TEST_CASE("replies that come together are read one by one") {
    ReplyReader reader;
    reader.feed("-ERR no\r\n" + nested + ":5\r\n");
    REQUIRE(reader.next() == ReplyReader::Step::ready);
    CHECK(ReplyCursor(reader.reply()).error() == "ERR no");
    REQUIRE(reader.next() == ReplyReader::Step::ready);
    check_nested(reader.reply());
    REQUIRE(reader.next() == ReplyReader::Step::ready);
    CHECK(ReplyCursor(reader.reply()).integer() == 5);
}

TEST_CASE("what is no RESP breaks the reader for good") {
    ReplyReader reader;
    reader.feed("HTTP/1.1 400 Bad Request\r\n");
    CHECK(reader.next() == ReplyReader::Step::broken);
    reader.feed(":1\r\n");
    CHECK(reader.next() == ReplyReader::Step::broken);
}

TEST_CASE("a reply has a limit in bytes and in parts") {
    ReplyReader large;
    large.feed("$500000000\r\n");
    const std::string part(1 << 20, 'x');
    auto step = large.next();
    for (int n = 0; n < 70 && step == ReplyReader::Step::more_needed; ++n) {
        large.feed(part);
        step = large.next();
    }
    CHECK(step == ReplyReader::Step::broken);

    ReplyReader many;
    many.feed("*2000000000\r\n");
    std::string numbers;
    for (int n = 0; n < 100'000; ++n)
        numbers += ":1\r\n";
    step = many.next();
    for (int n = 0; n < 30 && step == ReplyReader::Step::more_needed; ++n) {
        many.feed(numbers);
        step = many.next();
    }
    CHECK(step == ReplyReader::Step::broken);
}

TEST_CASE("any bytes end as replies, a wait or a broken reader") {
    CHECK(rc::check([] {
        const auto letters =
            rc::gen::element<char>('*', '$', '+', '-', ':', '\r', '\n', '1', '0', 'x');
        const auto bytes = *rc::gen::container<std::string>(letters);
        ReplyReader reader;
        reader.feed(bytes);
        auto step = reader.next();
        for (std::size_t n = 0; step == ReplyReader::Step::ready && n <= bytes.size(); ++n)
            step = reader.next();
        RC_ASSERT(step != ReplyReader::Step::ready);
    }));
}

}  // namespace kazi::gateway::store
