// SPDX-License-Identifier: Apache-2.0
// Listening, accepting within the limit, looking after deadlines, and ending in good order.
#include "gateway/http/server.hpp"

#include <sys/socket.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <ctime>

#include "gateway/http/connection.hpp"
#include "gateway/http/reply_text.hpp"
#include "gateway/http/server_core.hpp"
#include "gateway/http/spawn.hpp"

namespace kazi::gateway::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using std::chrono::milliseconds;
using Core = std::shared_ptr<ServerCore>;

namespace {

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t turned_away_max = 64;  ///< connections being told 503 at one time
constexpr milliseconds accept_pause{100};    ///< after a failed accept, e.g. no descriptor left
constexpr milliseconds winding_down{1000};   ///< for coroutines to notice that they were cut

void share_port(tcp::acceptor& acceptor) {
    const int on = 1;
    if (::setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0) {
        throw boost::system::system_error(errno, boost::system::system_category(), "SO_REUSEPORT");
    }
}

void listen(tcp::acceptor& acceptor, const ListenOptions& options) {
    const tcp::endpoint endpoint(asio::ip::make_address(options.address), options.port);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    if (options.reuse_port) share_port(acceptor);
    acceptor.bind(endpoint);
    acceptor.listen();
}

/// Peers of a dual-stack listener show as themselves, not as IPv6.
std::string text_of_peer(const tcp::endpoint& peer) {
    const auto address = peer.address();
    if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address.to_string();
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
}

OnFailure reporting(const Core& core) {
    return [core](const std::string& name, const std::exception_ptr& failure) {
        core->report(name, text_of(failure));
    };
}

void welcome(const Core& core, tcp::socket socket, const tcp::endpoint& peer) {
    if (core->draining) return;
    const auto open = core->connections.size();
    const auto limit = core->options.connections_max;
    if (open >= limit + turned_away_max) return core->refused(service_unavailable);
    auto connection = std::make_shared<Connection>(core, std::move(socket), text_of_peer(peer));
    const auto executor = core->acceptor.get_executor();
    spawn(executor, "connection",
          open < limit ? Connection::serve(connection) : Connection::turn_away(connection),
          reporting(core));
}

asio::awaitable<void> accept_all(Core core) {
    tcp::endpoint peer;
    while (core->acceptor.is_open()) {
        auto [ec, socket] = co_await core->acceptor.async_accept(peer, no_throw);
        if (!ec) {
            welcome(core, std::move(socket), peer);
        } else if (core->acceptor.is_open()) {
            core->report("accept", ec.message());
            co_await sleep_for(accept_pause);
        }
    }
}

/// Often enough that no deadline is late by more than an eighth, yet never busy.
milliseconds sweep_interval(const ListenOptions& options) {
    const auto shortest =
        std::min({options.idle_timeout, options.read_timeout, options.write_timeout});
    return std::clamp(shortest / 8, milliseconds{5}, milliseconds{500});
}

asio::awaitable<void> sweep(Core core) {
    const auto interval = sweep_interval(core->options);
    std::time_t dated = 0;
    while (!core->stopped) {
        if (const auto second = std::time(nullptr); second != dated) {
            dated = second;
            core->date = http_date(second);
        }
        const auto now = Connection::Clock::now();
        for (auto* connection : core->connections.all())
            connection->check_deadline(now);
        core->sweeper.expires_after(interval);
        co_await ring(core->sweeper);
    }
}

/// Until every connection is gone, or `limit` has passed.
asio::awaitable<void> wait_until_empty(Core core, milliseconds limit) {
    if (core->connections.size() == 0) co_return;
    core->last_left.expires_after(limit);
    co_await ring(core->last_left);
}

void stop_listening(ServerCore& core) {
    boost::system::error_code ignored;
    core.acceptor.close(ignored);
}

void cut_all(ServerCore& core) {
    for (auto* connection : core.connections.all())
        connection->cut();
}

void stop_sweeping(ServerCore& core) {
    core.stopped = true;
    core.sweeper.cancel();
}

}  // namespace

void ConnectionList::add(Connection& connection) {
    connection.place = open_.size();
    open_.push_back(&connection);
}

void ConnectionList::remove(Connection& connection) {
    auto* const last = open_.back();
    open_[connection.place] = last;
    last->place = connection.place;
    open_.pop_back();
}

HttpServer::HttpServer(asio::io_context& context, ListenOptions options, ServerHooks hooks)
    : core_(std::make_shared<ServerCore>(context, std::move(options), std::move(hooks))) {
    listen(core_->acceptor, core_->options);
    core_->port = core_->acceptor.local_endpoint().port();
    const auto executor = context.get_executor();
    spawn(executor, "accept", accept_all(core_), reporting(core_));
    spawn(executor, "sweep", sweep(core_), reporting(core_));
}

HttpServer::~HttpServer() {
    stop_listening(*core_);
    cut_all(*core_);
    stop_sweeping(*core_);
}

std::uint16_t HttpServer::port() const {
    return core_->port;
}
std::size_t HttpServer::connections() const {
    return core_->connections.size();
}
void HttpServer::stop_accepting() {
    stop_listening(*core_);
}

asio::awaitable<std::size_t> HttpServer::drain(milliseconds limit) {
    const auto core = core_;
    stop_listening(*core);
    core->draining = true;
    for (auto* connection : core->connections.all())
        connection->drain();
    co_await wait_until_empty(core, limit);
    cut_all(*core);
    co_await wait_until_empty(core, winding_down);
    stop_sweeping(*core);
    co_return core->connections.size();
}

}  // namespace kazi::gateway::http
