// SPDX-License-Identifier: Apache-2.0
// Callbacks of Vonage's Messages API, in its versions 1 and 0.1.
#pragma once

#include "protocols/dialect.hpp"
#include "protocols/fields.hpp"

namespace kazi::protocols {

/// True when the fields are of the Messages API and not of the SMS API.
[[nodiscard]] bool is_of_messages_api(const Fields& fields);

/// Refuses what is no text by SMS with 200, so that it does not come again for a day.
[[nodiscard]] Parsed<InboundSms> read_messages_sms(const Fields& fields,
                                                   const RouteSettings& settings);
[[nodiscard]] Parsed<DeliveryReport> read_messages_status(const Fields& fields,
                                                          const RouteSettings& settings);

}  // namespace kazi::protocols
