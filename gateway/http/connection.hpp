// SPDX-License-Identifier: Apache-2.0
// One accepted connection: reads a request, has it answered, writes the reply, and again.
#pragma once

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "gateway/http/exchange.hpp"
#include "gateway/http/input_buffer.hpp"
#include "gateway/http/reply_text.hpp"
#include "gateway/http/request_parser.hpp"
#include "gateway/http/server_core.hpp"

namespace kazi::gateway::http {

class Connection final : public BodyStream {
public:
    using Clock = std::chrono::steady_clock;

    Connection(std::shared_ptr<ServerCore> core, boost::asio::ip::tcp::socket socket,
               std::string remote_address);
    ~Connection() override;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Serves requests until either side has enough.
    static boost::asio::awaitable<void> serve(std::shared_ptr<Connection> self);
    /// Tells 503 and closes.
    static boost::asio::awaitable<void> turn_away(std::shared_ptr<Connection> self);

    /// Ends a wait whose deadline has passed.
    void check_deadline(Clock::time_point now);
    /// Closes at once when idle; a request in flight is still answered.
    void drain();
    /// Closes at once, whatever is going on.
    void cut();

    boost::asio::awaitable<ChunkResult> next_chunk() override;

    std::size_t place = 0;  ///< in the server's list, kept by it

private:
    /// What the peer is waited for, if anything.
    enum class Wait : std::uint8_t { none, idle, read, write };

    boost::asio::awaitable<bool> read_request();
    boost::asio::awaitable<bool> fill(boost::asio::mutable_buffer room, Wait wait);
    boost::asio::awaitable<bool> invite_body();
    boost::asio::awaitable<protocols::HttpReply> answer();
    boost::asio::awaitable<bool> write(protocols::HttpReply reply);
    boost::asio::awaitable<bool> send(std::string_view bytes);
    boost::asio::awaitable<void> refuse(int status);
    boost::asio::awaitable<void> close_gently();

    void begin_request();
    [[nodiscard]] ParseStep parse_on();
    void on_head();
    void pin_head(std::size_t room_bytes);
    void take_piece();
    void view_request(Exchange& exchange);
    [[nodiscard]] boost::asio::mutable_buffer next_room();
    [[nodiscard]] int status_without_room() const;
    [[nodiscard]] ReplyFraming framing_now() const;
    void set_deadline(Wait wait);

    std::shared_ptr<ServerCore> core_;
    boost::asio::ip::tcp::socket socket_;
    std::string remote_address_;

    InputBuffer input_;
    RequestParser parser_;
    std::array<protocols::HeaderView, headers_max> headers_;
    std::string gathered_body_;  ///< a body that came in more than one piece
    std::string_view body_;      ///< of the current request, when read whole
    std::string output_;

    Wait wait_ = Wait::none;
    Clock::time_point deadline_{};
    bool timed_out_ = false;
    bool head_known_ = false;
    bool complete_ = false;     ///< the current request was read to its end
    bool head_pinned_ = false;  ///< views into the head are out, or body bytes pass behind it
    bool streams_ = false;
    bool continue_awaited_ = false;  ///< the peer holds its body back until told to go on
    bool lingers_ = false;           ///< the peer may still be sending: closing at once would reset
};

}  // namespace kazi::gateway::http
