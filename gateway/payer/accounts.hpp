// SPDX-License-Identifier: Apache-2.0
// The accounts that pay in one cell, each with its queue, and the choice among them.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "billing/payout_route.hpp"
#include "billing/token_cache.hpp"
#include "gateway/observe/metrics.hpp"
#include "gateway/payer/provider_queue.hpp"
#include "gateway/payer/room.hpp"
#include "gateway/payer/settings.hpp"

namespace kazi::gateway::payer {

/// The bearer token of an account, as this daemon knows it.
struct HeldToken {
    billing::TokenRecord record;
    std::string refused;  ///< one that the provider did not take
};

/// Attempts of one account that are under way at a time, and questions.
inline constexpr int sending_places = 16;
inline constexpr int asking_places = 48;

/// An account at work. What it refers to outlives it.
struct Account {
    Account(const AccountSettings& from, ProviderMetrics& counters)
        : settings(from),
          metrics(counters),
          queue(from.payouts_per_second),
          sending(sending_places, from.payouts_per_second),
          asking(asking_places, asking_places) {}

    [[nodiscard]] const std::string& name() const { return settings.name; }
    [[nodiscard]] const billing::Provider& codec() const { return *settings.provider; }
    /// Shows how its queue stands.
    void show(taskflow::Instant now) const;

    const AccountSettings& settings;
    ProviderMetrics& metrics;
    ProviderQueue queue;
    Room sending;  ///< of attempts, from the record of one until something is known of it
    Room asking;   ///< of looks at what was sent, with what follows from the answer
    HeldToken token;
};

/// Who asks for an account, and when.
struct Choice {
    const billing::Payout& payout;
    std::string_view msisdn;   ///< E.164 with plus
    std::string_view network;  ///< that she was last heard of on; empty: not known
    taskflow::Instant now = 0;
    bool window_open = false;  ///< after a loss: routing stays as it was
};

class Accounts {
public:
    /// Both outlive it.
    Accounts(const PayerSettings& settings, Metrics& metrics);
    Accounts(const Accounts&) = delete;
    Accounts& operator=(const Accounts&) = delete;

    /// The account of that name, or null.
    [[nodiscard]] Account* find(std::string_view name);
    /// The one that the payout's newest attempt went through; before the first, the market's first.
    /// Null: there is no such account any more.
    [[nodiscard]] Account* of(const billing::Payout& payout);
    [[nodiscard]] std::deque<Account>& all() { return accounts_; }

    /// Which account sends the next attempt.
    [[nodiscard]] billing::RouteChoice choose(const Choice& choice) const;
    [[nodiscard]] Account& at(std::size_t route) { return accounts_[route]; }
    /// How long what was told of her network is believed.
    [[nodiscard]] int network_days() const { return settings_.network_days; }
    /// When the first of those that are closed opens.
    [[nodiscard]] taskflow::Instant opens_at(taskflow::Instant now) const;

private:
    [[nodiscard]] std::string_view operator_of(const Choice& choice) const;

    const PayerSettings& settings_;
    std::deque<Account> accounts_;
    std::vector<billing::PayoutRoute> routes_;  ///< of the accounts, in their order
};

}  // namespace kazi::gateway::payer
