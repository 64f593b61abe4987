// SPDX-License-Identifier: Apache-2.0
// The one door for HTTP requests that leave, and the three things that can become of one.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <string>
#include <variant>

#include "protocols/message.hpp"

namespace kazi::gateway::http {

/// The peer answered, whatever it said.
struct Answered {
    protocols::HttpReply reply;
};

/// Not one byte of the request left: doing it again is safe.
struct NotSent {
    std::string why;
};

/// It may have arrived: only a question to the peer, or a key it knows, can tell.
struct InDoubt {
    std::string why;
};

using HttpOutcome = std::variant<Answered, NotSent, InDoubt>;

struct SendOptions {
    /// A connection of its own, not kept afterwards. A must for requests that move money.
    bool fresh_connection = false;
    /// From `send` to the outcome, waiting for a free place included. Zero: the sender's default.
    std::chrono::milliseconds total_timeout{0};
};

class Outbound {
public:
    virtual ~Outbound() = default;

    /// Calls `done` exactly once, never from inside this call.
    virtual void send(protocols::HttpRequest request, SendOptions options,
                      std::function<void(HttpOutcome)> done) = 0;
};

/// The same as an awaitable. `outbound` must outlive it.
boost::asio::awaitable<HttpOutcome> send(Outbound& outbound, protocols::HttpRequest request,
                                         SendOptions options);

}  // namespace kazi::gateway::http
