// SPDX-License-Identifier: Apache-2.0
// The client when the other side behaves, and its limits.
#include <doctest/doctest.h>

#include <boost/asio/co_spawn.hpp>
#include <cstdlib>
#include <map>

#include "tests/integration/http/client_fixture.hpp"
#include "tests/integration/http/scripted_peer.hpp"

using namespace kazi::tests;
using namespace kazi::gateway::http;
using std::chrono::milliseconds;

namespace {

ScriptedPeer echoing() {
    return ScriptedPeer([](std::size_t, const std::string& seen) { return answer(seen); });
}

std::string body_of_answer(const HttpOutcome& outcome) {
    return std::get<Answered>(outcome).reply.body;
}

boost::asio::awaitable<std::string> post_twice(Outbound& outbound, std::string url) {
    std::string kinds;
    for (int i = 0; i < 2; ++i) {
        auto sent = request("POST", url, "x");
        const auto outcome = co_await send(outbound, std::move(sent), SendOptions());
        kinds += kind_of(outcome) + ";";
    }
    co_return kinds;
}

}  // namespace

TEST_CASE("a POST leaves as it was made, with nothing added that speaks of its content") {
    auto peer = echoing();
    ClientFixture fixture;
    auto sent = request("POST", peer.url("/a/../b?x=1"), "to=%2B254711");
    sent.headers.push_back({"apiKey", "k1"});
    sent.headers.push_back({"X-Empty", ""});
    const auto seen = body_of_answer(fixture.send(sent));
    CHECK(seen.starts_with("POST /a/../b?x=1 HTTP/1.1\r\n"));
    CHECK(seen.find("apiKey: k1\r\n") != std::string::npos);
    CHECK(seen.find("X-Empty:\r\n") != std::string::npos);
    CHECK(seen.find("Content-Length: 12\r\n") != std::string::npos);
    CHECK(seen.find("Content-Type") == std::string::npos);
    CHECK(seen.ends_with("\r\n\r\nto=%2B254711"));
}

TEST_CASE("other methods, and a large body that asks for no invitation") {
    auto peer = echoing();
    ClientFixture fixture;
    CHECK(body_of_answer(fixture.send(request("GET", peer.url("/")))).starts_with("GET / "));
    CHECK(body_of_answer(fixture.send(request("PUT", peer.url("/"), "b"))).starts_with("PUT / "));
    CHECK(body_of_answer(fixture.send(request("DELETE", peer.url("/")))).starts_with("DELETE / "));
    ClientOptions roomy;
    roomy.reply_bytes_max = 4'000'000;
    ClientFixture large(roomy);
    const auto seen =
        body_of_answer(large.send(request("POST", peer.url("/"), std::string(2'000'000, 'x'))));
    CHECK(seen.find("Expect") == std::string::npos);
    CHECK(seen.size() > 2'000'000);
}

TEST_CASE("the reply comes with status, type, headers and what it says about retrying") {
    const ScriptedPeer peer([](std::size_t, const std::string&) {
        return Act{
            "HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\n"
            "HTTP/1.1 429 Slow Down\r\nContent-Type: application/json\r\n"
            "RETRY-AFTER: 30\r\nX-Ref:  a b \r\nContent-Length: 2\r\n\r\n{}"};
    });
    ClientFixture fixture;
    const auto outcome = fixture.send(request("POST", peer.url("/")));
    REQUIRE(kind_of(outcome) == "answered 429");
    const auto& reply = std::get<Answered>(outcome).reply;
    CHECK(reply.content_type == "application/json");
    CHECK(reply.body == "{}");
    CHECK(reply.retry_after_s == 30);
    std::map<std::string, std::string> headers;
    for (const auto& [name, value] : reply.headers)
        headers[name] = value;
    CHECK(headers.at("X-Ref") == "a b");
    CHECK_FALSE(headers.contains("X-Early"));
}

TEST_CASE("redirects are answers, not orders") {
    const ScriptedPeer peer([&](std::size_t, const std::string&) {
        return Act{"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"};
    });
    ClientFixture fixture;
    CHECK(kind_of(fixture.send(request("POST", peer.url("/")))) == "answered 302");
    CHECK(peer.requests().size() == 1);
}

TEST_CASE("a proxy named in the environment is not used") {
    const RefusingPort proxy;
    ::setenv("http_proxy", proxy.url().c_str(), 1);
    auto peer = echoing();
    ClientFixture fixture;
    CHECK(kind_of(fixture.send(request("GET", peer.url("/")))) == "answered 200");
    ::unsetenv("http_proxy");
}

TEST_CASE("connections are re-used, except for those that want their own") {
    auto peer = echoing();
    ClientFixture fixture;
    fixture.send(request("POST", peer.url("/"), "1"));
    fixture.send(request("POST", peer.url("/"), "2"));
    CHECK(peer.connections() == 1);
    SendOptions own;
    own.fresh_connection = true;
    fixture.send(request("POST", peer.url("/"), "3"), own);
    CHECK(peer.connections() == 2);
    fixture.send(request("POST", peer.url("/"), "4"));
    CHECK(peer.connections() == 2);
}

TEST_CASE("hundreds at once: each gets its own answer, and no more than allowed are under way") {
    auto peer = echoing();
    ClientFixture fixture;
    int right = 0;
    int came = 0;
    constexpr int count = 500;
    for (int i = 0; i < count; ++i) {
        const auto body = "n=" + std::to_string(i);
        auto done = [&, body](const HttpOutcome& outcome) {
            ++came;
            right += body_of_answer(outcome).ends_with("\r\n\r\n" + body) ? 1 : 0;
            CHECK(fixture.client.in_flight() <= 64);
        };
        fixture.client.send(request("POST", peer.url("/"), body), {}, done);
    }
    CHECK(fixture.client.in_flight() == 64);
    CHECK(fixture.client.waiting() == count - 64);
    CHECK(came == 0);
    while (came < count)
        fixture.context.run_one();
    CHECK(right == count);
    CHECK(peer.connections() <= 64);
}

TEST_CASE("a full queue refuses, and waiting too long is not sent") {
    const ScriptedPeer peer([](std::size_t, const std::string&) { return hang(); });
    ClientOptions options;
    options.in_flight_max = 1;
    options.queue_max = 1;
    ClientFixture fixture(options);
    std::vector<std::string> kinds(3);
    SendOptions brief;
    brief.total_timeout = milliseconds{50};
    const auto noting = [&](std::size_t place) {
        return [&kinds, place](const HttpOutcome& outcome) { kinds[place] = kind_of(outcome); };
    };
    fixture.client.send(request("POST", peer.url("/"), "0"), {}, noting(0));
    fixture.client.send(request("POST", peer.url("/"), "1"), brief, noting(1));
    fixture.client.send(request("POST", peer.url("/"), "2"), {}, noting(2));
    CHECK(kinds[2].empty());  // never from inside send
    while (kinds[1].empty())
        fixture.context.run_one();
    CHECK(kinds == std::vector<std::string>{"", "not sent", "not sent"});
    fixture.client.shut_down();
    fixture.run_out();
    CHECK(kinds[0] != "");
}

TEST_CASE("as an awaitable") {
    auto peer = echoing();
    ClientFixture fixture;
    std::string kinds;
    auto ended = [&](const std::exception_ptr&, std::string result) { kinds = std::move(result); };
    boost::asio::co_spawn(fixture.context, post_twice(fixture.client, peer.url("/")), ended);
    while (kinds.empty())
        fixture.context.run_one();
    CHECK(kinds == "answered 200;answered 200;");
}
