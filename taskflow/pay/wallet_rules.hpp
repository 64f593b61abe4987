// SPDX-License-Identifier: Apache-2.0
// What a market's workers can have their pay as, what that costs, and what networks there are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "billing/wallet.hpp"

namespace kazi::taskflow {

/// A mobile network of the market.
struct Network {
    std::string name;
    std::vector<std::string> codes;           ///< what aggregators call it
    std::vector<std::int64_t> top_ups_micro;  ///< the only ones it sells; empty: the market's range
    std::int64_t reply_cost_micro = 0;        ///< of an SMS to us
};

/// Money instead of airtime: what can be sent, and what she pays for it.
struct MoneyOffer {
    billing::TopUpLimits limits;
    std::int64_t fee_micro = 0;
};

struct WalletRules {
    std::optional<MoneyOffer> money;
    std::vector<Network> networks;
    std::int64_t reply_cost_micro = 0;  ///< of an SMS to us where her network is not known
    int network_days = 30;              ///< then it is learned anew: numbers move between networks
    bool pin = false;                   ///< pay leaves for those who know theirs
    int pin_days = 90;                  ///< of silence, then it is asked for again
    std::string pin_key;                ///< keys the PINs' hashes
};

/// The network that an aggregator calls `code`, or null.
[[nodiscard]] const Network* network_called(const WalletRules& rules, std::string_view code);
/// The network of that name, or null.
[[nodiscard]] const Network* network_named(const WalletRules& rules, std::string_view name);

}  // namespace kazi::taskflow
