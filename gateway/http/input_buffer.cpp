// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/input_buffer.hpp"

#include <algorithm>
#include <cstring>

namespace kazi::gateway::http {

namespace {

constexpr std::size_t first_bytes = 2048;

}  // namespace

void InputBuffer::next_request() {
    if (unparsed_ == end_) unparsed_ = end_ = 0;
    request_ = unparsed_;
}

// To the front first: a pipelining client leaves the next request anywhere in the buffer.
void InputBuffer::make_room(std::size_t capacity) {
    if (bytes_.size() - request_ >= capacity) return;
    if (request_ > 0) {
        std::memmove(bytes_.data(), bytes_.data() + request_, end_ - request_);
        unparsed_ -= request_;
        end_ -= request_;
        request_ = 0;
    }
    if (bytes_.size() < capacity) bytes_.resize(capacity);
}

boost::asio::mutable_buffer InputBuffer::room(std::size_t bytes_max) {
    if (end_ == bytes_.size()) {
        const auto wanted = std::max(first_bytes, 2 * size());
        make_room(std::max(std::min(wanted, bytes_max), size()));
    }
    const auto allowed = bytes_max > size() ? bytes_max - size() : 0;
    return {bytes_.data() + end_, std::min(bytes_.size() - end_, allowed)};
}

void InputBuffer::pin_head(std::size_t bytes) {
    make_room(unparsed_ - request_ + std::max(bytes, end_ - unparsed_));
    head_end_ = unparsed_;
}

boost::asio::mutable_buffer InputBuffer::body_room() {
    const auto left = end_ - unparsed_;
    if (left > 0) std::memmove(bytes_.data() + head_end_, bytes_.data() + unparsed_, left);
    unparsed_ = head_end_;
    end_ = head_end_ + left;
    return {bytes_.data() + end_, bytes_.size() - end_};
}

}  // namespace kazi::gateway::http
