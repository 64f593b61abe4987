// SPDX-License-Identifier: Apache-2.0
// MTN's sending side: the token, both generations of the request, the answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/dialect.hpp"

namespace kazi::protocols::mtn_api {

[[nodiscard]] HttpRequest build_token(const RouteSettings& settings);
[[nodiscard]] std::optional<AccessToken> parse_token(const HttpReply& reply);
[[nodiscard]] HttpRequest build_send(const OutboundSms& sms, const RouteSettings& settings,
                                     const CallbackContext& context);
[[nodiscard]] std::vector<SendResult> parse_send(const HttpReply& reply,
                                                 const RouteSettings& settings);

/// Our id as MTN takes it along and may report it: the third generation cuts it.
[[nodiscard]] std::string correlator_of(std::string_view id, const RouteSettings& settings);

/// What MTN's word for a message's state stands for; the same words in reports and in answers.
[[nodiscard]] DeliveryStatus status_of(std::string_view word);

}  // namespace kazi::protocols::mtn_api
