// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/http/plain_socket.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

namespace kazi::tests {

namespace {

constexpr int patience_seconds = 10;

std::size_t length_in(std::string_view head) {
    constexpr std::string_view name = "Content-Length: ";
    const auto at = head.find(name);
    if (at == std::string_view::npos) return 0;
    return std::strtoul(head.data() + at + name.size(), nullptr, 10);
}

}  // namespace

PlainSocket::PlainSocket(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket_);
        throw std::runtime_error("can't connect");
    }
    const timeval patience{patience_seconds, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
}

PlainSocket::~PlainSocket() {
    ::close(socket_);
}

bool PlainSocket::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void PlainSocket::finish_sending() {
    ::shutdown(socket_, SHUT_WR);
}

std::string PlainSocket::read_some(std::size_t bytes) {
    std::string text(bytes, '\0');
    const auto got = ::recv(socket_, text.data(), text.size(), 0);
    text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return text;
}

std::optional<std::string> PlainSocket::reply(bool head_only) {
    for (;;) {
        const auto head = pending_.find("\r\n\r\n");
        if (head != std::string::npos) {
            const auto size = head + 4 + (head_only ? 0 : length_in(pending_.substr(0, head)));
            if (pending_.size() >= size) {
                auto whole = pending_.substr(0, size);
                pending_.erase(0, size);
                return whole;
            }
        }
        const auto more = read_some(65536);
        if (more.empty()) return std::nullopt;
        pending_ += more;
    }
}

bool PlainSocket::closed_in_order() {
    char byte = 0;
    return pending_.empty() && ::recv(socket_, &byte, 1, 0) == 0;
}

int status_of(const std::optional<std::string>& reply) {
    return reply && reply->size() > 12 ? std::atoi(reply->c_str() + 9) : 0;
}

std::string body_of(const std::optional<std::string>& reply) {
    return reply ? reply->substr(reply->find("\r\n\r\n") + 4) : "";
}

}  // namespace kazi::tests
