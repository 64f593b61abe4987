// SPDX-License-Identifier: Apache-2.0
// The hot path is a straight line: parse what is there, read when it isn't enough, run the handler,
// write the reply with one system call. No timer is touched: waits only note a deadline, which the
// server's sweeper compares.
#include "gateway/http/connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <exception>

#include "gateway/http/spawn.hpp"

namespace kazi::gateway::http {

namespace asio = boost::asio;
using boost::system::error_code;
using protocols::HttpReply;

namespace {

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

constexpr std::size_t whole_body_room_bytes = 4 * 1024;
constexpr std::size_t streamed_body_room_bytes = 16 * 1024;
constexpr std::size_t kept_capacity_bytes_max = 64 * 1024;
constexpr std::size_t joined_body_bytes_max = 16 * 1024;
constexpr std::size_t lingering_bytes_max = 1024 * 1024;
constexpr std::chrono::seconds lingering{1};
constexpr int bad_request = 400;
constexpr int request_timeout = 408;
constexpr int content_too_large = 413;
constexpr int header_fields_too_large = 431;
constexpr int internal_error = 500;

void forget_large(std::string& text) {
    text.clear();
    if (text.capacity() > kept_capacity_bytes_max) text.shrink_to_fit();
}

}  // namespace

protocols::HttpReply reply_to(BodyFault fault) {
    switch (fault) {
        case BodyFault::too_large:
            return plain_reply(content_too_large);
        case BodyFault::timed_out:
            return plain_reply(request_timeout);
        case BodyFault::malformed:
        case BodyFault::disconnected:
            break;
    }
    return plain_reply(bad_request);
}

Connection::Connection(std::shared_ptr<ServerCore> core, asio::ip::tcp::socket socket,
                       std::string remote_address)
    : core_(std::move(core)),
      socket_(std::move(socket)),
      remote_address_(std::move(remote_address)) {
    error_code ignored;  // a socket that refuses these fails at its first read
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    socket_.non_blocking(true, ignored);
    core_->connections.add(*this);
}

Connection::~Connection() {
    core_->connections.remove(*this);
    if (core_->connections.size() == 0) core_->last_left.cancel();
}

// ---- the conversation

asio::awaitable<void> Connection::serve(std::shared_ptr<Connection> self) {
    while (co_await self->read_request()) {
        auto reply = co_await self->answer();
        const bool more = co_await self->write(std::move(reply));
        if (!more) break;
    }
    co_await self->close_gently();
}

asio::awaitable<void> Connection::turn_away(std::shared_ptr<Connection> self) {
    co_await self->refuse(service_unavailable);
    co_await self->close_gently();
}

asio::awaitable<HttpReply> Connection::answer() {
    Exchange exchange;
    view_request(exchange);
    std::exception_ptr failure;
    try {
        auto handled = core_->hooks.handler(exchange);
        co_return co_await std::move(handled);
    } catch (...) {
        failure = std::current_exception();
    }
    core_->report("handler", text_of(failure));
    co_return plain_reply(internal_error);
}

void Connection::view_request(Exchange& exchange) {
    const auto& head = parser_.head();
    const char* request = input_.request();
    for (std::size_t i = 0; i < head.header_count; ++i) {
        headers_[i] = {head.names[i].in(request), head.values[i].in(request)};
    }
    exchange.request.method = head.method.in(request);
    exchange.request.target = head.target.in(request);
    exchange.request.headers = {headers_.data(), head.header_count};
    exchange.request.body = body_;
    exchange.remote_address = remote_address_;
    if (streams_) exchange.stream = this;
}

// ---- reading

void Connection::begin_request() {
    input_.next_request();
    parser_.restart(core_->options.header_bytes_max);
    forget_large(gathered_body_);
    body_ = {};
    head_known_ = complete_ = head_pinned_ = streams_ = continue_awaited_ = false;
}

/// True when a request stands ready for its handler; whatever else happened has been answered.
asio::awaitable<bool> Connection::read_request() {
    begin_request();
    Wait phase = Wait::none;
    for (;;) {
        const auto step = parse_on();
        if (step == ParseStep::complete) co_return true;
        if (step == ParseStep::head && streams_) co_return true;
        if (step == ParseStep::refused) break;
        if (step != ParseStep::need_more) continue;
        const bool invited = co_await invite_body();
        if (!invited) co_return false;
        const auto wanted = input_.size() > 0 ? Wait::read : Wait::idle;
        if (wanted != phase) set_deadline(wanted);
        phase = wanted;
        const auto room = next_room();
        if (room.size() == 0) break;
        if (co_await fill(room, phase)) continue;
        if (timed_out_ && phase == Wait::read) co_await refuse(request_timeout);
        co_return false;
    }
    const int status = parser_.refusal() != 0 ? parser_.refusal() : status_without_room();
    co_await refuse(status);
    co_return false;
}

ParseStep Connection::parse_on() {
    const auto step = parser_.parse(input_.request(), input_.unparsed());
    input_.consume(parser_.consumed());
    if (step == ParseStep::head) on_head();
    if (step == ParseStep::piece && !streams_) take_piece();
    if (step == ParseStep::complete) complete_ = true;
    return step;
}

void Connection::on_head() {
    const auto& head = parser_.head();
    const char* request = input_.request();
    head_known_ = true;
    continue_awaited_ = head.expects_continue && head.has_body;
    streams_ = core_->hooks.streams_body &&
               core_->hooks.streams_body(head.method.in(request), head.target.in(request));
    if (streams_) pin_head(streamed_body_room_bytes);
    parser_.limit_body(streams_ ? core_->options.streamed_body_bytes_max
                                : core_->options.body_bytes_max);
}

/// A body that lies whole in the buffer stays there; one that comes in pieces is gathered.
void Connection::take_piece() {
    const auto piece = parser_.piece();
    if (parser_.head().content_length == piece.size()) {
        body_ = piece;
        return;
    }
    gathered_body_.append(piece);
    body_ = gathered_body_;
}

void Connection::pin_head(std::size_t room_bytes) {
    input_.pin_head(room_bytes);
    head_pinned_ = true;
}

asio::mutable_buffer Connection::next_room() {
    if (!head_known_) return input_.room(core_->options.header_bytes_max);
    if (!head_pinned_) pin_head(whole_body_room_bytes);
    return input_.body_room();
}

int Connection::status_without_room() const {
    return head_known_ ? bad_request : header_fields_too_large;
}

asio::awaitable<bool> Connection::fill(asio::mutable_buffer room, Wait wait) {
    wait_ = wait;
    timed_out_ = false;
    const auto [ec, count] = co_await socket_.async_read_some(room, no_throw);
    wait_ = Wait::none;
    if (ec) co_return false;
    input_.received(count);
    co_return true;
}

/// Tells a peer that asked first to send its body. False when it is gone.
asio::awaitable<bool> Connection::invite_body() {
    if (!continue_awaited_) co_return true;
    continue_awaited_ = false;
    const bool sent = co_await send("HTTP/1.1 100 Continue\r\n\r\n");
    co_return sent;
}

asio::awaitable<ChunkResult> Connection::next_chunk() {
    while (!complete_) {
        const auto step = parse_on();
        if (step == ParseStep::piece) co_return parser_.piece();
        if (step == ParseStep::refused) {
            co_return parser_.refusal() == content_too_large ? BodyFault::too_large
                                                             : BodyFault::malformed;
        }
        if (step != ParseStep::need_more) continue;
        const bool invited = co_await invite_body();
        if (!invited) co_return BodyFault::disconnected;
        const auto room = next_room();
        if (room.size() == 0) co_return BodyFault::malformed;
        set_deadline(Wait::read);
        if (co_await fill(room, Wait::read)) continue;
        co_return timed_out_ ? BodyFault::timed_out : BodyFault::disconnected;
    }
    co_return std::string_view{};
}

// ---- writing

asio::awaitable<bool> Connection::write(HttpReply reply) {
    const auto& head = parser_.head();
    const ReplyFraming framing = framing_now();
    output_.clear();
    if (!append_head(output_, reply, framing)) {
        core_->report("reply", "a header of the reply does not fit in one line, or an odd status");
        reply = plain_reply(internal_error);
        if (!append_head(output_, reply, framing)) co_return false;
    }
    const bool bodiless = reply.status == 204 || reply.status == 304 ||
                          (head_known_ && head.method.in(input_.request()) == "HEAD");
    const bool joined = reply.body.size() <= joined_body_bytes_max;
    if (!bodiless && joined) output_.append(reply.body);
    lingers_ = lingers_ || !complete_;
    bool sent = co_await send(output_);
    if (sent && !bodiless && !joined) sent = co_await send(reply.body);
    co_return sent&& framing.keep_alive;
}

ReplyFraming Connection::framing_now() const {
    const auto& head = parser_.head();
    ReplyFraming framing;
    framing.http11 = !head_known_ || head.http11;
    framing.keep_alive = complete_ && head.keep_alive && !core_->draining;
    framing.date = core_->date;
    return framing;
}

/// Usually one system call and no suspension; a peer that reads slowly is waited for.
asio::awaitable<bool> Connection::send(std::string_view bytes) {
    error_code ec;
    const auto sent = socket_.write_some(asio::const_buffer(bytes.data(), bytes.size()), ec);
    if (ec && ec != asio::error::would_block) co_return false;
    if (sent == bytes.size()) co_return true;
    const asio::const_buffer rest(bytes.data() + sent, bytes.size() - sent);
    set_deadline(Wait::write);
    wait_ = Wait::write;
    const auto [error, count] = co_await asio::async_write(socket_, rest, no_throw);
    wait_ = Wait::none;
    if (error) cut();
    co_return !error;
}

asio::awaitable<void> Connection::refuse(int status) {
    core_->refused(status);
    lingers_ = true;
    complete_ = false;
    auto reply = plain_reply(status);
    co_await write(std::move(reply));
}

/// Closing while the peer still sends would reset the connection and lose the reply on its way:
/// so say goodbye, then read and drop for a moment.
asio::awaitable<void> Connection::close_gently() {
    error_code ec;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ec);
    if (ec) co_return;
    if (!lingers_ && socket_.available(ec) == 0) co_return;
    std::string dropped(4096, '\0');
    deadline_ = Clock::now() + lingering;
    for (std::size_t total = 0; total < lingering_bytes_max;) {
        wait_ = Wait::read;
        const auto room = asio::buffer(dropped);
        const auto [error, count] = co_await socket_.async_read_some(room, no_throw);
        wait_ = Wait::none;
        if (error) co_return;
        total += count;
    }
}

// ---- endings

void Connection::set_deadline(Wait wait) {
    const auto& options = core_->options;
    deadline_ = Clock::now() + (wait == Wait::idle   ? options.idle_timeout
                                : wait == Wait::read ? options.read_timeout
                                                     : options.write_timeout);
}

void Connection::check_deadline(Clock::time_point now) {
    if (wait_ == Wait::none || now < deadline_) return;
    timed_out_ = true;
    error_code ignored;  // nothing to cancel: the wait is over already
    socket_.cancel(ignored);
}

void Connection::drain() {
    if (wait_ != Wait::idle) return;
    error_code ignored;
    socket_.cancel(ignored);
}

void Connection::cut() {
    error_code ignored;
    socket_.close(ignored);
}

}  // namespace kazi::gateway::http
