// SPDX-License-Identifier: Apache-2.0
// A parcel in its dialect's hands: what is asked of the aggregator, and what its answer says.
#pragma once

#include <string>
#include <vector>

#include "gateway/hooks/route.hpp"
#include "gateway/http/outbound.hpp"
#include "gateway/sender/letter.hpp"
#include "protocols/message.hpp"

namespace kazi::gateway::sender {

/// The letters as one message; numbers and ids joined by commas, in their order.
[[nodiscard]] protocols::OutboundSms sms_of(const Parcel& parcel);

/// What reports of the message may name instead of the aggregator's id: ours, or what the dialect
/// makes of it. Empty: no such thing.
[[nodiscard]] std::string our_report_id(const hooks::Route& route,
                                        const records::OutboxMessage& message);

/// What an answer says, or the want of one: never empty.
[[nodiscard]] std::vector<protocols::SendResult> results_of(const hooks::Route& route,
                                                            const http::HttpOutcome& outcome);

}  // namespace kazi::gateway::sender
