// SPDX-License-Identifier: Apache-2.0
// Makes the requests of an attempt: once, then records what came of it. One of which not one byte
// left, or that was turned away before it was looked at, is made again with the same key; so is one
// that a provider to which a repeated key is a fence does not know. Any other never is.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>

#include "gateway/payer/desk.hpp"
#include "gateway/payer/first_steps.hpp"
#include "gateway/payer/parking.hpp"
#include "gateway/payer/spending.hpp"
#include "gateway/payer/tokens.hpp"

namespace kazi::gateway::payer {

/// One attempt to be made.
struct Errand {
    Account& account;
    std::string payout;
    int attempt = 1;
    billing::PayoutOrder order;
};

class Courier {
public:
    /// Everything handed in outlives it.
    Courier(keepers::Post post, Desk& desk, Parking& parking, Tokens& tokens,
            FirstStepTaker& first_steps)
        : post_(post), desk_(desk), parking_(parking), tokens_(tokens), first_steps_(first_steps) {}

    /// Makes an attempt that was just recorded, until something is known of it.
    boost::asio::awaitable<void> carry(Errand errand);

    /// Sends an attempt in doubt once more under its own key: only after a query found nothing, and
    /// only where a repeated key is a fence. Does nothing before the provider can have forgotten to
    /// tell of the last time.
    boost::asio::awaitable<void> repeat(Account& account, std::string id, int attempt);

    /// Commits a payment that the provider holds until we confirm it; then it is asked about.
    boost::asio::awaitable<void> confirm(Account& account, std::string id);

private:
    enum class Renewed : std::uint8_t { yes, moved_on, store_away };
    struct Doubt {
        records::StoredPayout stored;
        Payee payee;
        std::string msisdn;
    };

    /// What became of a request, and how it went word for word.
    struct Answer {
        billing::PayoutEvent event;
        Along along = {};
    };

    boost::asio::awaitable<Answer> request(Errand& errand);
    boost::asio::awaitable<std::optional<Applied>> record(std::string id, Answer answer);
    boost::asio::awaitable<bool> wait_to_repeat(const Errand& errand, int tries);
    boost::asio::awaitable<Renewed> renew(const Errand& errand);
    boost::asio::awaitable<std::optional<Doubt>> open_doubt(std::string id, int attempt);
    boost::asio::awaitable<void> after(Errand& errand, billing::Transition transition);
    void judge(Account& account, const billing::PayoutEvent& event);

    keepers::Post post_;
    Desk& desk_;
    Parking& parking_;
    Tokens& tokens_;
    FirstStepTaker& first_steps_;
};

/// The request for an attempt of a payout through an account.
[[nodiscard]] billing::PayoutOrder order_of(const billing::Payout& payout, const Account& account,
                                            const std::string& key, const std::string& msisdn);

}  // namespace kazi::gateway::payer
