// SPDX-License-Identifier: Apache-2.0
// The house behind a socket. It can do what an HTTP server of good manners can't: end a reply
// before its first byte, or in the middle.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <functional>
#include <string>

#include "tests/simulator/payouts/house.hpp"

namespace kazi::simulator::payouts {

/// Beside the providers' own addresses:
///   POST /house/open?lies=BITS&refusal=N&seed=N&percent=N   starts anew
///   GET  /house/calls     calls that are due, or all to come with ?all=1; each once
///   GET  /house/ledger    money that really moved
///   GET  /house/report?provider=NAME
/// A request with the header X-House-Now-Us happens at that time; others at `clock`'s.
class HouseServer {
public:
    using Clock = std::function<std::int64_t()>;

    /// Listens on the loopback; port 0 is any free one. Throws boost::system::system_error.
    HouseServer(boost::asio::io_context& io, std::uint16_t port, HouseSettings settings,
                Clock clock);

    [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    [[nodiscard]] House& house() { return house_; }
    /// All that it was ever asked.
    [[nodiscard]] std::size_t requests() const { return requests_; }

private:
    using Socket = boost::asio::ip::tcp::socket;
    boost::asio::awaitable<void> accept();
    boost::asio::awaitable<void> serve(Socket socket);
    Reaction react(const Request& request);
    Reaction steer(const Request& request, std::int64_t now_us);
    void open(const Request& request);

    boost::asio::ip::tcp::acceptor acceptor_;
    HouseSettings settings_;
    House house_;
    Clock clock_;
    std::size_t requests_ = 0;
};

}  // namespace kazi::simulator::payouts
