// SPDX-License-Identifier: Apache-2.0
// The crudest possible HTTP client: a blocking socket that sends bytes as told, so that a test can
// be as rude as it likes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kazi::tests {

class PlainSocket {
public:
    /// Connects to 127.0.0.1. Fails the test's process with an exception.
    explicit PlainSocket(std::uint16_t port);
    ~PlainSocket();
    PlainSocket(const PlainSocket&) = delete;
    PlainSocket& operator=(const PlainSocket&) = delete;

    /// False when the peer has closed.
    bool send(std::string_view bytes);
    void finish_sending();

    /// The next reply's status line, headers and body (by Content-Length; `head_only`: none).
    /// Nothing when the peer closes, or is silent for ten seconds, before it is complete.
    std::optional<std::string> reply(bool head_only = false);
    /// True when the peer closes (in order) without a further byte.
    bool closed_in_order();
    /// Reads at most `bytes`.
    std::string read_some(std::size_t bytes);

private:
    int socket_;
    std::string pending_;
};

/// The status code of a reply as text, 0 when there is none.
int status_of(const std::optional<std::string>& reply);
std::string body_of(const std::optional<std::string>& reply);

}  // namespace kazi::tests
