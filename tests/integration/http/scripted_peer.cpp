// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/http/scripted_peer.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <utility>

namespace kazi::tests {

namespace {

std::pair<int, std::uint16_t> bound_socket() {
    const int bound = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(bound, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::getsockname(bound, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        throw std::runtime_error("can't bind a port");
    }
    return {bound, ntohs(address.sin_port)};
}

std::string local_url(const char* scheme, std::uint16_t port, const std::string& path) {
    return std::string(scheme) + "://127.0.0.1:" + std::to_string(port) + path;
}

/// One request off the front of `pending`, if it is complete.
std::optional<std::string> take_request(std::string& pending) {
    const auto head = pending.find("\r\n\r\n");
    if (head == std::string::npos) return std::nullopt;
    const auto length = pending.find("Content-Length: ");
    const auto body = length < head ? std::strtoul(pending.c_str() + length + 16, nullptr, 10) : 0;
    if (pending.size() < head + 4 + body) return std::nullopt;
    auto request = pending.substr(0, head + 4 + body);
    pending.erase(0, request.size());
    return request;
}

}  // namespace

Act answer(const std::string& body) {
    return {"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " +
                std::to_string(body.size()) + "\r\n\r\n" + body,
            Act::Then::keep};
}

Act cut() {
    return {"", Act::Then::close};
}
Act hang() {
    return {"", Act::Then::hang};
}

ScriptedPeer::ScriptedPeer(std::function<Act(std::size_t, const std::string&)> script)
    : script_(std::move(script)) {
    std::tie(listener_, port_) = bound_socket();
    ::listen(listener_, 128);
    acceptor_ = std::thread([this] { accept_all(); });
}

ScriptedPeer::~ScriptedPeer() {
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    ::close(listener_);
    for (const int socket : sockets_)
        ::shutdown(socket, SHUT_RDWR);
    for (auto& server : servers_)
        server.join();
    for (const int socket : sockets_)
        ::close(socket);
}

std::string ScriptedPeer::url(const std::string& path) const {
    return local_url("http", port_, path);
}
std::string ScriptedPeer::tls_url(const std::string& path) const {
    return local_url("https", port_, path);
}

std::vector<std::string> ScriptedPeer::requests() const {
    const std::lock_guard lock(seen_lock_);
    return seen_;
}

void ScriptedPeer::accept_all() {
    for (;;) {
        const int socket = ::accept(listener_, nullptr, nullptr);
        if (socket < 0) return;
        ++connections_;
        sockets_.push_back(socket);
        servers_.emplace_back([this, socket] { serve(socket); });
    }
}

Act ScriptedPeer::next(const std::string& request) {
    std::size_t number = 0;
    {
        const std::lock_guard lock(seen_lock_);
        number = seen_.size();
        seen_.push_back(request);
    }
    return script_(number, request);
}

void ScriptedPeer::serve(int socket) {
    std::string pending;
    char bytes[65536];
    for (;;) {
        const auto got = ::recv(socket, bytes, sizeof bytes, 0);
        if (got <= 0) return;
        pending.append(bytes, static_cast<std::size_t>(got));
        while (const auto request = take_request(pending)) {
            const auto act = next(*request);
            ::send(socket, act.bytes.data(), act.bytes.size(), MSG_NOSIGNAL);
            if (act.then == Act::Then::hang) break;
            if (act.then == Act::Then::close) {
                ::shutdown(socket, SHUT_RDWR);
                return;
            }
        }
    }
}

RefusingPort::RefusingPort() {
    std::tie(socket_, port_) = bound_socket();
}
RefusingPort::~RefusingPort() {
    ::close(socket_);
}
std::string RefusingPort::url() const {
    return local_url("http", port_, "/");
}

}  // namespace kazi::tests
