// SPDX-License-Identifier: Apache-2.0
// Not sent, or in doubt? What a payout may do next hangs on it.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>

#include "tests/integration/http/client_fixture.hpp"
#include "tests/integration/http/scripted_peer.hpp"

using namespace kazi::tests;
using namespace kazi::gateway::http;
using std::chrono::milliseconds;

namespace {

SendOptions own_connection() {
    SendOptions options;
    options.fresh_connection = true;
    return options;
}

std::ptrdiff_t posts_in(const ScriptedPeer& peer) {
    const auto seen = peer.requests();
    return std::count_if(seen.begin(), seen.end(),
                         [](const std::string& text) { return text.starts_with("POST"); });
}

/// Answers the first request and dies under the second; answers all later ones.
Act die_under_the_second(std::size_t number, const std::string&) {
    return number == 1 ? cut() : answer("ok");
}

}  // namespace

TEST_CASE("a refused connection is not sent") {
    const RefusingPort nobody;
    ClientFixture fixture;
    CHECK(kind_of(fixture.send(request("POST", nobody.url(), "pay"))) == "not sent");
}

TEST_CASE("a name that can't be resolved is not sent, nor is one that takes too long") {
    ClientFixture fixture;
    SendOptions brief;
    brief.total_timeout = milliseconds{2000};
    const auto outcome = fixture.send(request("POST", "http://kazi.invalid/", "pay"), brief);
    CHECK(kind_of(outcome) == "not sent");
}

TEST_CASE("a TLS handshake that fails is not sent") {
    const ScriptedPeer peer([](std::size_t, const std::string&) { return answer("plain"); });
    ClientOptions options;
    options.connect_timeout = milliseconds{200};
    ClientFixture fixture(options);
    CHECK(kind_of(fixture.send(request("POST", peer.tls_url("/"), "pay"))) == "not sent");
    CHECK(posts_in(peer) == 0);
}

TEST_CASE("our own refusal is not sent") {
    const ScriptedPeer peer([](std::size_t, const std::string&) { return answer("ok"); });
    ClientFixture fixture;
    auto split = request("POST", peer.url("/"), "pay");
    split.headers.push_back({"X-Key", "a\r\nX-Other: b"});
    CHECK(kind_of(fixture.send(split)) == "not sent");
    CHECK(kind_of(fixture.send(request("GET", "ftp://127.0.0.1/"))) == "not sent");
    CHECK(peer.connections() == 0);
}

TEST_CASE("a provider that takes the request and closes leaves a doubt and exactly one POST") {
    const ScriptedPeer peer([](std::size_t, const std::string&) { return cut(); });
    ClientFixture fixture;
    const auto outcome = fixture.send(request("POST", peer.url("/"), "pay"), own_connection());
    CHECK(kind_of(outcome) == "in doubt");
    CHECK(posts_in(peer) == 1);
}

TEST_CASE("a kept connection that dies under a payment: it went on its own, and is answered") {
    // Counted when the payment arrives: libcurl would try anew on a second one once the first died.
    const ScriptedPeer* itself = nullptr;
    std::atomic<int> connections_by_then{0};
    const ScriptedPeer peer([&](std::size_t, const std::string& seen) {
        if (seen.starts_with("GET")) return answer("token");
        connections_by_then = itself->connections();
        return cut();
    });
    itself = &peer;
    ClientFixture fixture;
    CHECK(kind_of(fixture.send(request("GET", peer.url("/token")))) == "answered 200");
    const auto outcome = fixture.send(request("POST", peer.url("/pay"), "pay"), own_connection());
    CHECK(kind_of(outcome) == "in doubt");
    CHECK(posts_in(peer) == 1);
    CHECK(connections_by_then == 2);
}

TEST_CASE("a re-used connection that dies under a POST is in doubt, never a silent second POST") {
    for (const std::string body : {"pay", ""}) {
        CAPTURE(body);
        const ScriptedPeer peer(die_under_the_second);
        ClientFixture fixture;
        CHECK(kind_of(fixture.send(request("POST", peer.url("/"), body))) == "answered 200");
        CHECK(kind_of(fixture.send(request("POST", peer.url("/"), body))) == "in doubt");
        CHECK(posts_in(peer) == 2);
        CHECK(kind_of(fixture.send(request("POST", peer.url("/"), body))) == "answered 200");
    }
}

TEST_CASE("a GET may be repeated when its connection dies") {
    const ScriptedPeer peer(die_under_the_second);
    ClientFixture fixture;
    CHECK(kind_of(fixture.send(request("GET", peer.url("/")))) == "answered 200");
    CHECK(kind_of(fixture.send(request("GET", peer.url("/")))) == "answered 200");
    CHECK(peer.requests().size() == 3);
}

TEST_CASE("no answer in time is a doubt") {
    const ScriptedPeer peer([](std::size_t, const std::string&) { return hang(); });
    ClientFixture fixture;
    auto options = own_connection();
    options.total_timeout = milliseconds{200};
    CHECK(kind_of(fixture.send(request("POST", peer.url("/"), "pay"), options)) == "in doubt");
    CHECK(posts_in(peer) == 1);
}

TEST_CASE("an earlier deadline is kept though a later one was set first") {
    const ScriptedPeer peer([](std::size_t, const std::string&) { return hang(); });
    ClientFixture fixture;
    auto options = own_connection();
    options.total_timeout = milliseconds{2000};
    std::string later;
    fixture.client.send(request("POST", peer.url("/later"), "pay"), options,
                        [&later](const HttpOutcome& outcome) { later = kind_of(outcome); });
    // Past the timers of connecting, so that the deadline is the only one left.
    fixture.context.run_for(milliseconds{500});
    options.total_timeout = milliseconds{50};
    CHECK(kind_of(fixture.send(request("POST", peer.url("/sooner"), "pay"), options)) ==
          "in doubt");
    CHECK(fixture.client.in_flight() == 1);
    CHECK(later.empty());
}

TEST_CASE("an answer that breaks off is a doubt, wherever it breaks") {
    const std::string whole = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"ok\":true";
    for (std::size_t length = 1; length < whole.size(); ++length) {
        CAPTURE(length);
        const ScriptedPeer peer([&](std::size_t, const std::string&) {
            return Act{whole.substr(0, length), Act::Then::close};
        });
        ClientFixture fixture;
        CHECK(kind_of(fixture.send(request("POST", peer.url("/"), "pay"))) == "in doubt");
        CHECK(posts_in(peer) == 1);
    }
}

TEST_CASE("an answer that is no HTTP is a doubt") {
    const ScriptedPeer peer([](std::size_t, const std::string&) {
        return Act{"SSH-2.0-OpenSSH_9.2\r\n", Act::Then::close};
    });
    ClientFixture fixture;
    CHECK(kind_of(fixture.send(request("POST", peer.url("/"), "pay"))) == "in doubt");
}

TEST_CASE("an answer over the limit is a doubt, one at the limit is an answer") {
    const ScriptedPeer peer([](std::size_t number, const std::string&) {
        return answer(std::string(1000 + number, 'x'));
    });
    ClientOptions options;
    options.reply_bytes_max = 1000;
    ClientFixture fixture(options);
    CHECK(kind_of(fixture.send(request("POST", peer.url("/")))) == "answered 200");
    const auto outcome = fixture.send(request("POST", peer.url("/")));
    REQUIRE(kind_of(outcome) == "in doubt");
    CHECK(std::get<InDoubt>(outcome).why == "the reply is larger than 1000 bytes");
}

TEST_CASE("shutting down leaves a doubt about what was under way, and none about the rest") {
    const ScriptedPeer peer([](std::size_t, const std::string&) { return hang(); });
    ClientOptions options;
    options.in_flight_max = 1;
    ClientFixture fixture(options);
    std::vector<std::string> kinds;
    const auto note = [&kinds](const HttpOutcome& outcome) { kinds.push_back(kind_of(outcome)); };
    fixture.client.send(request("POST", peer.url("/"), "under way"), {}, note);
    fixture.client.send(request("POST", peer.url("/"), "waiting"), {}, note);
    while (peer.requests().empty())
        fixture.context.poll_one();
    fixture.client.shut_down();
    fixture.client.send(request("POST", peer.url("/"), "late"), {}, note);
    fixture.run_out();  // ends: nothing is watched any more
    std::sort(kinds.begin(), kinds.end());
    CHECK(kinds == std::vector<std::string>{"in doubt", "not sent", "not sent"});
    CHECK(posts_in(peer) == 1);
}
