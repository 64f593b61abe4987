// SPDX-License-Identifier: Apache-2.0
// What a provider tells and asks by itself: notices of an end, and whether to go ahead.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "billing/payout_match.hpp"
#include "gateway/payer/first_steps.hpp"
#include "gateway/payer/hints.hpp"
#include "gateway/payer/parking.hpp"
#include "protocols/message.hpp"
#include "protocols/refusal.hpp"

namespace kazi::gateway::payer {

class Notices {
public:
    /// Everything handed in outlives it.
    Notices(keepers::Post post, const PayerSettings& settings, Desk& desk, Parking& parking,
            Hints& hints, FirstStepTaker& first_steps);

    /// Never answers before what it was told is durable.
    boost::asio::awaitable<protocols::HttpReply> answer(const Account& account,
                                                        protocols::Callback callback);

private:
    enum class Heard : std::uint8_t { taken, duplicate, parked, unknown, store_away };
    struct Target {
        std::string payout;
        int attempt = 0;
    };
    /// `answered` is false when the store is away.
    struct Search {
        bool answered = false;
        std::optional<Target> target;
    };
    struct Named {
        bool answered = false;
        std::optional<std::string> payout;
        bool by_its_id = false;
    };
    struct Candidates {
        bool answered = false;
        std::vector<billing::Payout> payouts;
    };

    boost::asio::awaitable<protocols::HttpReply> refuse(const Account& account,
                                                        protocols::Callback callback,
                                                        billing::ProviderRefusal refusal);
    boost::asio::awaitable<protocols::HttpReply> validate(const Account& account,
                                                          billing::Decoded question, Capture said);
    boost::asio::awaitable<Heard> hear(const Account& account, billing::Decoded message,
                                       Notice notice, Capture said);
    boost::asio::awaitable<Heard> tell(Target target, billing::Decoded message, Capture said);
    [[nodiscard]] Along keeping(Capture said, const Target& target) const;
    boost::asio::awaitable<Heard> take_as_hint(Target target);
    boost::asio::awaitable<Search> find(const Account& account, billing::Decoded message);
    boost::asio::awaitable<Search> find_by_reference(const Account& account,
                                                     billing::Decoded message);
    boost::asio::awaitable<Named> payout_of(const Account& account, billing::Decoded message);
    boost::asio::awaitable<Candidates> candidates(std::optional<std::string> msisdn);
    boost::asio::awaitable<bool> quarantine(const Account& account, protocols::Callback callback,
                                            protocols::Refusal refusal);
    [[nodiscard]] billing::MatchContext match_context(const Account& account) const;
    [[nodiscard]] static protocols::HttpReply reply(const Account& account,
                                                    std::optional<billing::Action> action);
    static void count(const Account& account, Heard heard);

    keepers::Post post_;
    const PayerSettings& settings_;
    Desk& desk_;
    Parking& parking_;
    Hints& hints_;
    FirstStepTaker& first_steps_;
};

}  // namespace kazi::gateway::payer
