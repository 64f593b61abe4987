// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/scripted_server.hpp"

#include <boost/asio/write.hpp>

namespace kazi::tests {

namespace asio = boost::asio;
using boost::system::error_code;

void ScriptedServer::Peer::say(const std::string& bytes) {
    error_code ignored;  // the client may be gone, as some scripts want it
    asio::write(socket_, asio::buffer(bytes), ignored);
}

void ScriptedServer::Peer::listen() {
    socket_.async_read_some(asio::buffer(buffer_),
                            [self = shared_from_this()](error_code error, std::size_t count) {
                                if (error) return;
                                self->heard_.append(self->buffer_, count);
                                self->server_.on_bytes_(*self);
                                if (!self->deaf) self->listen();
                            });
}

ScriptedServer::ScriptedServer(asio::io_context& io, Script on_accept, Script on_bytes)
    : acceptor_(io, {asio::ip::address_v4::loopback(), 0}),
      on_accept_(std::move(on_accept)),
      on_bytes_(std::move(on_bytes)) {
    accept();
}

gateway::store::TcpAddress ScriptedServer::address() const {
    return {"127.0.0.1", std::to_string(acceptor_.local_endpoint().port())};
}

void ScriptedServer::accept() {
    acceptor_.async_accept([this](error_code error, asio::ip::tcp::socket socket) {
        if (error) return;
        peers_.push_back(std::make_shared<Peer>(std::move(socket), *this));
        on_accept_(*peers_.back());
        peers_.back()->listen();
        accept();
    });
}

std::string greeting_for(const std::string& heard) {
    const auto echo = heard.find("ECHO\r\n$");
    if (echo == std::string::npos || heard.find("LIBRARYNAME") == std::string::npos) return {};
    const auto nonce_at = heard.find("\r\n", echo + 6) + 2;
    const auto nonce = heard.substr(nonce_at, heard.find("\r\n", nonce_at) - nonce_at);
    const std::string info = "# Persistence\r\nloading:0\r\naof_enabled:1\r\n";
    return "$" + std::to_string(nonce.size()) + "\r\n" + nonce + "\r\n" +  //
           "$" + std::to_string(info.size()) + "\r\n" + info + "\r\n" +    //
           "*1\r\n*0\r\n";
}

ScriptedServer::Script greet_and(ScriptedServer::Script then) {
    return [then = std::move(then)](ScriptedServer::Peer& peer) {
        if (peer.greeted) return then(peer);
        const auto greeting = greeting_for(peer.heard());
        if (greeting.empty()) return;
        peer.greeted = true;
        peer.forget();
        peer.say(greeting);
    };
}

}  // namespace kazi::tests
