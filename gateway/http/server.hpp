// SPDX-License-Identifier: Apache-2.0
// The HTTP/1 server: listens, keeps every limit, hands each request to one handler coroutine.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "gateway/http/exchange.hpp"
#include "protocols/message.hpp"

namespace kazi::gateway::http {

struct ListenOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: any free one, see `port()`
    std::size_t header_bytes_max = 16 * 1024;
    std::size_t body_bytes_max = 64 * 1024;
    std::uint64_t streamed_body_bytes_max = std::uint64_t{1} << 30;
    std::size_t connections_max = 4096;             ///< one more is told 503
    std::chrono::milliseconds idle_timeout{60000};  ///< between two requests
    std::chrono::milliseconds read_timeout{10000};  ///< a whole request, or one streamed piece
    std::chrono::milliseconds write_timeout{10000};
    bool reuse_port = false;  ///< several daemons share the port
};

struct ServerHooks {
    /// Answers one request; runs to its end even if the peer goes away. Must outlive nothing but
    /// itself: the server keeps it until the last request is over.
    std::function<boost::asio::awaitable<protocols::HttpReply>(Exchange&)> handler;
    /// Which requests get `Exchange::stream` instead of a whole body. Absent: none.
    std::function<bool(std::string_view method, std::string_view target)> streams_body;
    /// Hears what went wrong without being anybody's reply: a handler's exception, a failed accept.
    std::function<void(std::string_view what, std::string_view text)> on_error;
    /// Hears each request that was answered `status` without the handler: too large, malformed, too
    /// slow, or one connection too many (503, though the last of those hear nothing at all).
    std::function<void(int status)> on_refusal;
};

struct ServerCore;

class HttpServer {
public:
    /// Listens and accepts from now on. Throws boost::system::system_error when the address can't
    /// be bound. Everything runs on the context's one thread.
    HttpServer(boost::asio::io_context& context, ListenOptions options, ServerHooks hooks);
    /// Cuts what is left; `drain` first for a clean end.
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::size_t connections() const;

    void stop_accepting();

    /// Stops accepting, closes idle connections, lets requests in flight finish and be answered
    /// (with Connection: close); after `limit` cuts the rest. Returns how many handlers had not
    /// come to their end even then.
    boost::asio::awaitable<std::size_t> drain(std::chrono::milliseconds limit);

private:
    std::shared_ptr<ServerCore> core_;
};

}  // namespace kazi::gateway::http
