// SPDX-License-Identifier: Apache-2.0
// The daemon's one connection to Redis: connects, greets, comes back by itself when it is lost.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gateway/store/handshake.hpp"
#include "gateway/store/redis_link.hpp"

namespace kazi::gateway::store {

struct UnixAddress {
    std::string path;
};
struct TcpAddress {
    std::string host;
    std::string port;
};

struct ConnectionEvent {
    enum class Kind : std::uint8_t {
        up,
        down,     ///< was up; tries again
        failed,   ///< an attempt came to nothing; tries again
        refused,  ///< the server is not fit to be used, as `text` explains; tries again
    };
    Kind kind = Kind::up;
    std::string text;
};

struct ConnectionOptions {
    std::variant<UnixAddress, TcpAddress> address;
    Credentials credentials = {};
    /// Refuse a server that does not keep an append-only file.
    bool require_persistence = true;
    LinkLimits limits = {};
    std::chrono::milliseconds connect_deadline{2000};
    std::chrono::milliseconds retry_first{20};  ///< doubled after each failure
    std::chrono::milliseconds retry_max{2000};
    /// May close the connection, may not destroy it.
    std::function<void(const ConnectionEvent&)> on_event = {};
};

/// Commands fail at once while the connection is down: whoever waits decides what to do meanwhile.
/// Make it with std::make_shared; its pending operations keep it alive until close() ends them.
class RedisConnection : public std::enable_shared_from_this<RedisConnection> {
public:
    RedisConnection(boost::asio::io_context& io, ConnectionOptions options);

    /// Begins to connect. Call once.
    void start();
    /// Ends everything, for good: when io runs out of work, nothing of this is left.
    void close();
    void send(const Command& command, ReplyHandler done);
    [[nodiscard]] bool is_up() const { return up_; }
    /// How often it came up.
    [[nodiscard]] std::uint64_t era() const { return era_; }

private:
    using Endpoint = boost::asio::generic::stream_protocol::endpoint;

    /// One attempt from its first step to the end of its link. What an earlier attempt still
    /// reports is recognised by its number and ignored.
    using Attempt = std::uint64_t;

    void attempt();
    void resolve(const TcpAddress& address);
    void connect(std::vector<Endpoint> endpoints);
    void connected();
    void greet();
    void greet_with(const Command& command);
    void take_greeting(Attempt attempt, StoreResult<ReplyCursor> reply);
    void became_up();
    void give_up(ConnectionEvent::Kind kind, const std::string& why);
    void retry_later();
    void tell(ConnectionEvent::Kind kind, const std::string& text);

    boost::asio::io_context& io_;
    ConnectionOptions options_;
    boost::asio::ip::tcp::resolver resolver_;
    boost::asio::steady_timer timer_;  ///< bounds an attempt, then waits for the next one
    std::optional<RedisLink::Socket> socket_;
    std::shared_ptr<RedisLink> link_;
    std::optional<Handshake> handshake_;
    std::chrono::milliseconds retry_in_;
    Attempt attempt_ = 0;
    std::uint64_t era_ = 0;
    bool up_ = false;
    bool closed_ = false;
};

}  // namespace kazi::gateway::store
