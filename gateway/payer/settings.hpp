// SPDX-License-Identifier: Apache-2.0
// The accounts that a cell's workers are paid from, as the payer uses them.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "billing/payout_route.hpp"
#include "billing/provider.hpp"

namespace kazi::gateway::payer {

/// A setting's duration in the unit of an Instant.
constexpr std::int64_t us(std::chrono::milliseconds duration) {
    return std::chrono::microseconds(duration).count();
}

/// One account at one provider.
struct AccountSettings {
    std::string name;  ///< stands in attempts, keys and the float's accounts
    const billing::Provider* provider = nullptr;  ///< the codec; never null in use
    billing::ProviderSettings account;
    billing::PayoutRoute route;  ///< whom it pays and what that costs; bears the same name
    std::chrono::milliseconds call_deadline{30'000};      ///< one request, to its answer
    std::chrono::milliseconds pending_deadline{600'000};  ///< without a final by then, in doubt
    std::chrono::milliseconds number_spacing{360'000};    ///< between two payments to one number
    /// How long nothing leaves after the provider refused us: credentials, permission, float.
    std::chrono::milliseconds queue_pause{120'000};
    int payouts_per_second = 5;             ///< at least 1
    std::int64_t day_cap_micro = 0;         ///< of what leaves in a local day; 0: none
    std::int64_t number_day_cap_micro = 0;  ///< the same, to one number
};

/// Numbers that begin so belong to that operator.
struct OperatorPrefix {
    std::string digits;  ///< country code first, without plus
    std::string name;
};

struct PayerSettings {
    std::string deployment_key;             ///< what worker ids and provider keys are derived with
    std::vector<AccountSettings> accounts;  ///< at least one, each with a name of its own
    std::vector<OperatorPrefix> operators;
    int network_days = 30;  ///< so long a number is at the network that an aggregator named
};

}  // namespace kazi::gateway::payer
