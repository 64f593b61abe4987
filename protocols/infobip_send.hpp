// SPDX-License-Identifier: Apache-2.0
// Infobip's SMS API, version 3; its answers also as version 2 writes them.
#pragma once

#include "protocols/dialect.hpp"

namespace kazi::protocols {

/// Names an own id for each recipient: the message's, with several recipients a hyphen and the
/// number behind it, so that the same message to the same person always has the same id.
[[nodiscard]] HttpRequest build_infobip_send(const OutboundSms& sms, const RouteSettings& settings,
                                             const CallbackContext& context);
[[nodiscard]] std::vector<SendResult> parse_infobip_send(const HttpReply& reply,
                                                         const RouteSettings& settings);

}  // namespace kazi::protocols
