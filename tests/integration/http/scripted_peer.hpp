// SPDX-License-Identifier: Apache-2.0
// A provider that answers, lies or dies as a script says, and remembers every request it really
// saw.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace kazi::tests {

/// What to do once a request has been read whole.
struct Act {
    enum class Then : std::uint8_t { keep, close, hang };

    std::string bytes;  ///< sent as they are
    Then then = Then::keep;
};

/// A complete 200 with that body.
Act answer(const std::string& body);
/// Not a byte, and the connection closed.
Act cut();
/// Not a byte, and the connection open until the peer goes.
Act hang();

class ScriptedPeer {
public:
    /// `script` gets the number of the request (from 0, over all connections) and its bytes.
    explicit ScriptedPeer(
        std::function<Act(std::size_t number, const std::string& request)> script);
    ~ScriptedPeer();
    ScriptedPeer(const ScriptedPeer&) = delete;
    ScriptedPeer& operator=(const ScriptedPeer&) = delete;

    [[nodiscard]] std::string url(const std::string& path) const;
    [[nodiscard]] std::string tls_url(const std::string& path) const;
    [[nodiscard]] std::vector<std::string> requests() const;
    [[nodiscard]] int connections() const { return connections_; }

private:
    void accept_all();
    void serve(int socket);
    Act next(const std::string& request);

    std::function<Act(std::size_t, const std::string&)> script_;
    int listener_;
    std::uint16_t port_ = 0;
    std::atomic<int> connections_{0};
    mutable std::mutex seen_lock_;
    std::vector<std::string> seen_;
    std::vector<int> sockets_;
    std::vector<std::thread> servers_;
    std::thread acceptor_;
};

/// A port of 127.0.0.1 that refuses connections while this lives.
class RefusingPort {
public:
    RefusingPort();
    ~RefusingPort();
    RefusingPort(const RefusingPort&) = delete;
    RefusingPort& operator=(const RefusingPort&) = delete;

    [[nodiscard]] std::string url() const;

private:
    int socket_;
    std::uint16_t port_ = 0;
};

}  // namespace kazi::tests
