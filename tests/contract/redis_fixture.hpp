// SPDX-License-Identifier: Apache-2.0
// A RedisStore on a private server, up and ready.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "gateway/store/redis_store.hpp"
#include "tests/contract/redis_server.hpp"
#include "tests/contract/store_calls.hpp"

namespace kazi::tests {

/// What connections said of themselves, in order.
using Events = std::vector<gateway::store::ConnectionEvent>;

inline gateway::store::ConnectionOptions connect_to(const std::string& socket_path,
                                                    Events& events) {
    gateway::store::ConnectionOptions options;
    options.address = gateway::store::UnixAddress{socket_path};
    options.on_event = [&events](const auto& event) { events.push_back(event); };
    return options;
}

struct RedisFixture {
    explicit RedisFixture(std::vector<std::string> extra = {}, int deadline_ms = 2500)
        : server(std::move(extra)), store(io, options_with(deadline_ms)) {
        const bool up = turn_until(io, [&] { return store.is_up(); });
        REQUIRE_MESSAGE(up, "down: " << (events.empty() ? "" : events.back().text));
    }

    gateway::store::ConnectionOptions options_with(int deadline_ms) {
        auto options = connect_to(server.socket_path(), events);
        options.limits.deadline = std::chrono::milliseconds(deadline_ms);
        return options;
    }

    RedisServer server;
    boost::asio::io_context io;
    Events events;
    gateway::store::RedisStore store;
    Caller call{store, io};
};

}  // namespace kazi::tests
