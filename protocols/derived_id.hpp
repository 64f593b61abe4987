// SPDX-License-Identifier: Apache-2.0
// A message id for callbacks that carry none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocols/message.hpp"

namespace kazi::protocols {

/// Hex SHA-256 over dialect, route, sender, destination, time and text, so that a repeat of the
/// same callback gets the same id. `sent_at`: the time as the callback writes it; when it is empty
/// the minute of `now_s` takes its place, and a repeat is recognised within that minute.
[[nodiscard]] std::string derive_message_id(std::string_view dialect, std::string_view route,
                                            const InboundSms& sms, std::string_view sent_at,
                                            std::int64_t now_s);

}  // namespace kazi::protocols
