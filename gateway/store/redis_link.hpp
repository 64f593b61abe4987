// SPDX-License-Identifier: Apache-2.0
// One connected socket from its first command to its end: pipelining, deadlines, and for every
// command that gets no reply the difference between "never left" and "nobody knows".
#pragma once

#include <array>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "gateway/store/command.hpp"
#include "gateway/store/reply.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::store {

/// Called once for each command, never from inside send(). The cursor lives as long as the call.
/// An error reply comes as StoreFault::refused with its text.
using ReplyHandler = std::function<void(StoreResult<ReplyCursor>)>;

struct LinkLimits {
    /// From send() to the reply. RESP numbers no requests, so one late reply ends the link.
    std::chrono::milliseconds deadline{2500};
    std::size_t commands_max = 16'384;                 ///< waiting for a reply
    std::size_t unsent_bytes_max = 64U * 1024 * 1024;  ///< waiting for the socket
};

/// Kept alive by its own operations until they have ended; close() ends them.
class RedisLink : public std::enable_shared_from_this<RedisLink> {
public:
    using Socket = boost::asio::generic::stream_protocol::socket;
    using Broken = std::function<void(std::string why)>;

    /// `on_broken` is called once, after every handler, unless close() came first.
    RedisLink(Socket socket, LinkLimits limits, Broken on_broken);

    void start();
    void send(const Command& command, ReplyHandler done);
    /// Ends the link. Commands under way complete with an error, later in this loop's turn.
    void close(std::string why);

private:
    using Clock = std::chrono::steady_clock;
    struct Waiting {
        ReplyHandler done;
        std::uint64_t last_byte = 0;  ///< of the command, counted from the link's start
        Clock::time_point deadline;
    };

    void refuse(ReplyHandler done, std::string why);
    void read();
    void read_some(std::size_t count);
    /// Hands the next complete reply to its command. False: there is none, or the link is broken.
    bool deliver();
    void plan_flush();
    void flush();
    void watch_deadline();
    void check_deadline();
    void end(const std::string& why);

    Socket socket_;
    LinkLimits limits_;
    Broken on_broken_;
    boost::asio::steady_timer timer_;
    ReplyReader reader_;
    std::array<char, 64U * 1024> read_buffer_;
    std::deque<Waiting> waiting_;
    std::string unsent_;
    std::string writing_;
    std::uint64_t bytes_queued_ = 0;     ///< ever
    std::uint64_t bytes_submitted_ = 0;  ///< ever given to the socket, arrived or not
    bool flush_planned_ = false;
    bool write_under_way_ = false;
    bool deadline_watched_ = false;
    bool ended_ = false;
};

}  // namespace kazi::gateway::store
