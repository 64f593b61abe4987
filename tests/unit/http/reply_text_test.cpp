// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/reply_text.hpp"

#include <doctest/doctest.h>

using namespace kazi::gateway::http;
using kazi::protocols::HttpReply;

namespace {

HttpReply text_reply(int status, std::string body) {
    HttpReply reply;
    reply.status = status;
    reply.content_type = "text/plain";
    reply.body = std::move(body);
    return reply;
}

}  // namespace

TEST_CASE("a plain reply") {
    std::string out;
    REQUIRE(append_head(out, text_reply(200, "END Bye"), {true, true, {}}));
    CHECK(out == "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 7\r\n\r\n");
}

TEST_CASE("further headers, the date, and the last reply of a connection") {
    auto reply = text_reply(201, "");
    reply.headers.push_back({"Location", "/v1/campaigns/7"});
    std::string out;
    REQUIRE(append_head(out, reply, {true, false, "Tue, 15 Nov 1994 08:12:31 GMT"}));
    CHECK(out ==
          "HTTP/1.1 201 Created\r\nDate: Tue, 15 Nov 1994 08:12:31 GMT\r\n"
          "Content-Type: text/plain\r\nContent-Length: 0\r\nLocation: /v1/campaigns/7\r\n"
          "Connection: close\r\n\r\n");
}

TEST_CASE("an HTTP/1.0 peer is told that the connection stays") {
    std::string out;
    REQUIRE(append_head(out, text_reply(200, ""), {false, true, {}}));
    CHECK(out.find("Connection: keep-alive\r\n") != std::string::npos);
}

TEST_CASE("204 and 304 have no length") {
    for (const int status : {204, 304}) {
        std::string out;
        REQUIRE(append_head(out, text_reply(status, ""), {true, true, {}}));
        CHECK(out.find("Content-Length") == std::string::npos);
    }
}

TEST_CASE("nothing breaks out of its line") {
    std::string out;
    auto split = text_reply(200, "");
    split.headers.push_back({"Location", "/a\r\nSet-Cookie: x=1"});
    CHECK_FALSE(append_head(out, split, {true, true, {}}));
    auto typed = text_reply(200, "");
    typed.content_type = "text/plain\n";
    CHECK_FALSE(append_head(out, typed, {true, true, {}}));
    CHECK_FALSE(append_head(out, text_reply(0, ""), {true, true, {}}));
    CHECK_FALSE(append_head(out, text_reply(1000, ""), {true, true, {}}));
    CHECK(out.empty());
}

TEST_CASE("dates, a leap day among them") {
    CHECK(http_date(784887151) == "Tue, 15 Nov 1994 08:12:31 GMT");
    CHECK(http_date(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
    CHECK(http_date(1709210096) == "Thu, 29 Feb 2024 12:34:56 GMT");
}
