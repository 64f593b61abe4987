// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/ports.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace kazi::tests {

std::vector<std::uint16_t> free_ports(std::size_t count) {
    using boost::asio::ip::tcp;
    boost::asio::io_context context;
    std::vector<tcp::acceptor> held;  // all at once, so that no port comes twice
    std::vector<std::uint16_t> ports;
    while (ports.size() < count) {
        held.emplace_back(context, tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
        ports.push_back(held.back().local_endpoint().port());
    }
    return ports;
}

}  // namespace kazi::tests
