// SPDX-License-Identifier: Apache-2.0
// hiredis' reader, with functions that append to a flat Reply instead of building its tree.
#include "gateway/store/reply.hpp"

#include <hiredis/hiredis.h>

#include <new>

namespace kazi::gateway::store {

namespace {

// The reader wants an address for what was made; parts are found by order, so any will do.
void* made(Reply& reply) {
    return &reply;
}

Reply& reply_of(const redisReadTask* task) {
    return *static_cast<Reply*>(task->privdata);
}

Reply::Kind kind_of(int type) {
    if (type == REDIS_REPLY_ERROR) return Reply::Kind::error;
    return type == REDIS_REPLY_STATUS ? Reply::Kind::status : Reply::Kind::text;
}

void* add_text(const redisReadTask* task, char* bytes, std::size_t length) {
    auto& reply = reply_of(task);
    reply.parts.push_back({kind_of(task->type), 0, reply.bytes.size(), length});
    reply.bytes.append(bytes, length);
    return made(reply);
}

void* add_array(const redisReadTask* task, int elements) {
    auto& reply = reply_of(task);
    reply.parts.push_back({Reply::Kind::array, elements, 0, 0});
    return made(reply);
}

void* add_integer(const redisReadTask* task, long long value) {
    auto& reply = reply_of(task);
    reply.parts.push_back({Reply::Kind::integer, value, 0, 0});
    return made(reply);
}

void* add_nil(const redisReadTask* task) {
    auto& reply = reply_of(task);
    reply.parts.push_back({Reply::Kind::nil, 0, 0, 0});
    return made(reply);
}

void keep(void*) {}

redisReplyObjectFunctions flat_functions{add_text, add_array, add_integer, add_nil, keep};

}  // namespace

const Reply::Part* ReplyCursor::take(Reply::Kind kind) {
    if (done() || reply_->parts[at_].kind != kind) return nullptr;
    return &reply_->parts[at_++];
}

std::optional<std::size_t> ReplyCursor::array() {
    const auto* part = take(Reply::Kind::array);
    return part ? std::optional(static_cast<std::size_t>(part->number)) : std::nullopt;
}

std::optional<std::int64_t> ReplyCursor::integer() {
    const auto* part = take(Reply::Kind::integer);
    return part ? std::optional(part->number) : std::nullopt;
}

std::optional<std::string_view> ReplyCursor::text() {
    const auto* part = take(Reply::Kind::text);
    if (!part) part = take(Reply::Kind::status);
    return part ? std::optional(reply_->text_of(*part)) : std::nullopt;
}

std::optional<std::optional<std::string>> ReplyCursor::text_or_nil() {
    if (take(Reply::Kind::nil)) return std::optional<std::string>();
    const auto* part = take(Reply::Kind::text);
    if (!part) return std::nullopt;
    return std::optional<std::string>(reply_->text_of(*part));
}

std::optional<std::vector<std::optional<std::string>>> ReplyCursor::texts_or_nil(
    std::size_t count) {
    std::vector<std::optional<std::string>> values;
    values.reserve(count);
    for (std::size_t n = 0; n < count; ++n) {
        auto value = text_or_nil();
        if (!value) return std::nullopt;
        values.push_back(std::move(*value));
    }
    return values;
}

std::optional<std::string_view> ReplyCursor::error() const {
    if (done() || reply_->parts[at_].kind != Reply::Kind::error) return std::nullopt;
    return reply_->text_of(reply_->parts[at_]);
}

void ReplyReader::Closer::operator()(redisReader* reader) const {
    redisReaderFree(reader);
}

ReplyReader::ReplyReader() : reader_(redisReaderCreateWithFunctions(&flat_functions)) {
    if (!reader_) throw std::bad_alloc();
    constexpr std::size_t kept_bytes = 256U * 1024;
    reader_->maxbuf = kept_bytes;
}

void ReplyReader::feed(std::string_view bytes) {
    unread_ += bytes.size();
    broken_ = broken_ || redisReaderFeed(reader_.get(), bytes.data(), bytes.size()) != REDIS_OK;
}

ReplyReader::Step ReplyReader::next() {
    if (between_replies_) {
        reply_.parts.clear();
        reply_.bytes.clear();
        between_replies_ = false;
    }
    reader_->privdata = &reply_;  // set here and not once: a reader may have been moved
    void* complete = nullptr;
    broken_ = broken_ || redisReaderGetReply(reader_.get(), &complete) != REDIS_OK;
    if (broken_) return Step::broken;
    if (complete) {
        between_replies_ = true;
        unread_ = reader_->len - reader_->pos;
        return Step::ready;
    }
    broken_ = unread_ > reply_bytes_max || reply_.parts.size() > reply_parts_max;
    return broken_ ? Step::broken : Step::more_needed;
}

}  // namespace kazi::gateway::store
