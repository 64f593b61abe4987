// SPDX-License-Identifier: Apache-2.0
// resolve → connect → greet → up, and from anywhere back to the start after a pause that grows.
#include "gateway/store/redis_connection.hpp"

#include <unistd.h>

#include <algorithm>
#include <boost/asio/connect.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <utility>

namespace kazi::gateway::store {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

/// Differs for every attempt of every process: a stale reply cannot pass for it.
std::string make_nonce(std::uint64_t attempt) {
    return "kazi-" + std::to_string(::getpid()) + "-" + std::to_string(attempt);
}

}  // namespace

RedisConnection::RedisConnection(asio::io_context& io, ConnectionOptions options)
    : io_(io),
      options_(std::move(options)),
      resolver_(io),
      timer_(io),
      retry_in_(options_.retry_first) {}

void RedisConnection::start() {
    asio::post(io_, [self = shared_from_this()] { self->attempt(); });
}

void RedisConnection::close() {
    closed_ = true;
    up_ = false;
    ++attempt_;
    resolver_.cancel();
    timer_.cancel();
    socket_.reset();
    if (link_) link_->close("the store is being closed");
    link_.reset();
}

void RedisConnection::send(const Command& command, ReplyHandler done) {
    if (up_) return link_->send(command, std::move(done));
    asio::post(io_, [done = std::move(done)] {
        done(StoreError{StoreFault::not_sent, "the store is not connected"});
    });
}

void RedisConnection::attempt() {
    if (closed_) return;
    ++attempt_;
    timer_.expires_after(options_.connect_deadline);
    timer_.async_wait([self = shared_from_this(), attempt = attempt_](error_code error) {
        if (!error && attempt == self->attempt_ && !self->link_)
            self->give_up(ConnectionEvent::Kind::failed, "could not connect in time");
    });
    if (const auto* tcp = std::get_if<TcpAddress>(&options_.address)) return resolve(*tcp);
    const auto& path = std::get<UnixAddress>(options_.address).path;
    connect({asio::local::stream_protocol::endpoint(path)});
}

void RedisConnection::resolve(const TcpAddress& address) {
    const auto take = [self = shared_from_this(), attempt = attempt_](
                          error_code error, const asio::ip::tcp::resolver::results_type& found) {
        if (attempt != self->attempt_) return;
        if (error) return self->give_up(ConnectionEvent::Kind::failed, error.message());
        std::vector<Endpoint> endpoints;
        for (const auto& entry : found)
            endpoints.emplace_back(entry.endpoint());
        self->connect(std::move(endpoints));
    };
    resolver_.async_resolve(address.host, address.port, take);
}

void RedisConnection::connect(std::vector<Endpoint> endpoints) {
    socket_.emplace(io_);
    const auto take = [self = shared_from_this(), attempt = attempt_](error_code error,
                                                                      const Endpoint&) {
        if (attempt != self->attempt_) return;
        if (error) return self->give_up(ConnectionEvent::Kind::failed, error.message());
        self->connected();
    };
    asio::async_connect(*socket_, endpoints, take);
}

void RedisConnection::connected() {
    timer_.cancel();
    if (std::holds_alternative<TcpAddress>(options_.address)) {
        error_code ignored;  // commands would only wait a little longer
        socket_->set_option(asio::ip::tcp::no_delay(true), ignored);
    }
    const auto broken = [self = shared_from_this(), attempt = attempt_](const std::string& why) {
        if (attempt != self->attempt_) return;
        self->give_up(self->up_ ? ConnectionEvent::Kind::down : ConnectionEvent::Kind::failed, why);
    };
    link_ = std::make_shared<RedisLink>(std::move(*socket_), options_.limits, broken);
    socket_.reset();
    link_->start();
    greet();
}

void RedisConnection::greet() {
    handshake_.emplace(make_nonce(attempt_), options_.require_persistence, options_.credentials);
    for (const auto& command : handshake_->first_commands())
        greet_with(command);
}

void RedisConnection::greet_with(const Command& command) {
    link_->send(command,
                [self = shared_from_this(), attempt = attempt_](StoreResult<ReplyCursor> reply) {
                    self->take_greeting(attempt, std::move(reply));
                });
}

void RedisConnection::take_greeting(Attempt attempt, StoreResult<ReplyCursor> reply) {
    if (attempt != attempt_) return;
    if (!reply && reply.error().fault != StoreFault::refused) return;  // the link says it is broken
    const auto step =
        reply ? handshake_->reply(*reply) : handshake_->error_reply(reply.error().text);
    switch (step.next) {
        case Handshake::Next::wait:
            return;
        case Handshake::Next::load_library:
            return greet_with(Handshake::load_library_command());
        case Handshake::Next::up:
            return became_up();
        case Handshake::Next::failed:
            return give_up(ConnectionEvent::Kind::failed, step.text);
        case Handshake::Next::refused:
            return give_up(ConnectionEvent::Kind::refused, step.text);
    }
}

void RedisConnection::became_up() {
    handshake_.reset();
    retry_in_ = options_.retry_first;
    up_ = true;
    ++era_;
    tell(ConnectionEvent::Kind::up, "");
}

void RedisConnection::give_up(ConnectionEvent::Kind kind, const std::string& why) {
    ++attempt_;
    up_ = false;
    resolver_.cancel();
    socket_.reset();
    if (link_) link_->close(why);
    link_.reset();
    retry_later();
    tell(kind, why);
}

void RedisConnection::retry_later() {
    timer_.expires_after(retry_in_);
    retry_in_ = std::min(retry_in_ * 2, options_.retry_max);
    timer_.async_wait([self = shared_from_this()](error_code error) {
        if (!error) self->attempt();
    });
}

void RedisConnection::tell(ConnectionEvent::Kind kind, const std::string& text) {
    if (options_.on_event) options_.on_event({kind, text});
}

}  // namespace kazi::gateway::store
