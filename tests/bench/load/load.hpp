// SPDX-License-Identifier: Apache-2.0
// Sends a crowd's turns over many connections on one epoll loop: as fast as replies come (closed
// loop), or at a fixed rate whatever happens (open loop).
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/load/crowd.hpp"
#include "tests/bench/load/play.hpp"
#include "tests/bench/load/tally.hpp"

namespace kazi::bench {

struct LoadSettings {
    std::uint16_t port = 0;  ///< on 127.0.0.1
    std::string path = "/";
    std::uint32_t connections = 64;
    std::uint32_t connections_max = 4'000;  ///< open loop: made when all others wait for replies
    std::uint32_t per_second = 0;           ///< 0: closed loop
    std::chrono::milliseconds warm_up{500};
    std::chrono::milliseconds measured{2'000};
    std::uint64_t turns_max = 0;  ///< 0: until the time is over
    std::chrono::milliseconds reply_deadline{5'000};
};

class Load {
public:
    /// Connects. Throws std::system_error when nobody listens.
    Load(LoadSettings settings, Play& play, Crowd& crowd);
    ~Load();
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    /// Runs to its end: the time is over, the turns are sent or everybody is done, and each turn
    /// has its reply or is lost.
    Tally run();

private:
    using Clock = std::chrono::steady_clock;
    struct Connection {
        int socket = -1;
        Worker* worker = nullptr;  ///< whose reply it waits for
        Clock::time_point due;     ///< when the turn should have left: what latency counts from
        Clock::time_point sent;
        std::string in;
        std::string out;
    };

    Connection& open_connection();
    void connect(Connection& connection);
    void reconnect(Connection& connection);
    [[nodiscard]] bool may_send(Clock::time_point now) const;
    void send_due(Clock::time_point now);
    void send_turn(Connection& connection, Clock::time_point due);
    [[nodiscard]] bool write_all(const Connection& connection) const;
    void wait(Clock::time_point now);
    void read(Connection& connection);
    void take_reply(Connection& connection, int status, std::string_view page);
    void lose(Connection& connection);
    void lose_late_ones(Clock::time_point now);
    [[nodiscard]] Clock::time_point next_due() const;
    [[nodiscard]] std::chrono::nanoseconds patience(Clock::time_point now) const;

    LoadSettings settings_;
    Play& play_;
    Crowd& crowd_;
    std::string head_;
    std::string body_;
    int epoll_ = -1;
    std::vector<std::unique_ptr<Connection>> connections_;
    std::deque<Connection*> idle_;
    std::size_t waiting_ = 0;  ///< connections that wait for a reply
    Clock::time_point start_;
    Clock::time_point measured_from_;
    Clock::time_point end_;
    Clock::time_point last_look_;
    Tally tally_;
};

}  // namespace kazi::bench
