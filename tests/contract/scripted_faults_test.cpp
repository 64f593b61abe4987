// SPDX-License-Identifier: Apache-2.0
// Servers that misbehave on the wire. Whatever they do, each call completes once and with the
// right kind of error, and the store comes back when the server does.
#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

#include "tests/contract/redis_fixture.hpp"
#include "tests/contract/scripted_server.hpp"

namespace kazi::tests {

using namespace gateway::store;
using Peer = ScriptedServer::Peer;

namespace {

void say_nothing(Peer&) {}

/// A store whose server follows a script.
struct Scripted {
    Scripted(ScriptedServer::Script on_accept, ScriptedServer::Script on_bytes,
             LinkLimits limits = {})
        : server(io, std::move(on_accept), std::move(on_bytes)), store(io, options(limits)) {}

    ConnectionOptions options(LinkLimits limits) {
        ConnectionOptions options;
        options.address = server.address();
        options.limits = limits;
        options.on_event = [this](const ConnectionEvent& event) { events.push_back(event); };
        return options;
    }
    void come_up() {
        REQUIRE(turn_until(io, [&] { return store.is_up(); }));
    }
    bool heard_of(ConnectionEvent::Kind kind, std::string_view text) {
        return turn_until(io, [&] {
            return std::any_of(events.begin(), events.end(), [&](const auto& event) {
                return event.kind == kind && event.text.find(text) != std::string::npos;
            });
        });
    }
    StoreError commit_error() {
        const auto outcome = call.commit({"ke-0", {}, {Put{{"k"}, "v"}}});
        REQUIRE_FALSE(outcome.has_value());
        return outcome.error();
    }

    boost::asio::io_context io;
    Events events;
    ScriptedServer server;
    RedisStore store;
    Caller call{store, io};
};

std::string said(const StoreResult<CommitOutcome>& outcome) {
    if (outcome && outcome->applied) return "applied";
    if (outcome) return "guard " + std::to_string(outcome->guard_failed);
    const bool refused = outcome.error().fault == StoreFault::refused;
    return refused ? "refused: " + outcome.error().text : "unknown";
}

LinkLimits deadline(int ms) {
    LinkLimits limits;
    limits.deadline = std::chrono::milliseconds(ms);
    return limits;
}

}  // namespace

TEST_CASE("a commit is applied when the server says so") {
    Scripted on(say_nothing, greet_and([](Peer& peer) { peer.say("*1\r\n*1\r\n:0\r\n"); }));
    on.come_up();
    CHECK(on.call.commit({"ke-0", {}, {Put{{"k"}, "v"}}})->applied);
    CHECK(on.store.round_trips() == 1);
}

TEST_CASE("what the server refuses is refused, in its own words") {
    for (const std::string text :
         {"READONLY You can't write against a read only replica.", "OOM command not allowed",
          "MISCONF Errors writing to the AOF file", "LOADING Redis is loading the dataset",
          "NOSCRIPT No matching script"}) {
        Scripted on(say_nothing, greet_and([&](Peer& peer) { peer.say("-" + text + "\r\n"); }));
        on.come_up();
        CHECK(on.commit_error() == StoreError{StoreFault::refused, text});
        CHECK(on.store.is_up());
    }
}

TEST_CASE("a lost function library is loaded again") {
    int greetings = 0;
    Scripted on(
        say_nothing, greet_and([&](Peer& peer) {
            peer.say(++greetings == 1 ? "-ERR Function not found\r\n" : "*1\r\n*1\r\n:0\r\n");
        }));
    on.come_up();
    CHECK(on.commit_error().fault == StoreFault::refused);
    REQUIRE(on.heard_of(ConnectionEvent::Kind::down, "library is gone"));
    on.come_up();
    CHECK(on.call.commit({"ke-0", {}, {Put{{"k"}, "v"}}})->applied);
    CHECK(on.server.accepted() == 2);
}

TEST_CASE("a server that greets first is not taken for Redis") {
    Scripted on([](Peer& peer) { peer.say("+hello\r\n"); }, greet_and(say_nothing));
    REQUIRE(on.heard_of(ConnectionEvent::Kind::failed, ""));
    CHECK_FALSE(on.store.is_up());
    CHECK(on.commit_error().fault == StoreFault::not_sent);
    CHECK(turn_until(on.io, [&] { return on.server.accepted() > 2; }));  // it goes on trying
}

TEST_CASE("a server without persistence is refused, and why is said") {
    Scripted on(say_nothing, [](Peer& peer) {
        auto greeting = greeting_for(peer.heard());
        if (greeting.empty()) return;
        const auto at = greeting.find("aof_enabled:1");
        peer.say(greeting.replace(at, 13, "aof_enabled:0"));
    });
    CHECK(on.heard_of(ConnectionEvent::Kind::refused, "appendonly is off"));
    CHECK_FALSE(on.store.is_up());
}

TEST_CASE("a torn reply leaves the outcome unknown") {
    Scripted on(say_nothing, greet_and([](Peer& peer) {
                    peer.say("$100\r\nonly a part");
                    peer.hang_up();
                }));
    on.come_up();
    CHECK(on.commit_error().fault == StoreFault::outcome_unknown);
    CHECK(on.heard_of(ConnectionEvent::Kind::down, "connection lost"));
    on.come_up();
}

TEST_CASE("a stalled server leaves the outcome unknown, and the link is dropped") {
    Scripted on(say_nothing, greet_and(say_nothing), deadline(200));
    on.come_up();
    CHECK(on.commit_error() ==
          StoreError{StoreFault::outcome_unknown, "the store did not reply in time"});
    on.come_up();
    CHECK(on.server.accepted() == 2);
}

TEST_CASE("a reply to nothing, or no RESP at all, drops the link") {
    for (const std::string noise :
         {"*1\r\n*1\r\n:0\r\n:0\r\n", "*1\r\n*1\r\n:0\r\nHTTP/1.1 400 Bad Request\r\n"}) {
        Scripted on(say_nothing, greet_and([&](Peer& peer) { peer.say(noise); }));
        on.come_up();
        CHECK(on.call.commit({"ke-0", {}, {Put{{"k"}, "v"}}})->applied);
        CHECK(on.heard_of(ConnectionEvent::Kind::down, ""));
    }
}

TEST_CASE("a reply of an unknown form leaves the outcome unknown") {
    for (const std::string reply : {":7\r\n", "+OK\r\n", "*0\r\n", "$-1\r\n", ":-1\r\n"}) {
        Scripted on(say_nothing, greet_and([&](Peer& peer) { peer.say(reply); }));
        on.come_up();
        CHECK(on.commit_error().fault == StoreFault::outcome_unknown);
    }
}

TEST_CASE("commits that left in one call each have their own outcome") {
    // What the server says, and what the three commits come to.
    const std::vector<std::pair<std::string, std::string>> replies{
        {"*3\r\n*1\r\n:0\r\n*2\r\n:-1\r\n$3\r\nbad\r\n*1\r\n:1\r\n",
         "applied; refused: bad; guard 0"},
        {"*3\r\n*1\r\n:0\r\n*1\r\n:7\r\n*1\r\n:0\r\n", "applied; unknown; unknown"},
        {"*2\r\n*1\r\n:0\r\n*1\r\n:0\r\n", "unknown; unknown; unknown"},
        {"-READONLY no\r\n", "refused: READONLY no; refused: READONLY no; refused: READONLY no"}};
    for (const auto& [reply, expected] : replies) {
        Scripted on(say_nothing, greet_and([&](Peer& peer) { peer.say(reply); }));
        on.come_up();
        const Batch batch{"ke-0", {Absent{{"k"}}}, {Put{{"k"}, "v"}}};
        std::string came;
        for (const auto& outcome : on.call.commits({batch, batch, batch}))
            came += (came.empty() ? "" : "; ") + said(outcome);
        CHECK(came == expected);
        CHECK(on.store.round_trips() == 3);
    }
}

TEST_CASE("a reply beyond the limit drops the link") {
    const std::string part(1 << 20, 'x');
    Scripted on(say_nothing, greet_and([&](Peer& peer) {
                    peer.say("$500000000\r\n");
                    for (int n = 0; n < 66; ++n)
                        peer.say(part);
                }));
    // The scripted server writes while nobody reads, so the client needs a loop of its own.
    boost::asio::io_context io;
    Events events;
    ConnectionOptions options;
    options.address = on.server.address();
    options.on_event = [&](const ConnectionEvent& event) { events.push_back(event); };
    std::thread server_thread([&] { on.io.run_for(std::chrono::seconds(20)); });
    {
        RedisStore store(io, options);
        CHECK(turn_until(io, [&] { return store.is_up(); }));
        const auto bytes = Caller{store, io}.slice("k", 0, 1);
        REQUIRE_FALSE(bytes.has_value());
        CHECK(bytes.error().fault == StoreFault::outcome_unknown);
    }
    on.io.stop();
    server_thread.join();
}

TEST_CASE("what was never written is not sent, what was may be anything") {
    const auto greet_then_go_deaf = [greet = greet_and(say_nothing)](Peer& peer) {
        greet(peer);
        peer.deaf = peer.greeted;
    };
    Scripted on(say_nothing, greet_then_go_deaf, deadline(300));
    on.come_up();
    std::vector<StoreFault> faults;
    const auto note = [&](const StoreResult<CommitOutcome>& outcome) {
        REQUIRE_FALSE(outcome.has_value());
        faults.push_back(outcome.error().fault);
    };
    // The first fills the pipe for good; the second never gets into it.
    on.store.commit({"ke-0", {}, {Put{{"k"}, std::string(32U << 20, 'v')}}}, note);
    on.io.poll();
    on.store.commit({"ke-0", {}, {Put{{"k"}, "w"}}}, note);
    REQUIRE(turn_until(on.io, [&] { return faults.size() == 2; }));
    CHECK(faults.at(0) == StoreFault::outcome_unknown);
    CHECK(faults.at(1) == StoreFault::not_sent);
}

TEST_CASE("a full queue refuses what it cannot hold") {
    LinkLimits limits;
    limits.commands_max = 3;
    Scripted on(say_nothing, greet_and(say_nothing), limits);
    on.come_up();
    std::vector<StoreFault> faults;
    for (int n = 0; n < 5; ++n)
        on.store.slice("ke-0", "k", 0, 1,
                       [&](const auto& outcome) { faults.push_back(outcome.error().fault); });
    CHECK(faults.empty());  // never from inside the call
    REQUIRE(turn_until(on.io, [&] { return faults.size() == 2; }));
    CHECK(faults == std::vector{StoreFault::not_sent, StoreFault::not_sent});
    on.store.close();
    REQUIRE(turn_until(on.io, [&] { return faults.size() == 5; }));
    CHECK(faults.back() == StoreFault::outcome_unknown);
}

TEST_CASE("after close nothing keeps the loop busy") {
    boost::asio::io_context io;
    RedisServer server;
    Events events;
    RedisStore store(io, connect_to(server.socket_path(), events));
    REQUIRE(turn_until(io, [&] { return store.is_up(); }));
    int completed = 0;
    for (int n = 0; n < 10; ++n)
        store.commit({"ke-0", {}, {Add{"h", "n", 1}}}, [&](const auto&) { ++completed; });
    store.close();
    io.restart();
    io.run();  // returns only because nothing is left
    CHECK(completed == 10);
    CHECK(events.size() == 1);
}

}  // namespace kazi::tests
