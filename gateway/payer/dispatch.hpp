// SPDX-License-Identifier: Apache-2.0
// Sends payouts: records the attempt, then makes the request, once, then records what came of it.
// A request of which not one byte left is made again with the same key; any other never is.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>

#include "gateway/payer/desk.hpp"
#include "gateway/payer/parking.hpp"

namespace kazi::gateway::payer {

class Dispatch {
public:
    /// Everything handed in outlives it.
    Dispatch(keepers::Post post, const PayerSettings& settings, Desk& desk, Parking& parking);

    /// Sends a payout that is created, or failed and to be tried again. `entry` is its place in
    /// the outbox, empty when it came from the timer. What may not be sent yet is put on the timer.
    boost::asio::awaitable<void> take(std::string id, std::string entry);

private:
    struct Dossier {
        records::StoredPayout stored;
        taskflow::Instant previous_sent = 0;  ///< to the same number; 0: never
        std::string msisdn;                   ///< empty: erased
    };
    struct Order {
        std::string payout;
        int attempt = 1;
        billing::PayoutOrder order;
    };
    enum class Renewed : std::uint8_t { yes, moved_on, store_away };

    boost::asio::awaitable<std::optional<Dossier>> open(std::string id, std::string entry);
    boost::asio::awaitable<void> drop(std::string id, std::string entry);
    boost::asio::awaitable<void> postpone(Dossier dossier, std::string entry,
                                          taskflow::Instant until);
    boost::asio::awaitable<bool> take_turn();
    boost::asio::awaitable<void> submit(Dossier dossier, std::string entry);
    boost::asio::awaitable<void> carry(Order order);
    boost::asio::awaitable<billing::PayoutEvent> request(Order order);
    boost::asio::awaitable<std::optional<Applied>> record(std::string id,
                                                          billing::PayoutEvent event);
    boost::asio::awaitable<bool> wait_to_repeat(std::string id, int attempt, int tries);
    boost::asio::awaitable<Renewed> renew(std::string id, int attempt);
    [[nodiscard]] taskflow::Instant not_before(const Dossier& dossier) const;
    [[nodiscard]] billing::Claimed claim_of(const Dossier& dossier) const;

    keepers::Post post_;
    const PayerSettings& settings_;
    Desk& desk_;
    Parking& parking_;
};

}  // namespace kazi::gateway::payer
