// SPDX-License-Identifier: Apache-2.0
// Commands are collected while a turn of the loop lasts and leave in one write; replies come in
// the same order. The commands of all workers share the link, and so share the server's fsync.
#include "gateway/store/redis_link.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <utility>

namespace kazi::gateway::store {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

// A server that was restored or flushed has lost our functions: a new link brings them again.
bool library_is_gone(std::string_view error) {
    return error.starts_with("ERR Function not found");
}

}  // namespace

RedisLink::RedisLink(Socket socket, LinkLimits limits, Broken on_broken)
    : socket_(std::move(socket)),
      limits_(limits),
      on_broken_(std::move(on_broken)),
      timer_(socket_.get_executor()) {}

void RedisLink::start() {
    read();
}

void RedisLink::send(const Command& command, ReplyHandler done) {
    if (ended_) return refuse(std::move(done), "the connection is closed");
    if (waiting_.size() >= limits_.commands_max || unsent_.size() >= limits_.unsent_bytes_max)
        return refuse(std::move(done), "too many commands wait for the store");
    const auto before = unsent_.size();
    command.append_to(unsent_);
    bytes_queued_ += unsent_.size() - before;
    waiting_.push_back({std::move(done), bytes_queued_, Clock::now() + limits_.deadline});
    plan_flush();
    watch_deadline();
}

void RedisLink::refuse(ReplyHandler done, std::string why) {
    asio::post(socket_.get_executor(), [done = std::move(done), why = std::move(why)] {
        done(StoreError{StoreFault::not_sent, why});
    });
}

void RedisLink::close(std::string why) {
    on_broken_ = nullptr;
    asio::post(socket_.get_executor(),
               [self = shared_from_this(), why = std::move(why)] { self->end(why); });
}

void RedisLink::read() {
    socket_.async_read_some(asio::buffer(read_buffer_),
                            [self = shared_from_this()](error_code error, std::size_t count) {
                                if (error) return self->end("connection lost: " + error.message());
                                self->read_some(count);
                            });
}

void RedisLink::read_some(std::size_t count) {
    if (ended_) return;
    reader_.feed({read_buffer_.data(), count});
    while (!ended_ && deliver()) {
    }
    if (!ended_) read();
}

bool RedisLink::deliver() {
    const auto step = reader_.next();
    if (step == ReplyReader::Step::more_needed) return false;
    if (step == ReplyReader::Step::broken) {
        end("the server does not speak RESP, or too much of it");
        return false;
    }
    if (waiting_.empty()) {
        end("the server replied to nothing");
        return false;
    }
    const auto done = std::move(waiting_.front().done);
    waiting_.pop_front();
    const ReplyCursor cursor(reader_.reply());
    const auto error = cursor.error();
    if (!error) {
        done(cursor);
        return true;
    }
    done(StoreError{StoreFault::refused, std::string(*error)});
    if (library_is_gone(*error)) end("the function library is gone");
    return !ended_;
}

void RedisLink::plan_flush() {
    if (flush_planned_ || write_under_way_) return;
    flush_planned_ = true;
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
        self->flush_planned_ = false;
        self->flush();
    });
}

void RedisLink::flush() {
    if (ended_ || write_under_way_ || unsent_.empty()) return;
    writing_.clear();
    std::swap(writing_, unsent_);
    bytes_submitted_ += writing_.size();
    write_under_way_ = true;
    asio::async_write(socket_, asio::buffer(writing_),
                      [self = shared_from_this()](error_code error, std::size_t) {
                          self->write_under_way_ = false;
                          if (error) return self->end("connection lost: " + error.message());
                          self->flush();
                      });
}

// One timer for all: commands are answered in order, so the first one's deadline is the earliest.
void RedisLink::watch_deadline() {
    if (deadline_watched_ || waiting_.empty()) return;
    deadline_watched_ = true;
    timer_.expires_at(waiting_.front().deadline);
    timer_.async_wait([self = shared_from_this()](error_code error) {
        self->deadline_watched_ = false;
        if (!error) self->check_deadline();
    });
}

void RedisLink::check_deadline() {
    if (ended_) return;
    if (!waiting_.empty() && waiting_.front().deadline <= Clock::now())
        return end("the store did not reply in time");
    watch_deadline();
}

void RedisLink::end(const std::string& why) {
    if (ended_) return;
    ended_ = true;
    error_code ignored;  // the socket is given up, whatever closing it says
    socket_.close(ignored);
    timer_.cancel();
    for (auto& command : std::exchange(waiting_, {})) {
        const bool left = command.last_byte <= bytes_submitted_;
        command.done(StoreError{left ? StoreFault::outcome_unknown : StoreFault::not_sent, why});
    }
    if (on_broken_) std::exchange(on_broken_, nullptr)(why);
}

}  // namespace kazi::gateway::store
