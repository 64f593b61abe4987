// SPDX-License-Identifier: Apache-2.0
// The access token of one route, for aggregators that lend one against the route's credentials.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "gateway/http/outbound.hpp"
#include "protocols/dialect.hpp"

namespace kazi::gateway::sender {

/// Keeps the token until shortly before its end. Both references must outlive it.
class RouteToken {
public:
    RouteToken(const protocols::Dialect& dialect, const protocols::RouteSettings& settings)
        : dialect_(dialect), settings_(settings) {}

    /// The token at `now_s` (Unix seconds), fetched where there is none that holds; empty text
    /// where the dialect knows no tokens. Nothing: the aggregator gave none.
    boost::asio::awaitable<std::optional<std::string>> get(http::Outbound& outbound,
                                                           std::int64_t now_s);

    /// Drops the token, so that the next `get` fetches one. False: there was none to drop.
    bool forget();

private:
    const protocols::Dialect& dialect_;
    const protocols::RouteSettings& settings_;
    std::string text_;
    std::int64_t good_until_s_ = 0;
};

}  // namespace kazi::gateway::sender
