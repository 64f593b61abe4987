// SPDX-License-Identifier: Apache-2.0
// Coroutines on the store: on one that completes inside the call, and on one that does so later.
#include "gateway/store/await.hpp"

#include <doctest/doctest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <functional>

#include "gateway/store/memory_store.hpp"
#include "gateway/store/redis_store.hpp"

namespace kazi::gateway::store {

namespace {

namespace asio = boost::asio;

/// Every call once; ends with the number of those that succeeded.
asio::awaitable<int> call_all(Store& store) {
    int succeeded = 0;
    const Record record{1, {}, "state"};
    Batch batch{"ke-0", {}, {Put{{"w"}, encode_record(record)}, Schedule{"t", "m", 5}}};
    batch.writes.emplace_back(Append{"s", "e"});
    batch.writes.emplace_back(Put{{"h", "f"}, "v"});
    const auto committed = co_await commit(store, batch);
    succeeded += committed.has_value();
    LoadRequest request{"ke-0", "w"};
    const auto loaded = co_await load(store, request);
    succeeded += loaded.has_value() && loaded->record == record;
    const auto members = co_await due(store, "ke-0", "t", 5, 9);
    succeeded += members.has_value() && members->size() == 1;
    ClaimRequest claiming{"ke-0", "s", "g", "c"};
    const auto claimed = co_await claim(store, claiming);
    succeeded += claimed.has_value() && claimed->size() == 1;
    StreamRange all{"ke-0", "s", "0"};
    const auto entries = co_await range(store, all);
    succeeded += entries.has_value() && entries->size() == 1;
    const auto bytes = co_await slice(store, "ke-0", "w", 0, 4);
    succeeded += bytes.has_value() && bytes->size() == 4;
    std::vector<std::string> names(1, "f");
    const auto values = co_await fields(store, "ke-0", "h", names);
    succeeded += values.has_value() && values->at(0) == "v";
    const auto page = co_await scan(store, "ke-0", "h", 0, 10);
    succeeded += page.has_value() && page->fields.size() == 1;
    co_return succeeded;
}

/// Runs it on a loop of its own.
int succeeded_on(asio::io_context& io, Store& store) {
    std::optional<int> succeeded;
    asio::co_spawn(io, call_all(store), [&](const std::exception_ptr& failure, int count) {
        CHECK_FALSE(failure);
        succeeded = count;
    });
    io.restart();
    io.run_for(std::chrono::seconds(20));
    REQUIRE(succeeded);
    return *succeeded;
}

}  // namespace

TEST_CASE("a coroutine waits for a store that completes inside the call") {
    asio::io_context io;
    MemoryStore store;
    CHECK(succeeded_on(io, store) == 8);
}

TEST_CASE("a coroutine goes on after an error that comes later") {
    asio::io_context io;
    ConnectionOptions options;
    options.address = UnixAddress{"/nowhere/redis.sock"};
    RedisStore store(io, options);
    asio::post(io, [&] { store.close(); });
    CHECK(succeeded_on(io, store) == 0);
}

TEST_CASE("a loop abandoned in mid-call destroys what waits in it") {
    const auto watched = std::make_shared<int>();
    {
        asio::io_context io;
        ConnectionOptions options;
        options.address = UnixAddress{"/nowhere/redis.sock"};
        RedisStore store(io, options);
        store.load({"ke-0", "w"}, [watched](const auto&) {});
        CHECK(watched.use_count() == 2);
    }
    CHECK(watched.use_count() == 1);
}

}  // namespace kazi::gateway::store
