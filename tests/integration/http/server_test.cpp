// SPDX-License-Identifier: Apache-2.0
// The server as a well-behaved peer meets it.
#include <doctest/doctest.h>

#include "tests/integration/http/plain_socket.hpp"
#include "tests/integration/http/running_server.hpp"

using namespace kazi::tests;

namespace {

std::string post(const std::string& target, const std::string& body, const std::string& more = "") {
    return "POST " + target + " HTTP/1.1\r\nHost: kazi\r\n" + more +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string get(const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\nHost: kazi\r\n\r\n";
}

}  // namespace

TEST_CASE("many requests on one connection") {
    RunningServer server;
    PlainSocket peer(server.port());
    for (int i = 0; i < 100; ++i) {
        const auto body = "text=" + std::to_string(i);
        peer.send(post("/echo", body, "X-Note: n" + std::to_string(i) + "\r\n"));
        const auto reply = peer.reply();
        REQUIRE(status_of(reply) == 200);
        CHECK(body_of(reply) == "POST /echo " + body + " n" + std::to_string(i));
        CHECK(reply->find("Connection:") == std::string::npos);
        CHECK(reply->find("\r\nDate: ") != std::string::npos);
    }
}

TEST_CASE("pipelined requests are answered in order, whatever the sizes") {
    RunningServer server;
    PlainSocket peer(server.port());
    std::string all;
    for (std::size_t i = 0; i < 200; ++i)
        all += post("/echo", std::string(i * 17 % 9000, 'b'));
    std::thread sender([&] { peer.send(all); });
    for (std::size_t i = 0; i < 200; ++i) {
        const auto reply = peer.reply();
        REQUIRE(status_of(reply) == 200);
        CHECK(body_of(reply) == "POST /echo " + std::string(i * 17 % 9000, 'b') + " ");
    }
    sender.join();
}

TEST_CASE("a request that comes byte by byte") {
    RunningServer server;
    PlainSocket peer(server.port());
    for (const char byte : post("/echo", "slowly"))
        peer.send({&byte, 1});
    CHECK(body_of(peer.reply()) == "POST /echo slowly ");
}

TEST_CASE("a chunked body is read whole where nothing else was asked for") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send(
        "POST /echo HTTP/1.1\r\nHost: k\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    CHECK(body_of(peer.reply()) == "POST /echo abcde ");
    peer.send(get("/echo"));
    CHECK(body_of(peer.reply()) == "GET /echo  ");
}

TEST_CASE("HTTP/1.0 closes unless asked to stay") {
    RunningServer server;
    PlainSocket stays(server.port());
    stays.send("GET /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    const auto reply = stays.reply();
    CHECK(reply->find("Connection: keep-alive\r\n") != std::string::npos);
    stays.send("GET /echo HTTP/1.0\r\n\r\n");
    CHECK(stays.reply()->find("Connection: close\r\n") != std::string::npos);
    CHECK(stays.closed_in_order());
}

TEST_CASE("Connection: close is honoured") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send("GET /echo HTTP/1.1\r\nHost: k\r\nConnection: close\r\n\r\n");
    CHECK(peer.reply()->find("Connection: close\r\n") != std::string::npos);
    CHECK(peer.closed_in_order());
}

TEST_CASE("HEAD has the length of the body and no body") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send("HEAD /echo HTTP/1.1\r\nHost: k\r\n\r\n");
    const auto head = peer.reply(true);
    REQUIRE(status_of(head) == 200);
    CHECK(head->find("Content-Length: 12\r\n") != std::string::npos);
    peer.send(get("/echo"));
    CHECK(body_of(peer.reply()) == "GET /echo  ");
}

TEST_CASE("a peer that asks before sending its body is told to go on") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send(
        "POST /echo HTTP/1.1\r\nHost: k\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    CHECK(status_of(peer.reply()) == 100);
    peer.send("ok");
    CHECK(body_of(peer.reply()) == "POST /echo ok ");
}

TEST_CASE("a large reply reaches a peer that reads slowly") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send(get("/large") + get("/echo"));
    CHECK(body_of(peer.reply()) == std::string(4'000'000, 'x'));
    CHECK(body_of(peer.reply()) == "GET /echo  ");
}

TEST_CASE("replies carry their own headers, but only whole lines") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send(get("/headers"));
    CHECK(peer.reply()->find("Location: /v1/campaigns/1\r\n") != std::string::npos);
    peer.send(get("/split"));
    const auto refused = peer.reply();
    CHECK(status_of(refused) == 500);
    CHECK(refused->find("X-Smuggled") == std::string::npos);
}

TEST_CASE("a handler's exception is a 500, is reported, and harms nobody") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send(get("/throw"));
    CHECK(status_of(peer.reply()) == 500);
    peer.send(get("/echo"));
    CHECK(status_of(peer.reply()) == 200);
    server.drain(std::chrono::milliseconds{1000}).get();
    CHECK(server.errors == std::vector<std::string>{"handler: no maize left"});
}

TEST_CASE("a slow handler does not hold up other connections") {
    RunningServer server;
    PlainSocket slow(server.port());
    slow.send(get("/hold"));
    server.await_held(1);
    PlainSocket quick(server.port());
    quick.send(get("/echo"));
    CHECK(status_of(quick.reply()) == 200);
    server.release();
    CHECK(body_of(slow.reply()) == "held");
}

TEST_CASE("the handler knows who speaks") {
    RunningServer server;
    PlainSocket peer(server.port());
    peer.send(get("/where"));
    CHECK(body_of(peer.reply()) == "127.0.0.1");
}

TEST_CASE("many connections at once, each with its own answers") {
    RunningServer server;
    std::vector<std::unique_ptr<PlainSocket>> peers;
    for (int i = 0; i < 200; ++i)
        peers.push_back(std::make_unique<PlainSocket>(server.port()));
    for (int round = 0; round < 5; ++round) {
        for (std::size_t i = 0; i < peers.size(); ++i) {
            peers[i]->send(post("/echo", std::to_string(i)));
        }
        for (std::size_t i = 0; i < peers.size(); ++i) {
            CHECK(body_of(peers[i]->reply()) == "POST /echo " + std::to_string(i) + " ");
        }
    }
    CHECK(server.requests == 1000);
}

TEST_CASE("two servers may share a port when both say so") {
    kazi::gateway::http::ListenOptions options;
    options.reuse_port = true;
    RunningServer first(options);
    options.port = first.port();
    const RunningServer second(options);
    CHECK(second.port() == first.port());
    options.reuse_port = false;
    CHECK_THROWS_AS(RunningServer{options}, boost::system::system_error);
}
