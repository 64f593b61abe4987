// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/request_parser.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace kazi::gateway::http;

namespace {

constexpr std::size_t header_bytes_max = 4096;
constexpr std::uint64_t body_bytes_max = 1000;

/// What a parser made of a whole input.
struct Reading {
    ParseStep end = ParseStep::need_more;
    int refusal = 0;
    std::string method, target, body;
    std::vector<std::pair<std::string, std::string>> headers;
    bool keep_alive = false;
    bool expects_continue = false;
    std::size_t used = 0;
};

/// Feeds `input` in portions of `step` bytes, in a buffer that moves each time.
Reading read(const std::string& input, std::size_t step = std::string::npos) {
    RequestParser parser;
    parser.restart(header_bytes_max);
    Reading reading;
    std::size_t given = 0;
    for (;;) {
        const std::string buffer = input.substr(0, given);
        const auto unparsed = std::string_view(buffer).substr(reading.used);
        reading.end = parser.parse(buffer.data(), unparsed);
        reading.used += parser.consumed();
        if (reading.end == ParseStep::head) {
            parser.limit_body(body_bytes_max);
        } else if (reading.end == ParseStep::piece) {
            reading.body += parser.piece();
        } else if (reading.end == ParseStep::need_more && given < input.size()) {
            given += std::min(step, input.size() - given);
        } else {
            break;
        }
    }
    const auto& head = parser.head();
    reading.refusal = parser.refusal();
    reading.keep_alive = head.keep_alive;
    reading.expects_continue = head.expects_continue;
    if (reading.end != ParseStep::complete) return reading;
    reading.method = head.method.in(input.data());
    reading.target = head.target.in(input.data());
    for (std::size_t i = 0; i < head.header_count; ++i) {
        reading.headers.emplace_back(head.names[i].in(input.data()),
                                     head.values[i].in(input.data()));
    }
    return reading;
}

int refusal_for(const std::string& input) {
    const auto whole = read(input);
    const auto dripped = read(input, 1);
    CHECK(whole.refusal == dripped.refusal);
    CHECK(whole.end == dripped.end);
    return whole.refusal;
}

const std::string ussd =
    "POST /hooks/at-ke/ussd?x=1 HTTP/1.1\r\nHost: kazi\r\nContent-Type: "
    "application/x-www-form-urlencoded\r\nX-Empty:\r\nContent-Length: 9\r\n\r\ntext=1*22";

}  // namespace

TEST_CASE("a callback, whole and in portions of every size") {
    for (std::size_t step = 1; step <= ussd.size(); ++step) {
        const auto reading = read(ussd, step);
        REQUIRE(reading.end == ParseStep::complete);
        CHECK(reading.method == "POST");
        CHECK(reading.target == "/hooks/at-ke/ussd?x=1");
        CHECK(reading.body == "text=1*22");
        REQUIRE(reading.headers.size() == 4);
        CHECK(reading.headers[1].second == "application/x-www-form-urlencoded");
        CHECK(reading.headers[2] == std::pair<std::string, std::string>{"X-Empty", ""});
        CHECK(reading.keep_alive);
    }
}

TEST_CASE("it stops where the request ends") {
    const auto reading = read(ussd + ussd);
    CHECK(reading.end == ParseStep::complete);
    CHECK(reading.used == ussd.size());
}

TEST_CASE("a chunked body with extension and trailer, in portions of every size") {
    const std::string head =
        "POST /v1/items HTTP/1.1\r\nHost: k\r\nTransfer-Encoding: chunked\r\n\r\n";
    const std::string input = head + "4;a=b\r\nWiki\r\n5\r\npedia\r\n0\r\nX-Sum: 1\r\n\r\n";
    for (std::size_t step = 1; step <= input.size(); ++step) {
        const auto reading = read(input + "GET", step);
        REQUIRE(reading.end == ParseStep::complete);
        CHECK(reading.body == "Wikipedia");
        CHECK(reading.headers.size() == 2);
        CHECK(reading.used == input.size());
    }
}

TEST_CASE("keep-alive follows version and header") {
    CHECK(read("GET / HTTP/1.1\r\nHost: k\r\n\r\n").keep_alive);
    CHECK_FALSE(read("GET / HTTP/1.1\r\nHost: k\r\nConnection: close\r\n\r\n").keep_alive);
    CHECK_FALSE(read("GET / HTTP/1.0\r\n\r\n").keep_alive);
    CHECK(read("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").keep_alive);
}

TEST_CASE("an absolute target is read as its path") {
    CHECK(read("GET http://kazi.example:80/a?b=http://c/ HTTP/1.1\r\nHost: k\r\n\r\n").target ==
          "/a?b=http://c/");
    CHECK(read("GET /a?b=http://c/d HTTP/1.1\r\nHost: k\r\n\r\n").target == "/a?b=http://c/d");
}

TEST_CASE("100-continue is noticed, other expectations are refused") {
    const std::string head = "POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 2\r\nExpect: ";
    CHECK(read(head + "100-Continue\r\n\r\n").expects_continue);
    CHECK(refusal_for(head + "a miracle\r\n\r\n") == 417);
}

TEST_CASE("what could be understood in two ways is refused") {
    const std::string post = "POST / HTTP/1.1\r\nHost: k\r\n";
    CHECK(refusal_for(post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n") == 400);
    CHECK(refusal_for(post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n") == 400);
    CHECK(refusal_for(post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n") == 400);
    CHECK(refusal_for(post + "Content-Length: -1\r\n\r\n") == 400);
    CHECK(refusal_for(post + "Content-Length: 99999999999999999999\r\n\r\n") == 400);
    CHECK(refusal_for(post + "Transfer-Encoding: gzip\r\n\r\n") == 501);
    CHECK(refusal_for(post + "Transfer-Encoding: gzip, chunked\r\n\r\n") == 501);
    CHECK(refusal_for("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") == 400);
    CHECK(refusal_for(post + "X: a\r\n folded\r\n\r\n") == 400);
    CHECK(refusal_for(post + "Bad Name: a\r\n\r\n") == 400);
    CHECK(refusal_for("GET / HTTP/1.1\r\n\r\n") == 400);
    CHECK(refusal_for("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == 400);
    CHECK(refusal_for("GET / HTTP/2.0\r\nHost: a\r\n\r\n") == 400);
    CHECK(refusal_for("\x16\x03\x01 TLS to a plain port\r\n\r\n") == 400);
}

TEST_CASE("limits") {
    const std::string post = "POST / HTTP/1.1\r\nHost: k\r\n";
    CHECK(refusal_for(post + "Content-Length: 1001\r\n\r\n") == 413);
    CHECK(refusal_for(post + "Content-Length: 1000\r\n\r\n") == 0);
    const std::string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
    const std::string chunk = "1f4\r\n" + std::string(500, 'x') + "\r\n";
    CHECK(refusal_for(chunked + chunk + chunk + "0\r\n\r\n") == 0);
    CHECK(refusal_for(chunked + chunk + chunk + "1\r\nx\r\n0\r\n\r\n") == 413);
    CHECK(refusal_for(chunked + "ffffffffffffffff\r\n") == 413);
    std::string many = post;
    for (std::size_t i = 0; i < headers_max; ++i)
        many += "X-A: 1\r\n";
    CHECK(refusal_for(many + "\r\n") == 431);
    CHECK(refusal_for(post + "X-A: " + std::string(header_bytes_max, 'a') + "\r\n\r\n") == 431);
}
