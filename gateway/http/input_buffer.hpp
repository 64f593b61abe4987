// SPDX-License-Identifier: Apache-2.0
// The bytes a connection has received: one request's head, which must stay where it is while views
// into it are out, and behind it what is not parsed yet.
#pragma once

#include <boost/asio/buffer.hpp>
#include <cstddef>
#include <string_view>
#include <vector>

namespace kazi::gateway::http {

class InputBuffer {
public:
    /// The first byte of the current request.
    [[nodiscard]] const char* request() const { return bytes_.data() + request_; }
    [[nodiscard]] std::string_view unparsed() const {
        return {bytes_.data() + unparsed_, end_ - unparsed_};
    }
    /// Bytes of the current request and behind it.
    [[nodiscard]] std::size_t size() const { return end_ - request_; }

    void consume(std::size_t count) { unparsed_ += count; }
    void received(std::size_t count) { end_ += count; }

    /// The current request is over; what is left becomes the next one.
    void next_request();

    /// Room behind what is there, growing by doubling so that the request may reach `bytes_max` in
    /// all; empty when it has. May move the bytes.
    [[nodiscard]] boost::asio::mutable_buffer room(std::size_t bytes_max);

    /// Marks what was consumed so far as the head, with at least `bytes` of room behind it for the
    /// body to pass through. May move the bytes, for the last time in this request.
    void pin_head(std::size_t bytes);

    /// Room behind the pinned head, overwriting body bytes that were consumed. Never moves the
    /// head. Empty when unparsed bytes fill all of it.
    [[nodiscard]] boost::asio::mutable_buffer body_room();

private:
    void make_room(std::size_t capacity);

    std::vector<char> bytes_;
    std::size_t request_ = 0;
    std::size_t head_end_ = 0;
    std::size_t unparsed_ = 0;
    std::size_t end_ = 0;
};

}  // namespace kazi::gateway::http
