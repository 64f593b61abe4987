// SPDX-License-Identifier: Apache-2.0
// Sending by Vonage: its Messages API when the route's address ends in /messages, else its SMS API.
#pragma once

#include <vector>

#include "protocols/dialect.hpp"

namespace kazi::protocols {

[[nodiscard]] HttpRequest build_vonage_send(const OutboundSms& sms, const RouteSettings& settings,
                                            const CallbackContext& context);

/// Tells the two APIs' answers apart by their shape.
[[nodiscard]] std::vector<SendResult> parse_vonage_send(const HttpReply& reply,
                                                        const RouteSettings& settings);

}  // namespace kazi::protocols
