// SPDX-License-Identifier: Apache-2.0
// A server that says what the test wants it to say, right or wrong, on a loopback port.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gateway/store/redis_connection.hpp"

namespace kazi::tests {

class ScriptedServer {
public:
    /// One accepted connection.
    class Peer : public std::enable_shared_from_this<Peer> {
    public:
        Peer(boost::asio::ip::tcp::socket socket, ScriptedServer& server)
            : socket_(std::move(socket)), server_(server) {}
        void say(const std::string& bytes);
        void hang_up() { socket_.close(); }
        /// All that came since the last forget().
        [[nodiscard]] const std::string& heard() const { return heard_; }
        void forget() { heard_.clear(); }
        void listen();

        bool greeted = false;  ///< for scripts: the handshake is over
        bool deaf = false;     ///< reads nothing more

    private:
        boost::asio::ip::tcp::socket socket_;
        ScriptedServer& server_;
        std::string heard_;
        char buffer_[4096];
    };
    using Script = std::function<void(Peer&)>;

    /// `on_accept` and `on_bytes` are the script.
    ScriptedServer(boost::asio::io_context& io, Script on_accept, Script on_bytes);

    [[nodiscard]] gateway::store::TcpAddress address() const;
    /// How many connections came so far.
    [[nodiscard]] std::size_t accepted() const { return peers_.size(); }

private:
    void accept();

    boost::asio::ip::tcp::acceptor acceptor_;
    Script on_accept_;
    Script on_bytes_;
    std::vector<std::shared_ptr<Peer>> peers_;
};

/// The replies to the handshake in `heard`, or "" while it is not complete.
[[nodiscard]] std::string greeting_for(const std::string& heard);

/// A script that greets like a healthy server and then hands over to `then`.
[[nodiscard]] ScriptedServer::Script greet_and(ScriptedServer::Script then);

}  // namespace kazi::tests
