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
    Parking(keepers::Post post, const PayerSettings& settings, Desk& desk)
        : post_(post), settings_(settings), desk_(desk) {}

    enum class Place : std::uint8_t {
        kept,        ///< durably
        referenced,  ///< not kept: the reference was recorded meanwhile, look it up again
        full,
        store_away
    };
    boost::asio::awaitable<Place> park(std::string reference, Notice notice);

    /// Hears what is parked under a reference that the payout now has. True: it moved the payout.
    boost::asio::awaitable<bool> replay(std::string payout, std::string reference);

private:
    boost::asio::awaitable<std::optional<Parked>> load(std::string reference);
    boost::asio::awaitable<Applied> hear(std::string payout, Notice notice);

    keepers::Post post_;
    const PayerSettings& settings_;
    Desk& desk_;
};

}  // namespace kazi::gateway::payer
