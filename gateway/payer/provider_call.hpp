// SPDX-License-Identifier: Apache-2.0
// A provider's pure functions and the HTTP values of the gateway, brought together.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/payout_machine.hpp"
#include "billing/provider.hpp"
#include "gateway/http/outbound.hpp"
#include "gateway/payer/parked.hpp"
#include "protocols/message.hpp"

namespace kazi::gateway::payer {

[[nodiscard]] protocols::HttpRequest http_request(billing::ProviderRequest request);

/// What became of a payment request, as the machine's event.
[[nodiscard]] billing::PayoutEvent sent_event(const billing::Provider& provider,
                                              const billing::ProviderSettings& account, int attempt,
                                              const http::HttpOutcome& outcome);

/// The status query of an attempt; nothing when it can't be asked about.
[[nodiscard]] std::optional<billing::ProviderRequest> status_request(
    const billing::Provider& provider, const billing::ProviderSettings& account,
    const billing::Attempt& attempt);

/// A callback as the codec takes it: "/hooks/NAME/TOKEN/payout" shows its token last.
[[nodiscard]] billing::ProviderCallback provider_callback(const protocols::Callback& callback);

/// Reads a notice that was found authentic when it came.
[[nodiscard]] billing::ProviderResult<billing::Decoded> read_notice(
    const billing::Provider& provider, const Notice& notice);

}  // namespace kazi::gateway::payer
