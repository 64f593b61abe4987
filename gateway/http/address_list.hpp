// SPDX-License-Identifier: Apache-2.0
// Lists of network addresses: who may call, and whom we believe when it tells who called.
#pragma once

#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "protocols/message.hpp"

namespace kazi::gateway::http {

class AddressList {
public:
    /// "196.201.214.0/24", "10.0.0.5", "2001:db8::/32". False: it is no address.
    [[nodiscard]] bool add(std::string_view text);

    [[nodiscard]] bool empty() const { return v4_.empty() && v6_.empty(); }
    /// False also for what is no address.
    [[nodiscard]] bool holds(std::string_view address) const;

private:
    std::vector<boost::asio::ip::network_v4> v4_;
    std::vector<boost::asio::ip::network_v6> v6_;
};

/// Who called: the direct peer, unless that is one of our proxies; then the last address in
/// X-Forwarded-For that is none of them. A view into one of the arguments.
[[nodiscard]] std::string_view caller_of(std::string_view peer,
                                         std::span<const protocols::HeaderView> headers,
                                         const AddressList& proxies);

}  // namespace kazi::gateway::http
