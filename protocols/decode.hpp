// SPDX-License-Identifier: Apache-2.0
// What `kazi decode` prints: a dialect's reading of one callback or answer, as JSON.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string_view>

#include "protocols/message.hpp"

namespace kazi::protocols {

/// Decodes one vector: {"id","dialect","kind","method","path","url","headers","body" or
/// "body_base64","http_status","options"} into {"id","ok":true,"result"} or
/// {"id","ok":false,"http","error"}. `now_s` is used where options.now is not given.
[[nodiscard]] boost::json::object decode_dialect(const boost::json::object& vector,
                                                 std::int64_t now_s);

/// The same for one line of text; a line that is no JSON object is an error like others.
[[nodiscard]] boost::json::object decode_dialect_line(std::string_view line, std::int64_t now_s);

/// The normal forms, for logs of what was understood and for tests. What was not told is absent.
[[nodiscard]] boost::json::object to_json(const InboundSms& sms);
[[nodiscard]] boost::json::object to_json(const DeliveryReport& report);
[[nodiscard]] boost::json::object to_json(const UssdTurn& turn);
[[nodiscard]] boost::json::object to_json(const SendResult& result);

}  // namespace kazi::protocols
