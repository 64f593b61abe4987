// SPDX-License-Identifier: Apache-2.0
// Looks at payouts whose timer went off: asks the provider, chooses after a failure, and calls a
// person when nothing else is left.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "gateway/payer/dispatch.hpp"

namespace kazi::gateway::payer {

class Watch {
public:
    /// Everything handed in outlives it.
    Watch(keepers::Post post, const PayerSettings& settings, Desk& desk, Parking& parking,
          Dispatch& dispatch);

    /// Nobody of this daemon may be at the payout meanwhile.
    boost::asio::awaitable<void> look(std::string id);

private:
    boost::asio::awaitable<void> look_at(records::StoredPayout stored);
    boost::asio::awaitable<void> doubt(records::StoredPayout stored);
    boost::asio::awaitable<void> ask(records::StoredPayout stored);
    boost::asio::awaitable<void> choose(records::StoredPayout stored);
    boost::asio::awaitable<void> hear(records::StoredPayout stored, billing::PayoutEvent event);
    boost::asio::awaitable<void> forget(records::StoredPayout stored);
    boost::asio::awaitable<void> put_off(std::string id);

    keepers::Post post_;
    const PayerSettings& settings_;
    Desk& desk_;
    Parking& parking_;
    Dispatch& dispatch_;
};

}  // namespace kazi::gateway::payer
