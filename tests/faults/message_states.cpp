// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/message_states.hpp"

#include <algorithm>
#include <boost/json/value_to.hpp>

#include "gateway/engine/keys.hpp"
#include "gateway/hooks/message_state.hpp"
#include "gateway/store/redis_store.hpp"
#include "protocols/message.hpp"
#include "tests/contract/store_calls.hpp"

namespace kazi::tests {

namespace {

namespace store = gateway::store;
using Name = std::pair<std::string, std::string>;

constexpr std::size_t page_size = 500;

std::vector<Name> names_of(const boost::json::array& reported) {
    std::vector<Name> names;
    for (const auto& one : reported)
        names.emplace_back(boost::json::value_to<std::string>(one.at("network")),
                           boost::json::value_to<std::string>(one.at("id")));
    return names;
}

void read_page(Caller& call, std::span<const Name> names, MessageStates& states) {
    store::LoadRequest request;
    request.cell = "ke-0";
    for (const auto& [route, id] : names)
        request.also.push_back({gateway::keys::message(route, id)});
    const auto loaded = call.load(request);
    REQUIRE(loaded);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!loaded->also[i]) continue;
        const auto state = gateway::hooks::message_state_from(*loaded->also[i]);
        REQUIRE(state);
        states[names[i]] = {std::string(protocols::to_string(state->status)),
                            state->worker.has_value()};
    }
}

}  // namespace

MessageStates read_message_states(const std::string& redis_socket,
                                  const boost::json::array& reported) {
    boost::asio::io_context io;
    store::ConnectionOptions options;
    options.address = store::UnixAddress{redis_socket};
    store::RedisStore redis(io, options);
    REQUIRE(turn_until(io, [&] { return redis.is_up(); }));
    Caller call{redis, io};
    const auto names = names_of(reported);
    MessageStates states;
    for (std::size_t at = 0; at < names.size(); at += page_size) {
        const auto count = std::min(page_size, names.size() - at);
        read_page(call, std::span(names).subspan(at, count), states);
    }
    return states;
}

}  // namespace kazi::tests
