// SPDX-License-Identifier: Apache-2.0
// SMS out by OneAPI: as JSON, as a form, or as Globe wants it, by the route's `variant`.
#pragma once

#include <string>
#include <string_view>

#include "protocols/dialect.hpp"

namespace kazi::protocols {

/// "tel:" before the address, unless it stands there.
[[nodiscard]] std::string tel_uri(std::string_view address);

/// The resource below `url` that an address names.
[[nodiscard]] std::string address_resource(std::string_view url, std::string_view address);

[[nodiscard]] HttpRequest build_oneapi_send(const OutboundSms& sms, const RouteSettings& settings,
                                            const CallbackContext& context);
[[nodiscard]] std::vector<SendResult> parse_oneapi_send(const HttpReply& reply,
                                                        const RouteSettings& settings);

}  // namespace kazi::protocols
