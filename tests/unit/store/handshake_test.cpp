// SPDX-License-Identifier: Apache-2.0
#include "gateway/store/handshake.hpp"

#include <doctest/doctest.h>

namespace kazi::gateway::store {

namespace {

using Next = Handshake::Next;

/// What the last of some replies comes to.
Handshake::Step after(Handshake& handshake, const std::string& replies) {
    ReplyReader reader;
    reader.feed(replies);
    Handshake::Step step;
    while (reader.next() == ReplyReader::Step::ready)
        step = handshake.reply(ReplyCursor(reader.reply()));
    return step;
}

const std::string echo = "$5\r\nnonce\r\n";

std::string info(const std::string& lines) {
    return "$" + std::to_string(lines.size()) + "\r\n" + lines + "\r\n";
}

const std::string healthy = info("# Persistence\r\nloading:0\r\naof_enabled:1\r\n");

}  // namespace

TEST_CASE("a healthy server that knows our library is up at once") {
    Handshake handshake("nonce", true);
    CHECK(handshake.first_commands().size() == 3);
    CHECK(after(handshake, echo + healthy).next == Next::wait);
    CHECK(after(handshake, "*1\r\n*0\r\n").next == Next::up);
}

TEST_CASE("a server without our library is given it") {
    Handshake handshake("nonce", true);
    CHECK(after(handshake, echo + healthy + "*0\r\n").next == Next::load_library);
    CHECK(after(handshake, "$4\r\nkazi\r\n").next == Next::up);
}

TEST_CASE("what does not look like our server ends the attempt") {
    for (const auto& replies :
         {std::string("+hello\r\n"), std::string("$5\r\nother\r\n"), std::string(":1\r\n"),
          std::string("-ERR max number of clients reached\r\n"), echo + ":1\r\n", echo + "-ERR\r\n",
          echo + healthy + "+OK\r\n", echo + healthy + "-ERR unknown command 'FUNCTION'\r\n",
          echo + healthy + "*0\r\n-READONLY\r\n", echo + info("loading:1\r\naof_enabled:1\r\n")}) {
        CAPTURE(replies);
        Handshake handshake("nonce", true);
        CHECK(after(handshake, replies).next == Next::failed);
    }
}

TEST_CASE("with a password we log in before anything else") {
    Handshake handshake("nonce", true, {"kazi", config::Secret("planted")});
    const auto commands = handshake.first_commands();
    REQUIRE(commands.size() == 4);
    std::string first;
    commands.front().append_to(first);
    CHECK(first == "*3\r\n$4\r\nAUTH\r\n$4\r\nkazi\r\n$7\r\nplanted\r\n");
    CHECK(after(handshake, "+OK\r\n" + echo + healthy + "*1\r\n*0\r\n").next == Next::up);
    Handshake wrong("nonce", true, {"", config::Secret("planted")});
    CHECK(after(wrong, "-WRONGPASS invalid username-password pair\r\n").next == Next::refused);
    Handshake none("nonce", true);
    CHECK(after(none, "-NOAUTH Authentication required.\r\n").next == Next::refused);
}

TEST_CASE("persistence is asked for unless it need not be") {
    for (const auto& lines :
         {"aof_enabled:0\r\n", "", "xaof_enabled:1\r\n", "aof_enabled:10\r\n"}) {
        CAPTURE(lines);
        Handshake strict("nonce", true);
        CHECK(after(strict, echo + info(lines)).next == Next::refused);
        Handshake lenient("nonce", false);
        CHECK(after(lenient, echo + info(lines)).next == Next::wait);
    }
}

}  // namespace kazi::gateway::store
