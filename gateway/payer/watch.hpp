// SPDX-License-Identifier: Apache-2.0
// Looks at payouts whose timer went off: asks the provider, chooses after a failure, and calls a
// person when nothing else is left.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "gateway/payer/dispatch.hpp"
#include "gateway/payer/inquiry.hpp"

namespace kazi::gateway::payer {

class Watch {
public:
    /// Everything handed in outlives it.
    Watch(keepers::Post post, Accounts& accounts, Desk& desk, Parking& parking, Inquiry& inquiry,
          Courier& courier, Dispatch& dispatch);

    /// Nobody of this daemon may be at the payout meanwhile.
    boost::asio::awaitable<void> look(std::string id);

private:
    boost::asio::awaitable<void> look_at(Account& account, records::StoredPayout stored);
    boost::asio::awaitable<void> doubt(Account& account, records::StoredPayout stored);
    boost::asio::awaitable<void> ask(Account& account, records::StoredPayout stored);
    boost::asio::awaitable<void> follow(Account& account, std::string id, int attempt,
                                        billing::Transition transition);
    boost::asio::awaitable<void> choose(Account& account, records::StoredPayout stored);
    boost::asio::awaitable<Applied> hear(records::StoredPayout stored, billing::PayoutEvent event,
                                         Along along);
    boost::asio::awaitable<void> forget(records::StoredPayout stored);
    boost::asio::awaitable<void> put_off(std::string id);

    keepers::Post post_;
    Accounts& accounts_;
    Desk& desk_;
    Parking& parking_;
    Inquiry& inquiry_;
    Courier& courier_;
    Dispatch& dispatch_;
};

}  // namespace kazi::gateway::payer
