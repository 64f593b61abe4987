// SPDX-License-Identifier: Apache-2.0
// The server as a rude, broken or slow peer meets it.
#include <doctest/doctest.h>

#include "tests/integration/http/plain_socket.hpp"
#include "tests/integration/http/running_server.hpp"

using namespace kazi::tests;
using std::chrono::milliseconds;

namespace {

constexpr std::string_view head = "POST /echo HTTP/1.1\r\nHost: k\r\n";

kazi::gateway::http::ListenOptions impatient() {
    kazi::gateway::http::ListenOptions options;
    options.read_timeout = options.write_timeout = milliseconds{100};
    return options;
}

}  // namespace

TEST_CASE("a head over the limit is 431, and the peer gets to read so") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send(std::string(head) + "X-Long: " + std::string(100'000, 'a') + "\r\n\r\n");
    CHECK(status_of(peer.reply()) == 431);
    CHECK(peer.closed_in_order());
    CHECK(server.requests == 0);
}

TEST_CASE("an announced body over the limit is 413 before it is read") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send(std::string(head) + "Expect: 100-continue\r\nContent-Length: 65537\r\n\r\n");
    CHECK(status_of(peer.reply()) == 413);
}

TEST_CASE("a body at the limit passes, one byte more does not, though the peer sends it all") {
    RunningServer server;
    PlainSocket fits(server.port());
    fits.send(std::string(head) + "Content-Length: 65536\r\n\r\n" + std::string(65536, 'x'));
    CHECK(status_of(fits.reply()) == 200);
    PlainSocket exceeds(server.port());
    exceeds.send(std::string(head) + "Content-Length: 900000\r\n\r\n" + std::string(900'000, 'x'));
    CHECK(status_of(exceeds.reply()) == 413);
    // A server that closed at once would reset what is still on its way, the reply included.
    for (int i = 0; i < 50; ++i) {
        std::this_thread::sleep_for(milliseconds{1});
        REQUIRE(exceeds.send("x"));
    }
    exceeds.finish_sending();
    CHECK(exceeds.closed_in_order());
}

TEST_CASE("what is refused before its handler is heard of: ten megabytes, and no HTTP at all") {
    RunningServer server;
    {
        PlainSocket huge(server.port());
        huge.send(std::string(head) + "Content-Length: 10485760\r\n\r\n");
        CHECK(status_of(huge.reply()) == 413);
        PlainSocket noise(server.port());
        noise.send("what is this\r\n\r\n");
        CHECK(status_of(noise.reply()) == 400);
        PlainSocket fine(server.port());
        fine.send(std::string(head) + "Content-Length: 1\r\n\r\nx");
        CHECK(status_of(fine.reply()) == 200);
    }
    server.drain(milliseconds{1000}).get();
    CHECK(server.refusals == std::vector<int>{413, 400});
    CHECK(server.requests == 1);
}

TEST_CASE("a chunked body over the limit is 413") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send(std::string(head) + "Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 70; ++i)
        peer.send("400\r\n" + std::string(1024, 'x') + "\r\n");
    CHECK(status_of(peer.reply()) == 413);
    CHECK(server.requests == 0);
}

TEST_CASE("nonsense is 400") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send("\x16\x03\x01\x02 hello?\r\n\r\n");
    CHECK(status_of(peer.reply()) == 400);
    PlainSocket endless(server.port());
    endless.send(std::string(head) + "Transfer-Encoding: chunked\r\n\r\n1;" +
                 std::string(30'000, 'e'));
    CHECK(status_of(endless.reply()) == 400);
}

TEST_CASE("a request that does not come to its end is 408") {
    RunningServer server(impatient());
    PlainSocket in_head(server.port());
    in_head.send("POST /echo HT");
    CHECK(status_of(in_head.reply()) == 408);
    CHECK(in_head.closed_in_order());
    PlainSocket in_body(server.port());
    in_body.send(std::string(head) + "Content-Length: 10\r\n\r\nabc");
    CHECK(status_of(in_body.reply()) == 408);
}

TEST_CASE("dripping bytes does not renew the deadline") {
    RunningServer server(impatient());
    PlainSocket peer(server.port());
    peer.send(head);
    std::thread dripping([&] {
        while (peer.send("X"))
            std::this_thread::sleep_for(milliseconds{5});
    });
    CHECK(status_of(peer.reply()) == 408);
    dripping.join();
}

TEST_CASE("an idle connection is closed without a word") {
    auto options = impatient();
    options.idle_timeout = milliseconds{50};
    RunningServer server(options);
    PlainSocket silent(server.port());
    CHECK(silent.closed_in_order());
    PlainSocket served(server.port());
    served.send("GET /echo HTTP/1.1\r\nHost: k\r\n\r\n");
    CHECK(status_of(served.reply()) == 200);
    CHECK(served.closed_in_order());
}

TEST_CASE("a handler may take longer than every time-out of the wire") {
    RunningServer server(impatient());
    PlainSocket peer(server.port());
    peer.send("GET /hold HTTP/1.1\r\nHost: k\r\n\r\n");
    server.await_held(1);
    std::this_thread::sleep_for(milliseconds{300});
    server.release();
    CHECK(body_of(peer.reply()) == "held");
}

TEST_CASE("a peer that does not read its reply is cut") {
    RunningServer server(impatient());
    PlainSocket peer(server.port());
    for (int i = 0; i < 20; ++i)
        peer.send("GET /large HTTP/1.1\r\nHost: k\r\n\r\n");
    // Drains at once only if the stuck connection is gone by its own deadline.
    while (server.requests == 0)
        std::this_thread::yield();
    CHECK(server.drain(milliseconds{5000}).get() == 0);
    CHECK(server.requests < 20);
}

TEST_CASE("one connection too many is told 503, and a place left is a place to take") {
    kazi::gateway::http::ListenOptions options;
    options.connections_max = 2;
    RunningServer server(options);
    const std::string get = "GET /echo HTTP/1.1\r\nHost: k\r\n\r\n";
    auto first = std::make_unique<PlainSocket>(server.port());
    PlainSocket second(server.port());
    first->send(get);
    second.send(get);
    CHECK(status_of(first->reply()) == 200);
    CHECK(status_of(second.reply()) == 200);
    {
        PlainSocket third(server.port());
        third.send(get);
        CHECK(status_of(third.reply()) == 503);
        CHECK(third.closed_in_order());
    }
    first.reset();
    int status = 503;
    while (status == 503) {  // until the server has noticed both departures
        PlainSocket fourth(server.port());
        fourth.send(get);
        status = status_of(fourth.reply());
    }
    CHECK(status == 200);
}
