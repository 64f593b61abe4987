// SPDX-License-Identifier: Apache-2.0
// Ending in good order.
#include <doctest/doctest.h>

#include "tests/integration/http/plain_socket.hpp"
#include "tests/integration/http/running_server.hpp"

using namespace kazi::tests;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds long_enough{30000};
const std::string hold = "GET /hold HTTP/1.1\r\nHost: k\r\n\r\n";
const std::string echo = "GET /echo HTTP/1.1\r\nHost: k\r\n\r\n";

}  // namespace

TEST_CASE("draining closes what is idle and answers what is in flight") {
    RunningServer server;
    PlainSocket idle(server.port());
    idle.send(echo);
    CHECK(status_of(idle.reply()) == 200);
    PlainSocket busy(server.port());
    busy.send(hold + echo);
    server.await_held(1);

    auto left = server.drain(long_enough);
    CHECK(idle.closed_in_order());
    CHECK_THROWS(PlainSocket{server.port()});
    server.release();
    const auto reply = busy.reply();
    CHECK(body_of(reply) == "held");
    CHECK(reply->find("Connection: close\r\n") != std::string::npos);
    CHECK_FALSE(busy.reply());  // the pipelined request was not begun
    CHECK(left.get() == 0);
    CHECK(server.requests == 2);
}

TEST_CASE("draining an idle server ends at once") {
    RunningServer server;
    CHECK(server.drain(long_enough).get() == 0);
}

TEST_CASE("a request half read when draining begins is still answered") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send(
        "POST /echo HTTP/1.1\r\nHost: k\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    CHECK(status_of(peer.reply()) == 100);
    auto left = server.drain(long_enough);
    peer.send("late");
    CHECK(body_of(peer.reply()) == "POST /echo late ");
    CHECK(left.get() == 0);
}

TEST_CASE("at the deadline the rest is cut, and handlers that still run are counted") {
    RunningServer server;
    PlainSocket stuck(server.port());
    stuck.send(hold);
    PlainSocket half(server.port());
    half.send("POST /echo HT");
    server.await_held(1);
    CHECK(server.drain(milliseconds{50}).get() == 1);
    CHECK_FALSE(half.reply());
    CHECK_FALSE(stuck.reply());
}

TEST_CASE("a server that is destroyed lets its context come to its end") {
    PlainSocket* peer = nullptr;
    std::unique_ptr<PlainSocket> open;
    {
        RunningServer server;
        open = std::make_unique<PlainSocket>(server.port());
        peer = open.get();
        peer->send(echo);
        CHECK(status_of(peer->reply()) == 200);
    }  // joins the thread that runs the context
    CHECK_FALSE(peer->reply());
}
