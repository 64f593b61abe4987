// SPDX-License-Identifier: Apache-2.0
// An HttpServer on a thread of its own, so that a test can talk to it with blocking sockets.
#pragma once

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstddef>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "gateway/http/server.hpp"

namespace kazi::tests {

/// Routes: /echo answers method, target and body; /large 4 MB; /throw throws; /hold waits until
/// `release`; /stream counts a streamed body and
/// then repeats X-Note; /early answers a streamed body without reading it;
/// /where tells the peer's address; /split tries to smuggle a header.
class RunningServer {
public:
    explicit RunningServer(gateway::http::ListenOptions options = {});
    ~RunningServer();

    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    /// Lets every /hold go on.
    void release();
    /// Begins to drain; the future tells how many handlers were left.
    std::future<std::size_t> drain(std::chrono::milliseconds limit);
    /// Waits until that many /hold handlers run.
    void await_held(int count) const;

    std::atomic<int> requests{0};
    std::atomic<int> held{0};
    std::atomic<std::size_t> largest_chunk{0};
    std::atomic<std::size_t> streamed_bytes{0};
    /// Only to be read after `drain` or the end of the server.
    std::vector<std::string> errors;
    /// The statuses of requests that the server refused itself; read after `drain` as well.
    std::vector<int> refusals;

private:
    boost::asio::awaitable<protocols::HttpReply> answer(gateway::http::Exchange& exchange);
    boost::asio::awaitable<protocols::HttpReply> hold();
    boost::asio::awaitable<protocols::HttpReply> count(gateway::http::Exchange& exchange);

    boost::asio::io_context context_{1};
    boost::asio::steady_timer gate_{context_};
    std::unique_ptr<gateway::http::HttpServer> server_;
    std::thread thread_;
};

}  // namespace kazi::tests
