// SPDX-License-Identifier: Apache-2.0
// Sending through an operator's own API, given as a URL with holes:
// http://sms.example.org/send?u=kazi&to={to_digits}&text={text}
#pragma once

#include <string>
#include <string_view>

#include "protocols/message.hpp"

namespace kazi::protocols {

/// True when the URL has holes.
[[nodiscard]] bool is_send_template(std::string_view url);

/// A GET of the URL with {id}, {from}, {to}, {to_digits} and {text} filled in, percent-encoded. A
/// hole of another name stays empty.
[[nodiscard]] HttpRequest fill_send_template(const OutboundSms& sms, std::string_view url);

/// True when the answer's body matches the pattern (ECMAScript); an empty pattern matches all, one
/// that is no pattern matches nothing. Only the first 4 KiB of the body are looked at.
[[nodiscard]] bool matches_ok(std::string_view body, const std::string& pattern);

}  // namespace kazi::protocols
