// SPDX-License-Identifier: Apache-2.0
// One provider account as the payer uses it.
#pragma once

#include <chrono>
#include <string>

#include "billing/provider.hpp"

namespace kazi::gateway::payer {

struct PayerSettings {
    std::string name;  ///< of the account; stands in attempts, keys and the float's accounts
    const billing::Provider* provider = nullptr;  ///< the codec; never null in use
    billing::ProviderSettings account;
    std::string deployment_key;  ///< what worker ids and provider keys are derived with
    std::chrono::milliseconds call_deadline{30'000};      ///< one request, to its answer
    std::chrono::milliseconds pending_deadline{600'000};  ///< without a final by then, in doubt
    std::chrono::milliseconds number_spacing{360'000};    ///< between two payments to one number
    /// How long nothing new is sent after the provider refused us: credentials, permission, float.
    std::chrono::milliseconds queue_pause{120'000};
    int payouts_per_second = 5;  ///< at least 1
};

}  // namespace kazi::gateway::payer
