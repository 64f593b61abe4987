// SPDX-License-Identifier: Apache-2.0
// Notices that come before the reference they name: parked under it, and heard once it is recorded.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>

#include "gateway/payer/desk.hpp"
#include "gateway/payer/parked.hpp"

namespace kazi::gateway::payer {

class Parking {
public:
    /// Everything handed in outlives it.
    Parking(keepers::Post post, Desk& desk) : post_(post), desk_(desk) {}

    enum class Place : std::uint8_t {
        kept,        ///< durably
        referenced,  ///< not kept: the reference was recorded meanwhile, look it up again
        full,
        store_away
    };
    boost::asio::awaitable<Place> park(const Account& account, std::string reference,
                                       Notice notice);

    /// Hears what is parked under a reference that the payout now has. True: it moved the payout.
    boost::asio::awaitable<bool> replay(const Account& account, std::string payout,
                                        std::string reference);

private:
    boost::asio::awaitable<std::optional<Parked>> load(std::string key);
    boost::asio::awaitable<Applied> hear(const Account& account, std::string payout, Notice notice);

    keepers::Post post_;
    Desk& desk_;
};

}  // namespace kazi::gateway::payer
