// SPDX-License-Identifier: Apache-2.0
// What a server's connections share. Lives until the last of their coroutines has ended.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <string>
#include <vector>

#include "gateway/http/server.hpp"

namespace kazi::gateway::http {

class Connection;

/// The open connections, each knowing its place, so that coming and going is cheap.
class ConnectionList {
public:
    void add(Connection& connection);
    void remove(Connection& connection);
    [[nodiscard]] std::size_t size() const { return open_.size(); }
    [[nodiscard]] const std::vector<Connection*>& all() const { return open_; }

private:
    std::vector<Connection*> open_;
};

inline constexpr int service_unavailable = 503;  ///< to one connection too many

struct ServerCore {
    ServerCore(boost::asio::io_context& context, ListenOptions listen_options, ServerHooks h)
        : options(std::move(listen_options)),
          hooks(std::move(h)),
          acceptor(context),
          sweeper(context),
          last_left(context) {}

    void report(std::string_view what, std::string_view text) const {
        if (hooks.on_error) hooks.on_error(what, text);
    }
    void refused(int status) const {
        if (hooks.on_refusal) hooks.on_refusal(status);
    }

    ListenOptions options;
    ServerHooks hooks;
    boost::asio::ip::tcp::acceptor acceptor;
    boost::asio::steady_timer sweeper;    ///< one timer looks after every connection's deadline
    boost::asio::steady_timer last_left;  ///< cancelled when the list becomes empty
    ConnectionList connections;
    std::uint16_t port = 0;
    std::string date;       ///< the Date header, renewed by the sweeper
    bool draining = false;  ///< every reply is its connection's last
    bool stopped = false;   ///< the sweeper may end
};

}  // namespace kazi::gateway::http
