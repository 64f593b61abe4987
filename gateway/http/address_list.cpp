// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/address_list.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <string>

#include "protocols/words.hpp"

namespace kazi::gateway::http {

namespace {

namespace ip = boost::asio::ip;

bool is_in(const ip::address_v4& address, const ip::network_v4& network) {
    return ip::network_v4(address, network.prefix_length()).canonical() == network.canonical();
}

bool is_in(const ip::address_v6& address, const ip::network_v6& network) {
    return ip::network_v6(address, network.prefix_length()).canonical() == network.canonical();
}

// A socket for both families tells the old ones in the new form: ::ffff:10.0.0.5.
ip::address unmapped(const ip::address& address) {
    if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
    return ip::make_address_v4(ip::v4_mapped, address.to_v6());
}

// The last of a list parted by commas, which is shortened by it.
std::string_view last_of(std::string_view& list) {
    const std::size_t comma = list.rfind(',');
    const bool only_one = comma == std::string_view::npos;
    const std::string_view last = only_one ? list : list.substr(comma + 1);
    list = only_one ? std::string_view() : list.substr(0, comma);
    return protocols::trim(last);
}

}  // namespace

bool AddressList::add(std::string_view text) {
    boost::system::error_code fault;
    const std::string written(text);
    const bool whole = written.find('/') == std::string::npos;
    const auto v4 = ip::make_network_v4(whole ? written + "/32" : written, fault);
    if (!fault) {
        v4_.push_back(v4);
        return true;
    }
    const auto v6 = ip::make_network_v6(whole ? written + "/128" : written, fault);
    if (!fault) v6_.push_back(v6);
    return !fault;
}

bool AddressList::holds(std::string_view text) const {
    boost::system::error_code fault;
    const auto address = unmapped(ip::make_address(std::string(text), fault));
    if (fault) return false;
    const auto has = [](const auto& networks, const auto& one) {
        return std::ranges::any_of(networks,
                                   [&](const auto& network) { return is_in(one, network); });
    };
    return address.is_v4() ? has(v4_, address.to_v4()) : has(v6_, address.to_v6());
}

// Each proxy writes behind what it was told, or in a line of its own: only the end is to be
// trusted, as far as our own proxies wrote it.
std::string_view caller_of(std::string_view peer, std::span<const protocols::HeaderView> headers,
                           const AddressList& proxies) {
    std::string_view caller = peer;
    for (auto header = headers.rbegin(); header != headers.rend(); ++header) {
        if (!protocols::equal_ignoring_case(header->name, "x-forwarded-for")) continue;
        std::string_view told = header->value;
        while (!told.empty()) {
            if (!proxies.holds(caller)) return caller;
            caller = last_of(told);
        }
    }
    return caller;
}

}  // namespace kazi::gateway::http
