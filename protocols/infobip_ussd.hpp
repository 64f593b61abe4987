// SPDX-License-Identifier: Apache-2.0
// Infobip's older protocol between its USSD gateway and an application: a session is an address,
// what happens to it the last word of that address.
#pragma once

#include "protocols/dialect.hpp"

namespace kazi::protocols {

[[nodiscard]] Parsed<UssdTurn> parse_infobip_ussd(const Callback& callback,
                                                  const RouteSettings& settings,
                                                  const CallbackContext& context);
[[nodiscard]] HttpReply render_infobip_ussd(const UssdPage& page, const Callback& callback,
                                            const RouteSettings& settings);
[[nodiscard]] HttpReply acknowledge_infobip_end();

/// Trouble within a session is told in the body of a 200; elsewhere, and to whoever brings no
/// proof, by the status. A question after a session's state is answered here too: any session may
/// go on, since nothing of a dialogue hangs on it.
[[nodiscard]] std::optional<HttpReply> render_infobip_refusal(const Refusal& refusal,
                                                              const Callback& callback);

}  // namespace kazi::protocols
