// SPDX-License-Identifier: Apache-2.0
// The server of our own: started, missed when it dies, stopped cleanly, never two on one folder.
#include "gateway/store/embedded_redis.hpp"

#include <doctest/doctest.h>
#include <signal.h>

#include <algorithm>

#include "tests/contract/folder.hpp"
#include "tests/contract/redis_fixture.hpp"

namespace kazi::tests {

using namespace gateway::store;

namespace {

struct Embedded {
    explicit Embedded(const std::filesystem::path& folder,
                      const std::string& program = "redis-server",
                      std::chrono::milliseconds pause = std::chrono::milliseconds(100))
        : redis(std::make_shared<EmbeddedRedis>(io, options(folder, program, pause))) {
        redis->start();
    }
    ~Embedded() { stop(); }
    Embedded(const Embedded&) = delete;
    Embedded& operator=(const Embedded&) = delete;

    EmbeddedOptions options(const std::filesystem::path& folder, const std::string& program,
                            std::chrono::milliseconds pause) {
        EmbeddedOptions options{.folder = folder, .program = program};
        options.restart_first = pause;
        options.restart_max = pause;
        options.on_event = [this](const EmbeddedEvent& event) { events.push_back(event); };
        return options;
    }
    void stop() {
        bool stopped = false;
        redis->stop([&] { stopped = true; });
        CHECK(turn_until(io, [&] { return stopped; }));
    }
    std::size_t count(EmbeddedEvent::Kind kind) const {
        return static_cast<std::size_t>(std::count_if(
            events.begin(), events.end(), [&](const auto& event) { return event.kind == kind; }));
    }

    boost::asio::io_context io;
    std::vector<EmbeddedEvent> events;
    std::shared_ptr<EmbeddedRedis> redis;
};

}  // namespace

TEST_CASE("an embedded server keeps what it was given across its own death and a restart") {
    const Folder folder;
    {
        Embedded own(folder.path / "made" / "when-missing");
        Events events;
        RedisStore store(own.io, connect_to(own.redis->socket_path(), events));
        Caller call{store, own.io};
        REQUIRE(turn_until(own.io, [&] { return store.is_up(); }));
        REQUIRE(call.commit({"ke-0", {}, {Add{"h", "n", 1}}})->applied);
        ::kill(*own.redis->pid(), SIGKILL);
        REQUIRE(turn_until(own.io, [&] { return own.count(EmbeddedEvent::Kind::ended) == 1; }));
        REQUIRE(turn_until(own.io, [&] { return store.is_up(); }));
        CHECK(own.count(EmbeddedEvent::Kind::started) == 2);
        CHECK(call.commit({"ke-0", {AtLeast{"h", "n", 1}}, {Add{"h", "n", 1}}})->applied);
        store.close();
    }
    Embedded own(folder.path / "made" / "when-missing");
    Events events;
    RedisStore store(own.io, connect_to(own.redis->socket_path(), events));
    REQUIRE(turn_until(own.io, [&] { return store.is_up(); }));
    CHECK(Caller{store, own.io}.fields("h", {"n"})->at(0) == "2");
    store.close();
}

TEST_CASE("two daemons do not share a data folder") {
    const Folder folder;
    Embedded second_life(folder.path);
    {
        Embedded first(folder.path);
        // Whoever locks first runs; the other waits.
        REQUIRE(
            turn_until(first.io, [&] { return first.count(EmbeddedEvent::Kind::started) == 1; }));
        REQUIRE(turn_until(second_life.io, [&] {
            return second_life.count(EmbeddedEvent::Kind::cannot_start) > 0;
        }));
        CHECK(second_life.events.front().text.find("another process") != std::string::npos);
        CHECK_FALSE(second_life.redis->pid());
    }
    CHECK(turn_until(second_life.io,
                     [&] { return second_life.count(EmbeddedEvent::Kind::started) == 1; }));
}

TEST_CASE("a program that is not there is reported, and stopping still works") {
    const Folder folder;
    Embedded own(folder.path, "no-such-redis-server");
    REQUIRE(turn_until(own.io, [&] { return own.count(EmbeddedEvent::Kind::cannot_start) > 0; }));
    CHECK(own.events.front().text.find("no-such-redis-server: No such file") == 0);
}

TEST_CASE("a path too long for a Unix socket is reported") {
    const Folder folder;
    Embedded own(folder.path / std::string(120, 'x'));
    REQUIRE(turn_until(own.io, [&] { return own.count(EmbeddedEvent::Kind::cannot_start) > 0; }));
    CHECK(own.events.front().text.find("too long") != std::string::npos);
}

TEST_CASE("a server that ends at once is not restarted in a tight loop") {
    const Folder folder;
    Embedded own(folder.path, "false", std::chrono::hours(1));
    REQUIRE(turn_until(own.io, [&] { return own.count(EmbeddedEvent::Kind::ended) == 1; }));
    CHECK(own.events.back().text == "redis-server ended with exit code 1");
    own.io.restart();
    own.io.run_for(std::chrono::milliseconds(100));
    CHECK(own.count(EmbeddedEvent::Kind::started) == 1);
}

}  // namespace kazi::tests
