// SPDX-License-Identifier: Apache-2.0
// Kannel's sendsms: everything in a query, answers in words. No id comes back, so ours goes into
// the address that Kannel fetches for each report.
#pragma once

#include <string>
#include <string_view>

#include "protocols/dialect.hpp"

namespace kazi::protocols {

/// The route's name for a field of ours.
[[nodiscard]] std::string kannel_field(const RouteSettings& settings, std::string_view name);

[[nodiscard]] HttpRequest build_kannel_send(const OutboundSms& sms, const RouteSettings& settings,
                                            const CallbackContext& context);
[[nodiscard]] std::vector<SendResult> parse_kannel_send(const HttpReply& reply,
                                                        const RouteSettings& settings);

}  // namespace kazi::protocols
