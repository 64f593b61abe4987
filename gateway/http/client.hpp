// SPDX-License-Identifier: Apache-2.0
// The HTTP client: libcurl, a limit on what is under way at once, and an honest answer to whether a
// request left.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <memory>

#include "gateway/http/outbound.hpp"

namespace kazi::gateway::http {

struct ClientOptions {
    std::chrono::milliseconds connect_timeout{5000};
    std::chrono::milliseconds total_timeout{30000};  ///< see SendOptions::total_timeout
    std::size_t in_flight_max = 64;                  ///< curl slows down beyond
    std::size_t queue_max = 10000;                   ///< waiting for a free place; more is NotSent
    std::size_t reply_bytes_max = 1024 * 1024;       ///< a longer body makes the request InDoubt
};

/// Only POST-like requests are guarded against being sent twice behind our back: any method but GET
/// and HEAD is InDoubt when a re-used connection dies under it. `fresh_connection` avoids the
/// doubt.
class HttpClient final : public Outbound {
public:
    /// Everything runs on the context's one thread. Throws std::runtime_error when curl can't
    /// start.
    HttpClient(boost::asio::io_context& context, ClientOptions options);
    /// As `shut_down`; the callbacks run if the context still does.
    ~HttpClient() override;
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    void send(protocols::HttpRequest request, SendOptions options,
              std::function<void(HttpOutcome)> done) override;

    /// Ends everything: what was under way is InDoubt (or NotSent, when nothing had left), what
    /// waited and what still comes is NotSent. The context may then run out of work.
    void shut_down();

    [[nodiscard]] std::size_t in_flight() const;
    [[nodiscard]] std::size_t waiting() const;

private:
    class Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace kazi::gateway::http
