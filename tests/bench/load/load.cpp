// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/load.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "tests/bench/load/http_wire.hpp"

namespace kazi::bench {

namespace {

using std::chrono::nanoseconds;

constexpr std::chrono::milliseconds look_for_late_every{50};

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

Load::Load(LoadSettings settings, Play& play, Crowd& crowd)
    : settings_(std::move(settings)),
      play_(play),
      crowd_(crowd),
      head_(post_head("127.0.0.1:" + std::to_string(settings_.port), settings_.path)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    if (epoll_ < 0) fail("epoll_create1");
    for (std::uint32_t n = 0; n < settings_.connections; ++n)
        idle_.push_back(&open_connection());
}

Load::~Load() {
    for (const auto& connection : connections_)
        ::close(connection->socket);
    ::close(epoll_);
}

Tally Load::run() {
    start_ = Clock::now();
    measured_from_ = start_ + settings_.warm_up;
    end_ = measured_from_ + settings_.measured;
    for (Clock::time_point now = start_; may_send(now) || waiting_ > 0; now = Clock::now()) {
        send_due(now);
        if (waiting_ == 0 && !crowd_.anybody_free()) break;
        wait(now);
        lose_late_ones(Clock::now());
    }
    const auto measured = std::min(Clock::now(), end_) - measured_from_;
    tally_.seconds = std::max(std::chrono::duration<double>(measured).count(), 0.0);
    return std::move(tally_);
}

bool Load::may_send(Clock::time_point now) const {
    if (settings_.turns_max > 0) return tally_.sent < settings_.turns_max;
    return now < end_;
}

// Closed loop: a free connection is due at once. Open loop: the n-th turn is due at its own time,
// and a reply that is slow to come holds up nobody else.
void Load::send_due(Clock::time_point now) {
    while (may_send(now) && crowd_.anybody_free()) {
        const Clock::time_point due = settings_.per_second == 0 ? now : next_due();
        if (due > now) return;
        if (idle_.empty()) {
            const bool more =
                settings_.per_second > 0 && connections_.size() < settings_.connections_max;
            if (!more) return;
            idle_.push_back(&open_connection());
        }
        Connection& connection = *idle_.front();
        idle_.pop_front();
        send_turn(connection, due);
    }
}

Load::Clock::time_point Load::next_due() const {
    return start_ + nanoseconds(1'000'000'000 * tally_.sent / settings_.per_second);
}

void Load::send_turn(Connection& connection, Clock::time_point due) {
    connection.worker = crowd_.take();
    connection.due = due;
    connection.sent = Clock::now();
    body_.clear();
    play_.write_turn(*connection.worker, body_);
    connection.out.clear();
    append_post(connection.out, head_, body_);
    ++tally_.sent;
    ++waiting_;
    if (!write_all(connection)) lose(connection);
}

// A turn fits the socket's buffer, so one write takes it all or the connection is broken.
bool Load::write_all(const Connection& connection) const {
    const auto written =
        ::send(connection.socket, connection.out.data(), connection.out.size(), MSG_NOSIGNAL);
    return written == static_cast<ssize_t>(connection.out.size());
}

nanoseconds Load::patience(Clock::time_point now) const {
    nanoseconds longest = look_for_late_every;
    if (settings_.per_second > 0 && may_send(now) && crowd_.anybody_free())
        longest = std::min(longest, std::max(nanoseconds(0), nanoseconds(next_due() - now)));
    return longest;
}

void Load::wait(Clock::time_point now) {
    std::array<epoll_event, 256> events{};
    const nanoseconds longest = patience(now);
    const timespec timeout{.tv_sec = 0, .tv_nsec = static_cast<long>(longest.count())};
    const int count =
        ::epoll_pwait2(epoll_, events.data(), static_cast<int>(events.size()), &timeout, nullptr);
    if (count < 0 && errno != EINTR) fail("epoll_pwait2");
    for (int n = 0; n < count; ++n)
        read(*static_cast<Connection*>(events.at(static_cast<std::size_t>(n)).data.ptr));
}

void Load::read(Connection& connection) {
    std::array<char, 16384> chunk{};
    const auto got = ::recv(connection.socket, chunk.data(), chunk.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) {
        if (connection.worker == nullptr) return reconnect(connection);
        return lose(connection);
    }
    connection.in.append(chunk.data(), static_cast<std::size_t>(got));
    const auto reply = read_reply(connection.in);
    if (!reply || connection.worker == nullptr) return;
    take_reply(connection, reply->status, reply->body);
}

void Load::take_reply(Connection& connection, int status, std::string_view page) {
    const Clock::time_point now = Clock::now();
    Worker& worker = *connection.worker;
    const Verdict verdict = play_.take_reply(worker, status, page);
    tally_.count(verdict, status, page);
    if (now >= measured_from_ && now < end_) {
        const auto took =
            std::chrono::duration_cast<std::chrono::microseconds>(now - connection.due);
        tally_.latencies_us.push_back(static_cast<std::uint32_t>(took.count()));
    }
    connection.worker = nullptr;
    connection.in.clear();
    --waiting_;
    if (!play_.is_done(worker)) crowd_.give_back(worker);
    idle_.push_back(&connection);
    if (settings_.per_second == 0) send_due(now);
}

void Load::lose(Connection& connection) {
    ++tally_.lost;
    start_over(*connection.worker);
    crowd_.give_back(*connection.worker);
    connection.worker = nullptr;
    --waiting_;
    reconnect(connection);
    idle_.push_back(&connection);
}

void Load::lose_late_ones(Clock::time_point now) {
    if (now - last_look_ < look_for_late_every) return;
    last_look_ = now;
    for (const auto& connection : connections_) {
        if (connection->worker != nullptr && now - connection->sent > settings_.reply_deadline)
            lose(*connection);
    }
}

Load::Connection& Load::open_connection() {
    connections_.push_back(std::make_unique<Connection>());
    connect(*connections_.back());
    return *connections_.back();
}

void Load::reconnect(Connection& connection) {
    ::close(connection.socket);
    connection.in.clear();
    connect(connection);
}

void Load::connect(Connection& connection) {
    connection.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connection.socket < 0) fail("socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(settings_.port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(connection.socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) !=
        0)
        fail("connect");
    const int on = 1;
    if (::setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0)
        fail("TCP_NODELAY");
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &connection;
    if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.socket, &event) != 0) fail("epoll_ctl");
}

}  // namespace kazi::bench
