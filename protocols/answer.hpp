// SPDX-License-Identifier: Apache-2.0
// A provider's answer to a request, as a JSON tree; and results that speak of the whole request.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/message.hpp"

namespace kazi::protocols {

/// The body as one JSON object; empty when it is anything else, or nested too deeply.
[[nodiscard]] std::optional<boost::json::object> parse_answer(std::string_view body);

/// A member's text, a whole number's digits, or empty.
[[nodiscard]] std::string text_member(const boost::json::object& object, std::string_view name);

/// A member that is a whole number, or text of its digits.
[[nodiscard]] std::optional<std::int64_t> integer_member(const boost::json::object& object,
                                                         std::string_view name);

/// How many segments an answer says a message took: a member of 1 to 255, or empty.
[[nodiscard]] std::optional<int> segments_member(const boost::json::object& object,
                                                 std::string_view name);

/// What the HTTP status of an answer says by itself about a request without an idempotency key:
/// after a 5xx nobody knows whether the message was taken.
[[nodiscard]] SendOutcome outcome_of_http(int http);

/// One result for every recipient of a request, with the answer's own word for it.
[[nodiscard]] std::vector<SendResult> whole_request(SendOutcome outcome, std::string code,
                                                    const HttpReply& reply);

}  // namespace kazi::protocols
