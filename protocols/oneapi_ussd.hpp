// SPDX-License-Identifier: Apache-2.0
// USSD by OneAPI as Dialog and WSO2.Telco have it: the page is a call of its own, the HTTP answer
// to a turn says nothing.
#pragma once

#include "protocols/dialect.hpp"

namespace kazi::protocols {

[[nodiscard]] Parsed<UssdTurn> parse_oneapi_ussd(const Callback& callback,
                                                 const RouteSettings& settings,
                                                 const CallbackContext& context);
[[nodiscard]] HttpReply render_oneapi_ussd(const UssdPage& page, const Callback& callback,
                                           const RouteSettings& settings);
[[nodiscard]] HttpRequest build_oneapi_ussd(const UssdPage& page, const Callback& callback,
                                            const RouteSettings& settings);

}  // namespace kazi::protocols
