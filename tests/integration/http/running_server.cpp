// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/http/running_server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <stdexcept>

#include "gateway/http/wait.hpp"

namespace kazi::tests {

namespace asio = boost::asio;
using gateway::http::Exchange;
using gateway::http::HttpServer;
using protocols::HttpReply;

namespace {

HttpReply text(std::string body) {
    HttpReply reply;
    reply.content_type = "text/plain";
    reply.body = std::move(body);
    return reply;
}

}  // namespace

RunningServer::RunningServer(gateway::http::ListenOptions options) {
    gate_.expires_at(std::chrono::steady_clock::time_point::max());
    gateway::http::ServerHooks hooks;
    hooks.handler = [this](Exchange& exchange) { return answer(exchange); };
    hooks.streams_body = [](std::string_view method, std::string_view target) {
        return method == "POST" && (target == "/stream" || target == "/early");
    };
    hooks.on_error = [this](std::string_view what, std::string_view why) {
        errors.push_back(std::string(what) + ": " + std::string(why));
    };
    hooks.on_refusal = [this](int status) { refusals.push_back(status); };
    server_ = std::make_unique<HttpServer>(context_, std::move(options), std::move(hooks));
    thread_ = std::thread([this] { context_.run(); });
}

RunningServer::~RunningServer() {
    release();
    asio::post(context_, [this] { server_.reset(); });
    thread_.join();
}

void RunningServer::release() {
    asio::post(context_,
               [this] { gate_.expires_at(std::chrono::steady_clock::time_point::min()); });
}

std::future<std::size_t> RunningServer::drain(std::chrono::milliseconds limit) {
    const auto left = std::make_shared<std::promise<std::size_t>>();
    auto future = left->get_future();
    asio::post(context_, [this, limit, left] {
        auto ended = [left](const std::exception_ptr&, std::size_t count) {
            left->set_value(count);
        };
        asio::co_spawn(context_, server_->drain(limit), std::move(ended));
    });
    return future;
}

void RunningServer::await_held(int count) const {
    while (held < count)
        std::this_thread::yield();
}

asio::awaitable<HttpReply> RunningServer::answer(Exchange& exchange) {
    ++requests;
    const auto& request = exchange.request;
    const auto target = request.target;
    if (target == "/hold") co_return co_await hold();
    if (target == "/stream") co_return co_await count(exchange);
    if (target == "/early") co_return text("no thanks");
    if (target == "/throw") throw std::runtime_error("no maize left");
    if (target == "/large") co_return text(std::string(4'000'000, 'x'));
    if (target == "/where") co_return text(std::string(exchange.remote_address));
    auto reply = text(std::string(request.method) + " " + std::string(target) + " " +
                      std::string(request.body) + " " + std::string(request.header("x-note")));
    if (target == "/split") reply.headers.push_back({"X-Bad", "a\r\nX-Smuggled: b"});
    if (target == "/headers") reply.headers.push_back({"Location", "/v1/campaigns/1"});
    co_return reply;
}

asio::awaitable<HttpReply> RunningServer::hold() {
    ++held;
    co_await gateway::http::ring(gate_);
    --held;
    co_return text("held");
}

asio::awaitable<HttpReply> RunningServer::count(Exchange& exchange) {
    std::size_t total = 0;
    for (;;) {
        const auto chunk = co_await exchange.stream->next_chunk();
        if (chunk.has_error()) co_return gateway::http::reply_to(chunk.error());
        if (chunk->empty()) break;
        total += chunk->size();
        streamed_bytes = total;
        largest_chunk = std::max(largest_chunk.load(), chunk->size());
    }
    co_return text(std::to_string(total) + std::string(exchange.request.header("x-note")));
}

}  // namespace kazi::tests
