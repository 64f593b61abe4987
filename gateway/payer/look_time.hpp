// SPDX-License-Identifier: Apache-2.0
// When an unfinished payout is looked at again. Derived from the payout alone, so that a daemon
// that starts anew goes on where the last one stopped.
#pragma once

#include <optional>

#include "billing/payout.hpp"
#include "billing/provider.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::payer {

struct LookContext {
    taskflow::Instant now = 0;
    const billing::ProviderTraits& traits;
    /// How long a sender has, from its commit to the commit of what came back. Microseconds.
    std::int64_t lease_us = 0;
    bool ask_now = false;  ///< the machine wants a query, and the provider can be asked
};

/// Nothing: no timer, a person or a message moves it.
[[nodiscard]] std::optional<taskflow::Instant> next_look(const billing::Payout& payout,
                                                         const LookContext& context);

}  // namespace kazi::gateway::payer
