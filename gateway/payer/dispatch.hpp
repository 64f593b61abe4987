// SPDX-License-Identifier: Apache-2.0
// Decides whether a payout may leave now, and by which account; records the attempt, then hands it
// to the courier. What may not leave yet is put on the timer.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>

#include "gateway/payer/courier.hpp"
#include "gateway/payer/departure.hpp"
#include "gateway/payer/recovery.hpp"

namespace kazi::gateway::payer {

class Dispatch {
public:
    /// Everything handed in outlives it.
    Dispatch(keepers::Post post, const PayerSettings& settings, Accounts& accounts, Desk& desk,
             Courier& courier, Recovery& recovery);

    /// Sends a payout that is created, or failed and to be tried again. `entry` is its place in
    /// the outbox, empty when it came from the timer.
    boost::asio::awaitable<void> take(std::string id, std::string entry);

private:
    struct Dossier {
        records::StoredPayout stored;
        Payee payee;
        std::string msisdn;  ///< empty: erased
        std::string network = {};
        bool window_open = false;
    };
    boost::asio::awaitable<std::optional<Dossier>> open(std::string id, std::string entry);
    boost::asio::awaitable<void> drop(std::string id, std::string entry);
    boost::asio::awaitable<void> postpone(Dossier dossier, std::string entry,
                                          taskflow::Instant until, std::string why);
    boost::asio::awaitable<bool> take_turn(Account& account);
    /// True: it should be taken once more, things have changed meanwhile.
    boost::asio::awaitable<bool> submit(Account& account, Dossier dossier, std::string entry);
    boost::asio::awaitable<bool> try_once(std::string id, std::string entry);
    boost::asio::awaitable<bool> barred(Account& account, Dossier dossier, std::string entry,
                                        std::size_t bar, const Along& along);
    [[nodiscard]] Departure decide(const Dossier& dossier);
    [[nodiscard]] billing::Claimed claim_of(const Account& account, const Dossier& dossier) const;
    [[nodiscard]] Along fences_of(const Account& account, const Dossier& dossier,
                                  const std::string& entry) const;
    [[nodiscard]] taskflow::Instant tomorrow() const;

    keepers::Post post_;
    const PayerSettings& settings_;
    Accounts& accounts_;
    Desk& desk_;
    Courier& courier_;
    Recovery& recovery_;
};

}  // namespace kazi::gateway::payer
