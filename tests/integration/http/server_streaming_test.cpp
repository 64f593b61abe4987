// SPDX-License-Identifier: Apache-2.0
// Bodies read piece by piece: of any size, in constant memory.
#include <doctest/doctest.h>

#include <cstdio>
#include <fstream>

#include "tests/integration/http/plain_socket.hpp"
#include "tests/integration/http/running_server.hpp"

using namespace kazi::tests;
using std::chrono::milliseconds;

namespace {

constexpr std::string_view chunked_head =
    "POST /stream HTTP/1.1\r\nHost: k\r\nTransfer-Encoding: chunked\r\n\r\n";

/// Kilobytes of memory this process has ever held.
long peak_memory_kb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return std::stol(line.substr(6));
    }
    return 0;
}

std::string sized_head(std::size_t size) {
    return "POST /stream HTTP/1.1\r\nHost: k\r\nContent-Length: " + std::to_string(size) +
           "\r\n\r\n";
}

}  // namespace

TEST_CASE("64 MB pass through in pieces of a bounded size, chunked or announced") {
    RunningServer server;
    PlainSocket peer(server.port());
    const std::string piece(64 * 1024, 'x');
    const auto before = peak_memory_kb();
    peer.send(chunked_head);
    for (int i = 0; i < 1024; ++i) {
        peer.send("10000\r\n");
        peer.send(piece);
        peer.send("\r\n");
    }
    peer.send("0\r\n\r\n");
    CHECK(body_of(peer.reply()) == "67108864");

    peer.send(sized_head(1024 * piece.size()));
    for (int i = 0; i < 1024; ++i)
        peer.send(piece);
    CHECK(body_of(peer.reply()) == "67108864");
    CHECK(server.largest_chunk <= 32 * 1024);
    CHECK(peak_memory_kb() - before < 16 * 1024);
}

TEST_CASE("the connection serves on after a streamed body, the next request already there") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send(std::string(chunked_head) + "3\r\nabc\r\n0\r\n\r\n" + sized_head(2) + "de" +
              "GET /echo HTTP/1.1\r\nHost: k\r\n\r\n");
    CHECK(body_of(peer.reply()) == "3");
    CHECK(body_of(peer.reply()) == "2");
    CHECK(body_of(peer.reply()) == "GET /echo  ");
}

TEST_CASE("the head stays readable while the body passes behind it") {
    RunningServer server;
    PlainSocket peer(server.port());
    const std::string note(1500, 'n');
    peer.send("POST /stream HTTP/1.1\r\nHost: k\r\nX-Note: " + note +
              "\r\nContent-Length: 100000\r\n\r\n");
    for (int i = 0; i < 100; ++i)
        peer.send(std::string(1000, 'x'));
    CHECK(body_of(peer.reply()) == "100000" + note);
}

TEST_CASE("an empty streamed body ends at once") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send(sized_head(0));
    CHECK(body_of(peer.reply()) == "0");
}

TEST_CASE("the handler invites the body by reading it") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send(
        "POST /stream HTTP/1.1\r\nHost: k\r\nExpect: 100-continue\r\n"
        "Content-Length: 2\r\n\r\n");
    CHECK(status_of(peer.reply()) == 100);
    peer.send("ok");
    CHECK(body_of(peer.reply()) == "2");
}

TEST_CASE("a handler that does not want the body answers, and the peer gets to read it") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send("POST /early HTTP/1.1\r\nHost: k\r\nContent-Length: 500000\r\n\r\n");
    peer.send(std::string(500'000, 'x'));
    const auto reply = peer.reply();
    CHECK(body_of(reply) == "no thanks");
    CHECK(reply->find("Connection: close\r\n") != std::string::npos);
}

TEST_CASE("faults of a streamed body reach the handler") {
    kazi::gateway::http::ListenOptions options;
    options.streamed_body_bytes_max = 1000;
    options.read_timeout = milliseconds{100};
    RunningServer server(options);

    PlainSocket announced(server.port());
    announced.send(sized_head(1001));
    CHECK(status_of(announced.reply()) == 413);

    PlainSocket grown(server.port());
    grown.send(chunked_head);
    grown.send("3e8\r\n" + std::string(1000, 'x') + "\r\n1\r\nx\r\n");
    CHECK(status_of(grown.reply()) == 413);
    CHECK(server.streamed_bytes == 1000);

    PlainSocket malformed(server.port());
    malformed.send(std::string(chunked_head) + "5\r\nabcdeXX\r\n");
    CHECK(status_of(malformed.reply()) == 400);

    PlainSocket stalled(server.port());
    stalled.send(sized_head(10) + "abc");
    CHECK(status_of(stalled.reply()) == 408);

    {
        PlainSocket gone(server.port());
        gone.send(sized_head(10) + "abc");
    }
    PlainSocket next(server.port());
    next.send(sized_head(3) + "abc");
    CHECK(status_of(next.reply()) == 200);
}
